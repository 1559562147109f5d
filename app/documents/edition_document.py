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
    numbered,
)
from app.documents.phrases import long_date

KINDS = {
    "draft": "Draft edition",
    "discussion": "Discussion edition",
    "revised": "Revised edition",
    "final": "Final edition",
}


def compose(facts: EditionFacts) -> Document:
    """The whole edition as parts; its sections are numbered in the order in which they have something to say."""
    return Document(
        title=f"Commissioning intentions {facts.round_title}",
        subtitle=f"{KINDS[facts.kind]}, {long_date(facts.published_on)}",
        marking=facts.marking,
        reference=f"Intentions {facts.round_title}",
        version=facts.number,
        demonstration=facts.demonstration,
        draft=facts.kind == "draft",
        author=facts.commissioner,
        dated=facts.published_on.isoformat(),
        parts=numbered([*_front(facts), *_sections(facts)]),
    )


def _front(facts: EditionFacts) -> Iterator[Part]:
    entries = [
        ("Commissioner", facts.commissioner),
        ("Edition", f"{KINDS[facts.kind]}, version {facts.number}"),
        ("Published", long_date(facts.published_on)),
        ("Permanent address", facts.address),
    ]
    if facts.respond_by:
        entries.append(("Feedback by", long_date(facts.respond_by)))
    yield Facts(tuple(entries))
    yield Table(
        "Versions of this document",
        (Column("Version", 15), Column("Reason for issue or changes", 60), Column("Date issued", 25)),
        tuple((row.number, row.reason, long_date(row.date)) for row in facts.versions),
        empty="No version has been issued.",
    )
    yield PageBreak()
    yield Contents()


def _sections(facts: EditionFacts) -> Iterator[Part]:
    """Each section that has something to say, on a new page, numbered from 1."""
    wanted: list[tuple[str, list[Part]]] = [
        ("Introduction", [Paragraph(text) for text in facts.introduction]),
        ("Planning assumptions", _assumptions(facts)),
        ("Need and demand", _need(facts)),
        *((group.name, list(_group(group))) for group in facts.groups),
        ("How to respond", _respond(facts)),
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
        f"{group.name} in brief",
        (Column("Reference", 15), Column("Intention", 65), Column("Direction", 20)),
        tuple((intention.ref, intention.title, intention.direction.capitalize()) for intention in group.intentions),
        empty="This group has no intentions.",
    )
    for intention in group.intentions:
        yield from _intention(intention)


def _intention(intention: IntentionFacts) -> Iterator[Part]:
    yield Heading(intention.title, 2, intention.ref, intention.ref)
    yield Paragraph(f"{intention.direction.capitalize()}. Concerns {intention.concerns}.", "note")
    yield from _paragraphs(intention.explanation)
    if intention.said:
        yield from _said(intention.ref, intention.said)


def _said(ref: str, said: SaidAndDecided) -> Iterator[Part]:
    yield Heading("What was said and what was decided", 3, anchor=f"{ref}-decided")
    yield Table(
        f"Views on {ref}",
        (
            Column("Agree", 1, "right"),
            Column("Partly", 1, "right"),
            Column("Disagree", 1, "right"),
            Column("No view (counted apart)", 2, "right"),
        ),
        ((str(said.agree), str(said.partly), str(said.disagree), str(said.no_view)),),
    )
    if said.decided:
        yield Bullets(said.decided)
    else:
        yield Paragraph("No comment was made on this intention, and it stands as it was.")


def _respond(facts: EditionFacts) -> list[Part]:
    parts: list[Part] = [Paragraph(text) for text in facts.respond]
    if parts and facts.equality_questions:
        parts += [Heading("Questions on equality", 2, anchor="equality-questions"), Bullets(facts.equality_questions)]
    return parts


def _paragraphs(text: str) -> list[Part]:
    return [Paragraph(block.strip()) for block in text.split("\n\n") if block.strip()]
