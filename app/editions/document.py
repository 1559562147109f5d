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
from app.models import Edition, EditionKind
from app.wording import sentence_case
from workflows.deadline import LONDON

DEMONSTRATION = "Demonstration: not a real agreement"


def document(edition: Edition, *, address: str, rehearsal: bool) -> Document:
    """Everything that a published edition says, from what was kept when it was published."""
    return compose(facts(edition, address=address, rehearsal=rehearsal))


def facts(edition: Edition, *, address: str, rehearsal: bool) -> EditionFacts:
    """The edition's content in the shape that its document asks for. `address` is its permanent one."""
    content = queries.content(edition)
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
        assumptions=tuple((f"{each['ref']} {each['title']}", each["text"]) for each in content["assumptions"]),
        groups=tuple(_group(group, content) for group in content["groups"]),
        need=tuple(_need(content["need"])),
        respond=_respond(content, address) if asks else (),
        respond_by=date.fromisoformat(closes) if asks and closes else None,
        equality_questions=tuple(each["text"] for each in content["questions"]),
        demonstration=DEMONSTRATION if rehearsal else None,
    )


def published_on(edition: Edition) -> date:
    """The day in London."""
    return edition.published_at.astimezone(LONDON).date()


def _version(edition: Edition) -> VersionRow:
    return VersionRow(str(edition.number), f"{edition.kind.capitalize()}: {edition.reason}", published_on(edition))


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
    heard = f"“{decided['said']}” " if decided["said"] else ""
    if decided["waiver"]:
        return f"{heard}Not answered in this edition: {decided['waiver']}"
    change = f" {decided['change']}" if decided["change"] else ""
    return f"{heard}{sentence_case(decided['disposition'])}. {decided['reason']}{change}".strip()


def _need(rows: Iterable[Mapping[str, Any]]) -> Iterable[NeedTable]:
    for _, heading, segments in tables(rows):
        for segment in segments:
            yield _bands(heading, segment)
            yield _factors(heading, segment)


def _bands(heading: str, segment: Segment) -> NeedTable:
    return NeedTable(
        Table(
            f"{segment.offence.capitalize()} offences {heading.lower()}: risk bands",
            (
                Column("Risk", 2),
                Column("Share", 1, "right"),
                Column("Of them under 25", 1, "right"),
                Column("Of them women", 1, "right"),
            ),
            tuple(
                (sentence_case(band["risk"]), *(_percent(band.get(key)) for key in ("percent", "under_25", "female")))
                for band in segment.bands
            ),
        ),
        segment.note,
    )


def _factors(heading: str, segment: Segment) -> NeedTable:
    others = f"Without a figure: {'; '.join(segment.other_factors)}." if segment.other_factors else ""
    return NeedTable(
        Table(
            f"{segment.offence.capitalize()} offences {heading.lower()}: risk factors",
            (Column("Risk factor", 3), Column("People with it", 1, "right")),
            tuple((factor["name"], _percent(factor["percent"])) for factor in segment.factors),
        ),
        others,
    )


def _percent(value: Any) -> str:
    return "–" if value is None else f"{value}%"


def _respond(content: Mapping[str, Any], address: str) -> tuple[str, ...]:
    contact = content["contact"]
    closes = next((each["words"] for each in content["dates"] if each["key"] == "feedback_closes"), "")
    base = address.rsplit("/editions/", 1)[0]
    ways = [f"Give your views at {base}/respond{f' by the end of {closes}' if closes else ''}. You need no account."]
    if contact.get("email"):
        ways.append(f"You can also write to {contact['email']}.")
    if contact.get("address"):
        place = contact["address"] if isinstance(contact["address"], str) else ", ".join(contact["address"])
        ways.append(f"By post: {contact.get('team', '')}, {place}.")
    if contact.get("telephone"):
        ways.append(f"By phone: {contact['telephone']}.")
    if contact.get("welsh"):
        ways.append(contact["welsh"])
    return tuple(ways)
