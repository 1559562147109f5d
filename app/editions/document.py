"""An edition as a document: the same words on its page and in its Word file."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from app.documents.agreement_facts import VersionRow
from app.documents.edition_document import compose
from app.documents.edition_facts import EditionFacts, GroupFacts, IntentionFacts, NeedTable, SaidAndDecided
from app.documents.parts import Column, Document, Table
from app.editions import queries
from app.intentions.need import Segment, tables
from app.languages import ENGLISH, _, translated, word
from app.languages.content import after, words_of
from app.languages.quotes import quoted_in
from app.languages.spoken import spoken
from app.languages.stretches import joined, put_in
from app.models import Edition, EditionKind
from app.published.kept_words import shown_again
from app.wording import sentence_case, short_day
from workflows.deadline import LONDON

DEMONSTRATION = word("Demonstration: not a real agreement")
NOT_ANSWERED = word("Not answered in this edition: %(waiver)s")
WITHOUT_A_FIGURE = word("Without a figure: %(factors)s.")


def document(edition: Edition, *, address: str, rehearsal: bool) -> Document:
    """Everything that a published edition says, from what was kept when it was published."""
    return compose(facts(edition, address=address, rehearsal=rehearsal))


def facts(edition: Edition, *, address: str, rehearsal: bool) -> EditionFacts:
    """The edition's content in the shape that its document asks for. `address` is its permanent one."""
    content = spoken(queries.content(edition))
    content = {**content, "said": shown_again(content["said"])}
    closes = next((each["due"] for each in content["dates"] if each["key"] == "feedback_closes"), None)
    asks = edition.kind is not EditionKind.FINAL
    return EditionFacts(
        round_title=content["round"]["title"],
        kind=edition.kind.value,
        number=str(edition.number),
        commissioner=content["commissioner"],
        address=address,
        published_on=published_on(edition),
        versions=tuple(_version(each) for each in edition.round.editions if each.number <= edition.number),
        introduction=tuple(content["round"]["introduction"].split("\n\n")),
        assumptions=tuple((after(each["ref"], each["title"]), each["text"]) for each in content["assumptions"]),
        groups=tuple(_group(group, content) for group in content["groups"]),
        need=tuple(_need(content["need"])),
        respond=_respond(content, address) if asks else (),
        respond_by=date.fromisoformat(closes) if asks and closes else None,
        equality_questions=tuple(each["text"] for each in content["questions"]),
        demonstration=translated(DEMONSTRATION) if rehearsal else None,
    )


def published_on(edition: Edition) -> date:
    """The day in London."""
    return edition.published_at.astimezone(LONDON).date()


def _version(edition: Edition) -> VersionRow:
    reason = joined(f"{sentence_case(edition.kind)}: ", words_of(edition, "reason"))
    return VersionRow(str(edition.number), reason, published_on(edition))


def _group(group: Mapping[str, Any], content: Mapping[str, Any]) -> GroupFacts:
    members = [each for each in content["intentions"] if each["group"] == group["key"]]
    return GroupFacts(
        group["title"],
        group.get("introduction") or "",
        tuple(_intention(each, content["said"].get(each["ref"])) for each in members),
    )


def _intention(intention: Mapping[str, Any], said: Mapping[str, Any] | None) -> IntentionFacts:
    return IntentionFacts(
        intention["ref"],
        intention["title"],
        intention["direction"],
        intention["explanation"],
        intention["concerns"],
        _said(said) if said else None,
    )


def _said(said: Mapping[str, Any]) -> SaidAndDecided:
    return SaidAndDecided(
        said["agree"], said["partly"], said["disagree"], said["no_view"], tuple(map(decided_words, said["decided"]))
    )


def decided_words(decided: Mapping[str, Any]) -> str:
    """One comment's answer as a sentence or two."""
    heard = [quoted_in(f"“{decided['said']}”", decided.get("language", ENGLISH)), " "] if decided["said"] else []
    if decided["waiver"]:
        waived = put_in(translated(NOT_ANSWERED), waiver=words_of(decided, "waiver"))
        return joined(*heard, waived)
    change = [" ", words_of(decided, "change")] if decided["change"] else []
    disposition = f"{sentence_case(decided['disposition'])}. " if decided["disposition"] else ""
    return joined(*heard, disposition, words_of(decided, "reason"), *change)


def _need(rows: Iterable[Mapping[str, Any]]) -> Iterable[NeedTable]:
    for _key, heading, segments in tables(rows):
        for segment in segments:
            yield _bands(heading, segment)
            yield _factors(heading, segment)


def _bands(heading: str, segment: Segment) -> NeedTable:
    return NeedTable(
        Table(
            _("%(offence)s offences %(where)s: risk bands", **_where(segment, heading)),
            (
                Column(_("Risk"), 2),
                Column(_("Share"), 1, "right"),
                Column(_("Of them under 25"), 1, "right"),
                Column(_("Of them women"), 1, "right"),
            ),
            tuple(
                (sentence_case(band["risk"]), *(_percent(band.get(key)) for key in ("percent", "under_25", "female")))
                for band in segment.bands
            ),
        ),
        segment.note,
    )


def _factors(heading: str, segment: Segment) -> NeedTable:
    listed = joined(*[piece for each in segment.other_factors for piece in ("; ", each)][1:])
    others = put_in(translated(WITHOUT_A_FIGURE), factors=listed) if listed else ""
    return NeedTable(
        Table(
            _("%(offence)s offences %(where)s: risk factors", **_where(segment, heading)),
            (Column(_("Risk factor"), 3), Column(_("People with it"), 1, "right")),
            tuple((factor["name"], _percent(factor["percent"])) for factor in segment.factors),
        ),
        others,
    )


def _where(segment: Segment, heading: str) -> dict[str, str]:
    return {"offence": sentence_case(segment.offence), "where": heading.lower()}


def _percent(value: Any) -> str:
    return "–" if value is None else f"{value}%"


def _respond(content: Mapping[str, Any], address: str) -> tuple[str, ...]:
    contact = content["contact"]
    closes = next((each["due"] for each in content["dates"] if each["key"] == "feedback_closes"), "")
    there = address.rsplit("/editions/", 1)[0] + "/respond"
    by = short_day(date.fromisoformat(closes)) if closes else ""
    ways = [
        _("Give your views at %(there)s by the end of %(by)s. You need no account.", there=there, by=by)
        if by
        else _("Give your views at %(there)s. You need no account.", there=there)
    ]
    if contact.get("email"):
        ways.append(_("You can also write to %(email)s.", email=contact["email"]))
    if contact.get("address"):
        place = contact["address"] if isinstance(contact["address"], str) else ", ".join(contact["address"])
        ways.append(_("By post: %(team)s, %(place)s.", team=contact.get("team", ""), place=place))
    if contact.get("telephone"):
        ways.append(_("By phone: %(telephone)s.", telephone=contact["telephone"]))
    if contact.get("welsh"):
        ways.append(translated(contact["welsh"]))
    return tuple(ways)
