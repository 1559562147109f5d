"""An agreement's page in the words it shows: tables of terms, what is on the table, one's own offer and its effect."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, NamedTuple

from markupsafe import Markup

from app.agreements.dossier import ChangeRow, Coverage, Dossier, OfferRow
from app.models import Offer
from app.wording import colour, money, short_day
from workflows import checks
from workflows.schedule import LAYOUTS, Column, Kind, Schedule, cell
from workflows.term import SETTLED, Answer

CELL, NUMBER = '<td class="govuk-table__cell">', '<td class="govuk-table__cell govuk-table__cell--numeric">'
CELLS = {kind: NUMBER if kind in (Kind.WHOLE, Kind.MONEY) else CELL for kind in Kind}


class Line(NamedTuple):
    """One term of a schedule's table."""

    ref: str
    title: str
    cells: Markup
    intentions: str
    mark: str
    note: str
    state: str
    colour: str
    new: int


class Section(NamedTuple):
    """One schedule of the agreement."""

    id: str
    title: str
    headings: tuple[str, ...]
    numeric: tuple[bool, ...]
    lines: list[Line]
    settled: bool


class Difference(NamedTuple):
    """One cell that an offer changes."""

    ref: str
    title: str
    column: str
    before: str
    after: str
    reason: str


@dataclass(frozen=True)
class Effect:
    """What one's own offer would do to the price and the targets."""

    price: str
    price_now: str
    price_change: str
    targets: list[tuple[str, str, str, str]]


def sections(dossier: Dossier) -> list[Section]:
    """The schedules that have terms, in their fixed order."""
    last = dossier.standing
    theirs, mine = dossier.changes_in(last), dossier.changes_in(dossier.mine)
    failing = {sentence.split(":", 1)[0] for sentence in dossier.failed}
    made = []
    for schedule, layout in LAYOUTS.items():
        terms = [term for term in dossier.terms if term.schedule is schedule]
        if terms:
            lines = [_line(term, layout.columns, last, theirs, mine, dossier) for term in terms]
            headings = tuple(column.label for column in layout.columns)
            numeric = tuple(column.kind in (Kind.WHOLE, Kind.MONEY) for column in layout.columns)
            settled = not any(term.ref in failing or term.state not in SETTLED for term in terms)
            made.append(Section(schedule.value, layout.title, headings, numeric, lines, settled))
    return made


def _line(
    term: Any,
    columns: tuple[Column, ...],
    last: OfferRow | None,
    theirs: dict[int, ChangeRow],
    mine: dict[int, ChangeRow],
    dossier: Dossier,
) -> Line:
    fields = term.fields
    mark = (
        "In your offer" if term.id in mine else f"Changed in offer {last.number}" if last and term.id in theirs else ""
    )
    note = term.excess_reason if dossier.side == "commissioner" and term.excess_approved_by_id else ""
    cells, intentions = _marked_up(fields, columns), ", ".join(term.intentions)
    new = dossier.unread.get(term.id, 0)
    return Line(term.ref, term.title, cells, intentions, mark, note, str(term.state), colour(term.state), new)


def _marked_up(fields: dict[str, Any], columns: tuple[Column, ...]) -> Markup:
    """The cells of one row. A page holds three hundred, too many to go through the template one by one."""
    return Markup(  # noqa: S704  # nosec B704 - every word is escaped
        "".join([f"{CELLS[column.kind]}{escape(cell(column, fields.get(column.key)))}</td>" for column in columns])
    )


def on_the_table(dossier: Dossier) -> list[Difference]:
    """What the last offer changed, cell by cell."""
    return _differences(dossier.terms, dossier.changes_in(dossier.standing), sent=True)


def in_my_offer(dossier: Dossier) -> list[Difference]:
    """What one's own offer would change, cell by cell."""
    return _differences(dossier.terms, dossier.changes_in(dossier.mine), sent=False)


def of_offer(offer: Offer) -> list[Difference]:
    """What a sent offer changed, cell by cell."""
    return [row for change in offer.changes for row in _rows(change.term, change, change.before or {})]


def _differences(terms: Sequence[Any], changes: dict[int, ChangeRow], *, sent: bool) -> list[Difference]:
    found = []
    for term in terms:
        change = changes.get(term.id)
        if change:
            found += _rows(term, change, change.before if sent else term.fields)
    return found


def _rows(term: Any, change: Any, before: dict[str, Any]) -> list[Difference]:
    """One row for each cell that it changes; a change without cells, as accepting is, is one row of its own."""
    if change.answer is not Answer.CHANGE:
        return [Difference(term.ref, term.title, "The whole term", "", said(change), change.reason)]
    return [
        Difference(
            term.ref,
            term.title,
            column.label,
            cell(column, before.get(column.key)),
            cell(column, change.after[column.key]),
            change.reason,
        )
        for column in LAYOUTS[term.schedule].columns
        if column.key in change.after
    ]


def said(change: Any) -> str:
    """What an offer says on a term, as a sentence; `change` is a Change or a row with the same names."""
    kind = f": {change.refusal}" if change.refusal else ""
    match change.answer:
        case Answer.ACCEPT:
            return "Accepts it as it stands."
        case Answer.REFUSE:
            return f"Refuses it{kind}."
        case Answer.WANT:
            return "Wants a change."
        case Answer.PARK:
            return f"Parks it with {change.owner} until {short_day(change.until)}."
    return f"Changes it{kind}."


def effect(dossier: Dossier) -> Effect:
    """The effect of one's own offer before it is sent."""
    mine = dossier.changes_in(dossier.mine)
    column = next(c for c in LAYOUTS[Schedule.VOLUMES].columns if c.key == "target")
    targets = [
        (term.ref, term.title, cell(column, term.fields.get("target")), cell(column, mine[term.id].after["target"]))
        for term in dossier.terms
        if term.schedule is Schedule.VOLUMES and "target" in getattr(mine.get(term.id), "after", {})
    ]
    now, then = checks.operating_price(dossier.terms), dossier.price_if_sent
    change = money(then - now) if then < now else f"+{money(then - now)}"
    return Effect(money(then), money(now), change if then != now else "no change", targets)


def uncovered_first(dossier: Dossier) -> list[Coverage]:
    """Intentions that apply, those that nothing carries first."""
    order = {"missing": 0, "excused": 1, "covered": 2}
    return sorted(dossier.coverage, key=lambda c: order[c.state])


def shares(dossier: Dossier) -> str:
    """The share of the price spent through other providers, in words."""
    return f"{100 * checks.partner_share(dossier.terms):.1f}%"
