"""The tables of an agreement: its schedules, versions, intentions and what is withheld."""

from collections.abc import Iterator

from app.documents.agreement_facts import (
    FIGURE_TO_FOLLOW,
    AgreementFacts,
    ScheduleFacts,
    VersionRow,
    schedule,
)
from app.documents.agreement_redactions import TOTAL, redacted_row
from app.documents.parts import Column, Heading, Paragraph, Part, Table
from app.documents.phrases import long_date
from app.documents.schedules import SCHEDULES

FIGURES = frozenset({"volumes", "service_levels", "additional", "capacity", "price"})


def scheduled(facts: AgreementFacts, key: str, *, alone: bool = False) -> Iterator[Part]:
    """One schedule where the template places it; one that was not given says that it is empty.

    A schedule that is `alone` in its section needs no heading beside the section's own.
    """
    if key == "intentions":
        yield _intentions(facts)
        return
    wanted = next((given for given in facts.schedules if given.key == key), None) or schedule(key, ())
    if not alone:
        yield Heading(wanted.title, 2, anchor=f"schedule-{key.replace('_', '-')}")
    yield table_of(facts, wanted)
    if wanted.note:
        yield Paragraph(wanted.note, "note")


def version_table(rows: tuple[VersionRow, ...]) -> Table:
    return Table(
        "Versions of this document",
        (Column("Version", 15), Column("Reason for issue or changes", 60), Column("Date issued", 25)),
        tuple((row.number, row.reason, long_date(row.date)) for row in rows),
        empty="No version has been issued.",
        record=True,
        key="versions",
    )


def table_of(facts: AgreementFacts, wanted: ScheduleFacts) -> Table:
    """One schedule as its table, with its total where it has one."""
    rows, has_total = _with_total(facts, wanted)
    illustrative = facts.illustrative and wanted.key in FIGURES and bool(rows)
    shown = tuple(_row(facts, wanted, number, row) for number, row in enumerate(rows, start=1))
    return Table(
        f"{wanted.caption} (illustrative figures)" if illustrative else wanted.caption,
        wanted.columns,
        shown,
        empty=wanted.empty or f"Nothing is set out under {wanted.title.lower()}.",
        description=f"{wanted.title}: {len(rows)} rows, one line each under {len(wanted.columns)} columns.",
        total=has_total,
        key=wanted.key,
    )


def _with_total(facts: AgreementFacts, wanted: ScheduleFacts) -> tuple[tuple[tuple[str, ...], ...], bool]:
    """The price schedule ends with its total."""
    if wanted.key != "price" or not wanted.rows or len(wanted.columns) != len(SCHEDULES["price"].columns):
        return wanted.rows, False
    return (*wanted.rows, (TOTAL, "", "", facts.price_total, "")), True


def _row(facts: AgreementFacts, wanted: ScheduleFacts, number: int, row: tuple[str, ...]) -> tuple[str, ...]:
    """A row as it is printed: figures still to come in one wording, what is withheld with its reason."""
    shown = redacted_row(facts, wanted, number, row) if facts.redactions else row
    return tuple(_cell(cell) for cell in shown)


def _cell(cell: str) -> str:
    return FIGURE_TO_FOLLOW if cell.casefold() == FIGURE_TO_FOLLOW.casefold() else cell


def _intentions(facts: AgreementFacts) -> Table:
    return Table(
        "Commissioning intentions that this agreement carries",
        (Column("Reference", 18), Column("Intention", 82)),
        facts.intentions,
        empty="No commissioning intention is linked to this agreement.",
        key="intentions",
    )
