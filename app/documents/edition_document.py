"""What a published edition of the commissioning intentions says."""

from collections.abc import Iterator

from app.documents.edition_facts import EditionFacts, GroupFacts, IntentionFacts, SaidAndDecided
from app.documents.parts import (
    Bullets,
    Column,
    Contents,
    Document,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    Table,
    locale,
    numbered,
)
from app.languages import _, translated, word
from app.wording import sentence_case, short_day

HELD_BACK = "[c]"
KINDS = {
    "draft": word("Draft edition"),
    "discussion": word("Discussion edition"),
    "revised": word("Revised edition"),
    "final": word("Final edition"),
}


def compose(facts: EditionFacts) -> Document:
    """The whole edition as parts; its sections are numbered in the order in which they have something to say."""
    return Document(
        title=_("Commissioning intentions %(round)s", round=facts.round_title),
        subtitle=f"{translated(KINDS[facts.kind])}, {short_day(facts.published_on)}",
        marking=facts.marking,
        language=locale(),
        reference=_("Intentions %(round)s", round=facts.round_title),
        version=facts.number,
        demonstration=facts.demonstration,
        draft=facts.kind == "draft",
        author=facts.commissioner,
        dated=facts.published_on.isoformat(),
        parts=numbered([*_front(facts), *_sections(facts)]),
    )


def _front(facts: EditionFacts) -> Iterator[Part]:
    entries = [
        (_("Commissioner"), facts.commissioner),
        (_("Edition"), _("%(kind)s, version %(number)s", kind=translated(KINDS[facts.kind]), number=facts.number)),
        (_("Published"), short_day(facts.published_on)),
        (_("Permanent address"), facts.address),
    ]
    if facts.respond_by:
        entries.append((_("Feedback by"), short_day(facts.respond_by)))
    yield Facts(tuple(entries))
    yield Table(
        _("Versions of this document"),
        (Column(_("Version"), 15), Column(_("Reason for issue or changes"), 60), Column(_("Date issued"), 25)),
        tuple((row.number, row.reason, short_day(row.date)) for row in facts.versions),
        empty=_("No version has been issued."),
    )
    yield PageBreak()
    yield Contents(_("Contents"))


def _sections(facts: EditionFacts) -> Iterator[Part]:
    """Each section that has something to say, on a new page, numbered from 1."""
    wanted: list[tuple[str, list[Part]]] = [
        (_("Introduction"), [Paragraph(text) for text in facts.introduction]),
        (_("Planning assumptions"), _assumptions(facts)),
        (_("Need and demand"), _need(facts)),
        *((group.name, list(_group(group))) for group in facts.groups),
        (_("How to respond"), _respond(facts)),
    ]
    written = [(title, parts) for title, parts in wanted if parts]
    for number, (title, parts) in enumerate(written, start=1):
        yield PageBreak()
        yield Heading(title, 1, str(number), f"section-{number}")
        yield from parts


def _assumptions(facts: EditionFacts) -> list[Part]:
    parts: list[Part] = []
    for index, (title, text) in enumerate(facts.assumptions, start=1):
        parts += [Heading(title, 2, anchor=f"assumption-{index}"), *_paragraphs(text)]
    return parts


def _need(facts: EditionFacts) -> list[Part]:
    parts: list[Part] = []
    for need in facts.need:
        parts += [*_paragraphs(need.introduction), need.table]
    return parts


def _group(group: GroupFacts) -> Iterator[Part]:
    yield from _paragraphs(group.introduction)
    yield Table(
        _("%(group)s in brief", group=group.name),
        (Column(_("Reference"), 15), Column(_("Intention"), 65), Column(_("Direction"), 20)),
        tuple((intention.ref, intention.title, sentence_case(intention.direction)) for intention in group.intentions),
        empty=_("This group has no intentions."),
    )
    for intention in group.intentions:
        yield from _intention(intention)


def _intention(intention: IntentionFacts) -> Iterator[Part]:
    yield Heading(intention.title, 2, intention.ref, intention.ref)
    yield Paragraph(
        _(
            "%(direction)s. Concerns %(concerns)s.",
            direction=sentence_case(intention.direction),
            concerns=translated(intention.concerns),
        ),
        "note",
    )
    yield from _paragraphs(intention.explanation)
    if intention.said:
        yield from _said(intention.ref, intention.said)


def _said(ref: str, said: SaidAndDecided) -> Iterator[Part]:
    numbers = (said.agree, said.partly, said.disagree, said.no_view)
    yield Heading(_("What was said and what was decided"), 3, anchor=f"{ref}-decided")
    yield Table(
        _("Views on %(ref)s", ref=ref),
        (
            Column(_("Agree"), 1, "right"),
            Column(_("Partly"), 1, "right"),
            Column(_("Disagree"), 1, "right"),
            Column(_("No view (counted apart)"), 2, "right"),
        ),
        (tuple(HELD_BACK if number is None else str(number) for number in numbers),),
    )
    if None in numbers:
        held = _("%(mark)s stands for a number held back so that nobody can be recognised.", mark=HELD_BACK)
        yield Paragraph(held, "note")
    if said.decided:
        yield Bullets(said.decided)
    else:
        yield Paragraph(_("No comment was made on this intention, and it stands as it was."))


def _respond(facts: EditionFacts) -> list[Part]:
    parts: list[Part] = [Paragraph(text) for text in facts.respond]
    if parts and facts.equality_questions:
        parts += [
            Heading(_("Questions on equality"), 2, anchor="equality-questions"),
            Bullets(facts.equality_questions),
        ]
    return parts


def _paragraphs(text: str) -> list[Part]:
    blocks = text.split("\n\n") if "\n\n" in text else [text]
    return [Paragraph(block if block == block.strip() else block.strip()) for block in blocks if block.strip()]
