"""The agreements of a round: one line each, filtered, counted and added up, in one query whatever the number."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from app.agreements.carrying import those_with
from app.extensions import db
from app.models import Agreement, Organisation, Person, Round
from app.permissions import agreements_seen_by
from app.wording import colour, money, plural, sentence_case
from workflows.agreement import NEGOTIABLE, SIGNED_STATES, AgreementState, Side
from workflows.deadline import LONDON
from workflows.waiting import Waiting, waiting

NOBODY, BOTH = "nobody", "both sides"
WHOSE = {Side.COMMISSIONER: "Commissioner", Side.PROVIDER: "Provider", BOTH: "Both sides", NOBODY: "Nobody"}
FILTERS = ("state", "whose", "sector", "region", "flag", "q", "intention")
FLAGS = {"late": "Late", "held": "Held over"}


class Line(NamedTuple):
    """One agreement, in the words of the list."""

    code: str
    provider: str
    state: str
    colour: str
    whose: str
    days: int
    price: str
    change: str
    flags: tuple[str, ...]


@dataclass(frozen=True)
class Listing:
    """What the list of a round's agreements shows."""

    lines: list[Line]
    states: list[tuple[str, int]]
    total: int
    price: int
    last_year: int
    sectors: list[str]
    regions: list[str]

    @property
    def change(self) -> str:
        return percent(self.price, self.last_year)


def of(round_: Round, asked: Mapping[str, str], *, seen_by: Person, today: date) -> Listing:
    """The agreements of `round_` that one may see and that the filters in `asked` let through, with their totals.

    The states are counted before the filter by state, so that the bar of states can be used to change it.
    """
    rows = _rows(round_, seen_by, asked.get("intention"))
    done_by = round_.day("negotiation_done")
    seen = [(row, waiting(row, row.name), _flags(row, today, done_by)) for row in rows]
    beside = [one for one in seen if _lets_through(one, asked, but="state")]
    shown = [one for one in beside if asked.get("state") in (None, "", one[0].state)]
    counted = Counter(str(row.state) for row, _, _ in beside)
    return Listing(
        lines=[_line(row, move, flags, today) for row, move, flags in shown],
        states=[(str(state), counted[state]) for state in AgreementState if counted[state]],
        total=len(rows),
        price=sum(row.price for row, _, _ in shown),
        last_year=sum(row.last_year_price or 0 for row, _, _ in shown),
        sectors=sorted({str(row.sector) for row in rows}),
        regions=sorted({row.region for row in rows if row.region}),
    )


def _rows(round_: Round, person: Person, ref: str | None) -> list[Any]:
    a, p = Agreement, Organisation
    columns = (
        a.state, a.waiting_since, a.offers_sent, a.price, a.last_year_price, a.held_over, a.starts_on, a.ends_on,
        a.commissioner_approved, a.provider_approved, a.commissioner_signed, a.provider_signed,
        p.code, p.name, p.sector, p.region,
    )  # fmt: skip
    return list(
        db.session.execute(
            sa.select(*columns).join(p, p.id == a.provider_id)
            .where(a.round_id == round_.id, agreements_seen_by(person), a.id.in_(those_with(ref)) if ref else sa.true())
            .order_by(p.name)
        )
    )  # fmt: skip


Seen = tuple[Any, Waiting, tuple[str, ...]]


def _lets_through(one: Seen, asked: Mapping[str, str], *, but: str) -> bool:
    row, move, flags = one
    actual = {"whose": _whose(row, move), "sector": str(row.sector), "region": row.region}
    for name, value in asked.items():
        if name == but or not value:
            continue
        if name in actual and actual[name] != value:
            return False
        if name == "flag" and FLAGS.get(value) not in flags:
            return False
        if name == "q" and value.casefold() not in f"{row.name} {row.code}".casefold():
            return False
    return True


def _whose(row: Any, move: Waiting) -> str:
    if move.side is not None:
        return move.side
    return BOTH if row.state in (AgreementState.AGREED, AgreementState.APPROVED) else NOBODY


def _flags(row: Any, today: date, done_by: date | None) -> tuple[str, ...]:
    """Late: not agreed when the negotiation should be done, or not signed when it should start."""
    late = (row.state in NEGOTIABLE and done_by is not None and today > done_by) or (
        row.state not in SIGNED_STATES and today >= row.starts_on
    )
    return (*(("Late",) if late else ()), *(("Held over",) if row.held_over else ()))


def _line(row: Any, move: Waiting, flags: tuple[str, ...], today: date) -> Line:
    return Line(
        row.code,
        row.name,
        sentence_case(row.state),
        colour(row.state),
        WHOSE[_whose(row, move)],
        days_since(row.waiting_since, today),
        money(row.price),
        percent(row.price, row.last_year_price),
        flags,
    )


def days_since(moment: datetime, today: date) -> int:
    """Whole days from a moment's day in London to today."""
    return max((today - moment.astimezone(LONDON).date()).days, 0)


def percent(now: int, before: int | None) -> str:
    """ "+1.4%" against last year; a dash when there is nothing to compare with."""
    return f"{100 * (now - before) / before:+.1f}%" if before else "–"


def finding(found: Listing, asked: Mapping[str, str]) -> str:
    """What the bar of states says, as a sentence."""
    if not found.states:
        return "No agreement matches"
    total = sum(number for _, number in found.states)
    state, most = max(found.states, key=lambda one: one[1])
    among = " that match" if any(name != "state" for name in asked) else ""
    return f"{most} of {plural(total, 'agreement')}{among} {'is' if most == 1 else 'are'} {state}"


def kept(asked: Mapping[str, str]) -> dict[str, str]:
    """The filters of an address that this page knows, without the empty ones."""
    return {name: asked[name].strip()[:80] for name in FILTERS if asked.get(name, "").strip()}


def options(names: Iterable[str]) -> list[tuple[str, str]]:
    """Choices of a filter, in sentence case."""
    return [(name, name[:1].upper() + name[1:]) for name in names]
