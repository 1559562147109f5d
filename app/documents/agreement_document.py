"""What an agreement says, as SLA or contract schedule: the national template filled with one provider's facts."""

from collections.abc import Iterator

from app.documents.agreement_facts import AgreementFacts, TemplateSection
from app.documents.agreement_redactions import check_places, withheld, withheld_table
from app.documents.agreement_schedules import scheduled, version_table
from app.documents.agreement_signatures import approvals, signatures
from app.documents.parts import (
    Contents,
    Definitions,
    Document,
    Facts,
    Heading,
    Orientation,
    PageBreak,
    Paragraph,
    Part,
    numbered,
)
from app.documents.phrases import long_date
from app.documents.schedules import SCHEDULES
from app.documents.template_text import clause_parts, filled, places

TITLES = {"SLA": "Service level agreement", "contract schedule": "Contract schedule"}
STANDING = {
    "SLA": "Mutually agreed between two parts of the Crown or its bodies; not legally binding",
    "contract schedule": "Refreshed part of a legally binding contract",
}
ILLUSTRATIVE = (
    "The volumes, prices, referrals and names of people in this document are illustrative. "
    "They were made up to show how the service works and describe no real provider."
)


def compose(facts: AgreementFacts) -> Document:
    """The whole agreement as parts. The same facts always make the same document.

    Raises KeyError when the template uses a placeholder that does not exist, and ValueError when a
    redaction names a place where nothing stands.
    """
    check_places(facts)
    return Document(
        title=f"{TITLES[facts.instrument]} {facts.round_title}",
        subtitle=f"{facts.commissioner.name} and {facts.provider.name}",
        marking=facts.marking,
        reference=facts.reference,
        version=facts.document_version,
        demonstration=facts.demonstration,
        draft=facts.is_draft,
        author=facts.commissioner.name,
        dated=facts.dated.isoformat(),
        parts=numbered([*_front(facts), *_text(facts)]),
    )


def _front(facts: AgreementFacts) -> Iterator[Part]:
    yield _title_block(facts)
    yield standing(facts)
    if facts.illustrative:
        yield Paragraph(ILLUSTRATIVE, "note")
    yield version_table(facts.version_rows)
    yield PageBreak()
    yield Contents()


def _title_block(facts: AgreementFacts) -> Facts:
    provider, commissioner = facts.provider, facts.commissioner
    return Facts(
        (
            ("Commissioner", "\n".join((commissioner.name, *commissioner.address))),
            ("Provider", "\n".join(line for line in (provider.name, provider.sector, provider.region) if line)),
            ("Period", f"{long_date(facts.starts_on)} to {long_date(facts.ends_on)}"),
            ("Standing", STANDING[facts.instrument]),
            ("Reference", facts.reference),
            ("National template", f"{facts.template.title}, version {facts.template.version}"),
        ),
        caption="The parties and this document",
    )


def standing(facts: AgreementFacts) -> Facts:
    """What is said about the text, not in it: its version becomes 1.0 by being signed, its words stay."""
    return Facts(
        (("Document version", facts.document_version), ("Where it stands", facts.state)),
        caption="The version of this document and where it stands",
        record=True,
    )


def _text(facts: AgreementFacts) -> Iterator[Part]:
    placed: set[str] = set()
    orientation: Orientation = "portrait"
    for section in facts.template.sections:
        orientation = _orientation(facts, section)
        yield PageBreak(orientation)
        yield from _section(facts, section)
        placed.update(section.schedules)
    left = tuple(schedule.key for schedule in facts.schedules if schedule.key not in placed)
    if left:
        yield PageBreak("landscape")
        yield Heading("Further schedules", anchor="further-schedules")
        for key in left:
            yield from scheduled(facts, key)
    if facts.redactions:
        yield PageBreak("portrait" if left else orientation)
        yield from _withheld(facts)


def _orientation(facts: AgreementFacts, section: TemplateSection) -> Orientation:
    """A section turns the page when one of its schedules is wide and has something in it."""
    filled_in = {schedule.key for schedule in facts.schedules if schedule.rows}
    wide = any(key in filled_in and SCHEDULES[key].wide for key in section.schedules if key in SCHEDULES)
    return "landscape" if wide else "portrait"


def _section(facts: AgreementFacts, section: TemplateSection) -> Iterator[Part]:
    anchor = "section-" + section.number.lower().replace(" ", "-")
    yield Heading(section.title, 1, section.number, anchor)
    values = places(facts)
    for clause in section.clauses:
        yield from clause_parts(clause, values, f"clause-{clause.number.lower().replace('.', '-')}")
    for key in section.schedules:
        yield from _placed(facts, key, alone=len(section.schedules) == 1)


def _placed(facts: AgreementFacts, key: str, *, alone: bool) -> Iterator[Part]:
    match key:
        case "glossary":
            yield _glossary(facts)
        case "approvals":
            yield approvals(facts)
        case "signatures":
            yield from signatures(facts)
        case "profile":
            yield from _profile(facts)
        case _:
            yield from scheduled(facts, key, alone=alone)


def _glossary(facts: AgreementFacts) -> Definitions:
    """The template's terms with this agreement's own, in alphabetical order; the template's meaning wins."""
    terms = {**dict(facts.glossary), **dict(facts.template.glossary)}
    values = places(facts)
    entries = sorted(terms.items(), key=lambda entry: entry[0].casefold())
    return Definitions(tuple((term, filled(meaning, values)) for term, meaning in entries))


def _profile(facts: AgreementFacts) -> Iterator[Part]:
    if not facts.profile:
        yield Paragraph("The provider's proposal has not been received.")
    for index, (heading, text) in enumerate(facts.profile, start=1):
        yield Heading(heading, 2, anchor=f"proposal-{index}")
        shown = withheld(facts, f"profile/{heading}", "profile") or text
        yield from (Paragraph(block) for block in shown.split("\n\n") if block.strip())


def _withheld(facts: AgreementFacts) -> Iterator[Part]:
    yield Heading("What this published version withholds", anchor="withheld")
    yield withheld_table(facts)
