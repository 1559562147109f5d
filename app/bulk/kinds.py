"""What can be done to many agreements at once, by whom, and how each is called."""

from collections.abc import Callable

from app.models import BulkChange, Person, Round
from app.permissions import roles_of
from workflows.bulk import MAY, BulkKind, percent
from workflows.schedule import LAYOUTS, Column, Schedule, cell

CHOICES = {
    BulkKind.RAISE: ("Raise or lower a price line", "By a percentage, in every agreement that has the line."),
    BulkKind.SHEET: (
        "Set figures from a sheet",
        "Targets, places, prices: one figure for each provider and reference.",
    ),
    BulkKind.CELL: ("Set one value of a standard term", "A date, a percentage, a wording: the same in each agreement."),
    BulkKind.ADD: ("Add a term", "A standard term, to drafts that do not have it."),
    BulkKind.WITHDRAW: ("Take out a term", "A standard term, from drafts. What has been sent is not taken out."),
    BulkKind.TEMPLATE: ("Move to a template version", "In drafts and in agreements being negotiated."),
    BulkKind.ASSIGN: ("Assign a negotiator", "Who works with these providers for the commissioner."),
    BulkKind.SEND: ("Send", "Drafts, and offers that you have written and not sent."),
    BulkKind.REMIND: ("Remind", "A letter with a link to everyone whose move it is."),
}
"""What each is called where one chooses, and what it does."""
OF_A_TERM = (BulkKind.RAISE, BulkKind.CELL, BulkKind.ADD, BulkKind.WITHDRAW)
"""These are about one standard term."""
VALUES = (BulkKind.RAISE, BulkKind.SHEET, BulkKind.CELL)
WITHOUT_REASON = (BulkKind.REMIND,)


def allowed(person: Person, round_: Round) -> list[BulkKind]:
    """What this person may do to many agreements of a round at once."""
    roles = roles_of(person, round_)
    return [kind for kind in BulkKind if MAY[kind] & roles]


def from_key(key: str) -> BulkKind | None:
    """The kind as it stands in an address."""
    return next((kind for kind in BulkKind if kind.key == key), None)


def column_of(schedule: Schedule, key: str) -> Column:
    """The column of a schedule with this key."""
    return next(column for column in LAYOUTS[schedule].columns if column.key == key)


def title_of(bulk: BulkChange) -> str:
    """What it does, in a few words: "Raise Prison operations by 1.5%"."""
    return _TITLES[bulk.kind](bulk)


def plain_title_of(bulk: BulkChange) -> str:
    """The same without any value, for what everybody on the commissioner's side may read."""
    return CHOICES[bulk.kind][0]


def _line(bulk: BulkChange) -> str:
    return f"{bulk.standard_term.ref} {bulk.standard_term.title}" if bulk.standard_term else "a term"


def _raise(bulk: BulkChange) -> str:
    hundredths = bulk.change["hundredths"]
    return f"{'Raise' if hundredths > 0 else 'Lower'} {_line(bulk)} by {percent(abs(hundredths))}"


def _sheet(bulk: BulkChange) -> str:
    schedule = Schedule(bulk.change["schedule"])
    label = column_of(schedule, bulk.change["column"]).label.lower()
    return f"Set the {label} in {LAYOUTS[schedule].title.lower()} from a sheet"


def _cell(bulk: BulkChange) -> str:
    if bulk.standard_term is None:
        return "Set one value"
    column = column_of(bulk.standard_term.schedule, bulk.change["column"])
    value = cell(column, bulk.change["value"]) or "nothing"
    return f"Set the {column.label.lower()} of {_line(bulk)} to {value if len(value) < 80 else value[:79] + '…'}"


def _assign(bulk: BulkChange) -> str:
    name = bulk.negotiator.name if bulk.negotiator else "a negotiator"
    return f"{'Hand over to' if bulk.change.get('instead') else 'Assign'} {name}"


_TITLES: dict[BulkKind, Callable[[BulkChange], str]] = {
    BulkKind.RAISE: _raise,
    BulkKind.SHEET: _sheet,
    BulkKind.CELL: _cell,
    BulkKind.ADD: lambda bulk: f"Add {_line(bulk)}",
    BulkKind.WITHDRAW: lambda bulk: f"Take out {_line(bulk)}",
    BulkKind.TEMPLATE: lambda bulk: f"Move to template version {bulk.template.number if bulk.template else ''}",
    BulkKind.ASSIGN: _assign,
    BulkKind.SEND: lambda _: "Send drafts and unsent offers",
    BulkKind.REMIND: lambda _: "Remind everyone whose move it is",
}
