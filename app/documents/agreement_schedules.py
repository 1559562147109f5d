"""The tables of an agreement: its schedules, versions, intentions and what is withheld."""

from collections.abc import Iterator

from app.documents.agreement_facts import (
    FIGURE_TO_FOLLOW,
    AgreementFacts,
    Redaction,
    ScheduleFacts,
    VersionRow,
    schedule,
)
from app.documents.parts import Column, Heading, Paragraph, Part, Table
from app.documents.phrases import long_date
from app.documents.schedules import SCHEDULES

FIGURES = frozenset({"volumes", "service_levels", "additional", "capacity", "price"})
TOTAL = "Annual operating price"


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
    yield _table(facts, wanted)
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


def withheld_table(redactions: tuple[Redaction, ...]) -> Table:
    return Table(
        "What is withheld and why",
        (Column("Where", 40), Column("Reason", 60)),
        tuple((_place_in_words(redaction.place), redaction.reason) for redaction in redactions),
    )


def _table(facts: AgreementFacts, wanted: ScheduleFacts) -> Table:
    rows, has_total = _with_total(facts, wanted)
    withheld = {redaction.place: redaction.reason for redaction in facts.redactions}
    illustrative = facts.illustrative and wanted.key in FIGURES and bool(rows)
    shown = tuple(_row(wanted, row, withheld) for row in rows)
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


def _row(wanted: ScheduleFacts, row: tuple[str, ...], withheld: dict[str, str]) -> tuple[str, ...]:
    """A row as it is printed: figures still to come in one wording, withheld cells with their reason."""
    if not withheld:
        return tuple(_cell(cell) for cell in row)
    whole = withheld.get(wanted.key) or withheld.get(f"{wanted.key}/{row[0]}")
    cells = [_cell(cell) for cell in row]
    for index, column in enumerate(wanted.columns):
        reason = withheld.get(f"{wanted.key}/{row[0]}/{column.header}") or (whole if index else None)
        if reason:
            cells[index] = f"Withheld: {reason}"
    return tuple(cells)


def _cell(cell: str) -> str:
    return FIGURE_TO_FOLLOW if cell.casefold() == FIGURE_TO_FOLLOW.casefold() else cell


def _place_in_words(place: str) -> str:
    key, *rest = place.split("/")
    title = SCHEDULES[key].title if key in SCHEDULES else key
    return ", ".join((title, *rest))


def _intentions(facts: AgreementFacts) -> Table:
    return Table(
        "Commissioning intentions that this agreement carries",
        (Column("Reference", 18), Column("Intention", 82)),
        facts.intentions,
        empty="No commissioning intention is linked to this agreement.",
        key="intentions",
    )
