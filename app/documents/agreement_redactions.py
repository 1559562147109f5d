"""What a published agreement withholds: each place, its reason, and never by its own list what it hides."""

from collections.abc import Iterator

from app.documents.agreement_facts import AgreementFacts, Redaction, ScheduleFacts
from app.documents.parts import Column, Table
from app.documents.schedules import SCHEDULES

TOTAL = "Annual operating price"
TITLES = {key: shape.title for key, shape in SCHEDULES.items()} | {
    "profile": "The provider's proposal",
    "approvals": "Approvals",
    "signatures": "Signatures",
}


def withheld(facts: AgreementFacts, *places: str) -> str | None:
    """The words that stand where something is withheld; None where nothing is. The first place that is named wins."""
    for place in places:
        for redaction in facts.redactions:
            if redaction.place == place:
                return f"Withheld: {redaction.reason}"
    return None


def redacted_row(facts: AgreementFacts, schedule: ScheduleFacts, number: int, row: tuple[str, ...]) -> tuple[str, ...]:
    """A row with what is withheld replaced. A whole row or schedule keeps its first cell, to be counted by."""
    names = (f"{schedule.key}/{row[0]}", f"{schedule.key}/#{number}")
    cells = list(row)
    for index, column in enumerate(schedule.columns):
        exact = [f"{name}/{column.header}" for name in names]
        whole = [*names, schedule.key] if index else []
        cells[index] = withheld(facts, *exact, *whole) or row[index]
    return tuple(cells)


def price_in_words(facts: AgreementFacts) -> str:
    """The total as the text names it: withheld where its cell is."""
    place = f"price/{TOTAL}"
    return withheld(facts, f"{place}/Price", place, "price") or facts.price_total


def check_places(facts: AgreementFacts) -> None:
    """Raise ValueError for a redaction that hides nothing: what was to be withheld would be published."""
    known = set(_places(facts))
    for redaction in facts.redactions:
        if redaction.place not in known:
            raise ValueError(f"Nothing stands at {redaction.place!r}: name a schedule, a row or a cell that exists.")


def withheld_table(facts: AgreementFacts) -> Table:
    return Table(
        "What is withheld and why",
        (Column("Where", 40), Column("Reason", 60)),
        tuple((_in_words(facts, redaction), redaction.reason) for redaction in facts.redactions),
    )


def _places(facts: AgreementFacts) -> Iterator[str]:
    yield from ("profile", "approvals", "signatures", f"price/{TOTAL}", f"price/{TOTAL}/Price")
    yield from (f"profile/{heading}" for heading, _ in facts.profile)
    for schedule in facts.schedules:
        yield schedule.key
        for number, row in enumerate(schedule.rows, start=1):
            for name in (f"{schedule.key}/{row[0]}", f"{schedule.key}/#{number}"):
                yield name
                yield from (f"{name}/{column.header}" for column in schedule.columns)


def _in_words(facts: AgreementFacts, redaction: Redaction) -> str:
    """The place in words; where the name of a row is itself withheld, the row is numbered instead."""
    key, *rest = redaction.place.split("/", 1)
    title = TITLES.get(key, key)
    schedule = next((given for given in facts.schedules if given.key == key), None)
    if not rest or schedule is None:
        return ", ".join((title, *rest))
    for number, row in enumerate(schedule.rows, start=1):
        for name in (row[0], f"#{number}"):
            if rest[0] == name or rest[0].startswith(f"{name}/"):
                shown = redacted_row(facts, schedule, number, row)[0]
                label = row[0] if shown == row[0] else f"row {number}"
                return ", ".join(word for word in (title, label, rest[0][len(name) + 1 :]) if word)
    return ", ".join((title, rest[0].replace("/", ", ")))
