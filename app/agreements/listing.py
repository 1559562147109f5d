"""The agreements of a round: one line each, filtered, counted and added up, in two queries whatever the number."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from app.agreements.carrying import those_with
from app.agreements.filters import BOTH, NOBODY, WHOSE, Seen, lets_through, sort
from app.agreements.moves import sentence, working_days_since
from app.extensions import db
from app.models import Agreement, Appointment, Assignment, Organisation, OrganisationKind, Person, Round
from app.permissions import agreements_seen_by
from app.remarks import queries as remarks
from app.wording import colour, money, plural, sentence_case
from workflows.agreement import NEGOTIABLE, SIGNED_STATES, AgreementState
from workflows.roles import Role
from workflows.waiting import Waiting, waiting

A, P = Agreement, Organisation
COLUMNS = (
    A.id, A.state, A.waiting_since, A.offers_sent, A.offer_withdrawn, A.reopened, A.price, A.last_year_price,
    A.held_over, A.starts_on, A.commissioner_approved, A.provider_approved, A.commissioner_signed,
    A.provider_signed, A.terms_total, A.terms_agreed, A.terms_parked, A.terms_open, A.terms_disputed,
    A.provider_id, P.code, P.name, P.region, sa.type_coerce(P.sector, sa.String).label("sector"),
    sa.type_coerce(A.instrument, sa.String).label("instrument"),
)  # fmt: skip
LISTED = sa.select(*COLUMNS).join(P, P.id == A.provider_id).order_by(P.name)
NEGOTIATORS = (
    sa.select(Assignment.provider_id, Person.id, Person.name)
    .join(Person, Person.id == Assignment.person_id)
    .join(Appointment, Appointment.person_id == Person.id)
    .where(
        Appointment.role == Role.COMMISSIONER_NEGOTIATOR,
        Appointment.ended_at.is_(None),
        sa.or_(Appointment.round_id.is_(None), Appointment.round_id == sa.bindparam("round_id")),
        Person.active.is_(True),
    )
    .distinct()
    .order_by(Person.name)
)
Negotiators = Mapping[int, tuple[tuple[int, str], ...]]


class Line(NamedTuple):
    """One agreement, in the words of the list."""

    code: str
    provider: str
    sentence: str
    state: str
    colour: str
    whose: str
    days: int
    agreed: int
    terms: int
    bar: int
    disputed: int
    price: str
    change: str
    flags: tuple[str, ...]
    negotiator: str
    new: int


@dataclass(frozen=True)
class Listing:
    """What the list of a round's agreements shows: `shown` of the `total` that one may see."""

    shown: list[Seen]
    states: list[tuple[str, int]]
    total: int
    sectors: list[str]
    regions: list[str]
    negotiators: list[tuple[str, str]]
    unread: Mapping[int, int]

    @cached_property
    def lines(self) -> list[Line]:
        return [_line(one, self.unread.get(one.row.id, 0)) for one in self.shown]

    @property
    def price(self) -> int:
        return sum(one.row.price for one in self.shown)

    @property
    def last_year(self) -> int:
        return sum(one.row.last_year_price or 0 for one in self.shown)

    @property
    def change(self) -> str:
        return percent(self.price, self.last_year)

    @property
    def terms(self) -> tuple[int, int]:
        """How many terms are agreed, of how many."""
        return sum(one.row.terms_agreed for one in self.shown), sum(one.row.terms_total for one in self.shown)


def of(round_: Round, asked: Mapping[str, str], *, seen_by: Person, today: date) -> Listing:
    """The agreements of `round_` that one may see and that the filters in `asked` let through, in the order asked for.

    The states are counted before the filter by state, so that the bar of states can be used to change it.
    """
    rows = _rows(round_, seen_by, asked.get("intention"))
    who = _negotiators(round_) if rows and seen_by.organisation.kind is OrganisationKind.COMMISSIONER else {}
    done_by = round_.day("negotiation_done")
    seen = [_seen(row, who, done_by, today) for row in rows]
    beside = [one for one in seen if lets_through(one, asked, but="state")]
    shown = [one for one in beside if asked.get("state") in (None, "", one.row.state)]
    counted = Counter(str(one.row.state) for one in beside)
    return Listing(
        shown=sort(shown, asked.get("sort", "")),
        states=[(str(state), counted[state]) for state in AgreementState if counted[state]],
        total=len(rows),
        sectors=sorted({str(row.sector) for row in rows}),
        regions=sorted({row.region for row in rows if row.region}),
        negotiators=_to_choose_from(seen) if who else [],
        unread=remarks.unread_in_round(round_.id, seen_by=seen_by) if rows else {},
    )


def chosen(round_: Round, asked: Mapping[str, str], *, seen_by: Person, today: date) -> list[Seen]:
    """The agreements that the list would show for the filters in `asked`, by name; for changing them in bulk."""
    who = _negotiators(round_) if asked.get("negotiator") else {}
    done_by = round_.day("negotiation_done")
    seen = (_seen(row, who, done_by, today) for row in _rows(round_, seen_by, asked.get("intention")))
    return [one for one in seen if lets_through(one, asked)]


def _rows(round_: Round, person: Person, ref: str | None) -> list[Any]:
    wanted = LISTED.where(A.round_id == round_.id, agreements_seen_by(person))
    return list(db.session.execute(wanted.where(A.id.in_(those_with(ref))) if ref else wanted))


def _negotiators(round_: Round) -> Negotiators:
    """The commissioner's negotiators of each provider, by name. For the commissioner's side only."""
    found: dict[int, tuple[tuple[int, str], ...]] = {}
    for provider_id, number, name in db.session.execute(NEGOTIATORS, {"round_id": round_.id}):
        found[provider_id] = (*found.get(provider_id, ()), (number, name))
    return found


def _seen(row: Any, who: Negotiators, done_by: date | None, today: date) -> Seen:
    move = waiting(row, row.name)
    return Seen(
        row,
        move,
        _whose(row, move),
        working_days_since(row.waiting_since, today),
        _flags(row, today, done_by),
        who.get(row.provider_id, ()),
        sentence(move, row, today=today, done_by=done_by),
    )


def _to_choose_from(seen: Iterable[Seen]) -> list[tuple[str, str]]:
    names = {person for one in seen for person in one.negotiators}
    return [(str(number), name) for number, name in sorted(names, key=lambda each: (each[1], each[0]))]


def _whose(row: Any, move: Waiting) -> str:
    if move.side is not None:
        return move.side
    return BOTH if row.state in (AgreementState.AGREED, AgreementState.APPROVED) else NOBODY


def _flags(row: Any, today: date, done_by: date | None) -> tuple[str, ...]:
    """Late: not agreed when the negotiation should be done, or not signed when it should start."""
    late = (row.state in NEGOTIABLE and done_by is not None and today > done_by) or (
        today >= row.starts_on and row.state not in SIGNED_STATES
    )
    if row.held_over:
        return ("Late", "Held over") if late else ("Held over",)
    return ("Late",) if late else ()


def _line(one: Seen, new: int) -> Line:
    row = one.row
    return Line(
        row.code,
        row.name,
        one.sentence,
        *_tag(row.state),
        WHOSE[one.whose],
        one.days,
        row.terms_agreed,
        row.terms_total,
        round(100 * row.terms_agreed / row.terms_total) if row.terms_total else 0,
        row.terms_disputed,
        money(row.price),
        percent(row.price, row.last_year_price),
        one.flags,
        one.names,
        new,
    )


@lru_cache(maxsize=32)
def _tag(state: AgreementState) -> tuple[str, str]:
    return sentence_case(state), colour(state)


def percent(now: int, before: int | None) -> str:
    """ "+1.4%" against last year; a dash when there is nothing to compare with."""
    return f"{100 * (now - before) / before:+.1f}%" if before else "–"


def finding(found: Listing, asked: Mapping[str, str]) -> str:
    """What the bar of states says, as a sentence."""
    if not found.states:
        return "No agreement matches"
    total = sum(number for _, number in found.states)
    state, most = max(found.states, key=lambda one: one[1])
    among = " that match" if any(name not in ("state", "sort") for name in asked) else ""
    return f"{most} of {plural(total, 'agreement')}{among} {'is' if most == 1 else 'are'} {state}"


def options(names: Iterable[str]) -> list[tuple[str, str]]:
    """Choices of a filter, in sentence case."""
    return [(name, name[:1].upper() + name[1:]) for name in names]
