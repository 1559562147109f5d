"""An agreement's page in the words it shows: tables of terms, what is on the table, one's own offer and its effect."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, NamedTuple

from markupsafe import Markup

from app.agreements.dossier import ChangeRow, Coverage, Dossier, OfferRow
from app.models import Offer
from app.wording import money
from workflows import checks
from workflows.schedule import LAYOUTS, Column, Kind, Schedule, cell

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
            settled = not any(term.ref in failing for term in terms)
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
    return Line(term.ref, term.title, _marked_up(fields, columns), ", ".join(term.intentions), mark, note)


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
    return [
        Difference(
            change.term.ref,
            change.term.title,
            column.label,
            cell(column, (change.before or {}).get(column.key)),
            cell(column, change.after[column.key]),
            change.reason,
        )
        for change in offer.changes
        for column in LAYOUTS[change.term.schedule].columns
        if column.key in change.after
    ]


def _differences(terms: Sequence[Any], changes: dict[int, ChangeRow], *, sent: bool) -> list[Difference]:
    found = []
    for term in terms:
        change = changes.get(term.id)
        for column in LAYOUTS[term.schedule].columns if change else ():
            if change and column.key in change.after:
                before = (change.before if sent else term.fields).get(column.key)
                after = change.after[column.key]
                found.append(
                    Difference(
                        term.ref, term.title, column.label, cell(column, before), cell(column, after), change.reason
                    )
                )
    return found


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
