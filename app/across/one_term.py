"""Find one standard term as every agreement has it: by name where one may see the agreement, else without a name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import contains_eager, lazyload

from app.across import positions, scale
from app.across.money import AGREED
from app.across.positions import Move, Said
from app.across.scale import Scale
from app.agreements.drafting import at_size
from app.extensions import db
from app.models import Agreement, Change, Offer, Organisation, Person, Round, StandardTerm, Term
from app.permissions import agreements_seen_by, compares_providers
from workflows.agreement import AgreementState
from workflows.schedule import LAYOUTS, Column, cell
from workflows.term import Answer, TermState

FEWEST_UNNAMED = 5
"""Of fewer providers without a name, a point could tell whose it is, so none of them is shown or counted in."""


@dataclass(frozen=True)
class Holder:
    """One provider's value of the cell. Without a name (one may not see the agreement) only its measures are known."""

    name: str
    code: str
    ref: str
    settled: bool
    now: float | None
    offered: float | None
    asked: float | None
    first_ask: tuple[Any, Any] | None
    moves: tuple[Move, ...]
    got: str
    wording: str
    words: dict[str, str]

    @property
    def has_asked(self) -> bool:
        """Whether the provider asked for something else than it was offered."""
        return self.first_ask is not None and self.first_ask[0] != self.first_ask[1]


class Across(NamedTuple):
    """A term across providers: those by name, and the points of the others unless they are too few."""

    standard: StandardTerm
    scale: Scale
    named: list[Holder]
    unnamed: list[Holder]
    hidden: int

    @property
    def shown(self) -> list[Holder]:
        return [*self.named, *self.unnamed]


def get(slug: str, ref: str, *, seen_by: Person) -> tuple[Round, StandardTerm]:
    """The round and its standard term, for those who compare providers; NoResultFound for everyone else."""
    standard, round_ = db.session.execute(
        sa.select(StandardTerm, Round)
        .join(Round, Round.id == StandardTerm.round_id)
        .where(Round.slug == slug, StandardTerm.ref == ref)
        .options(lazyload(Round.dates))
    ).one()
    if not compares_providers(seen_by, round_.id):
        raise NoResultFound
    return round_, standard


def standard_of(agreement: Agreement, ref: str, *, seen_by: Person) -> StandardTerm | None:
    """The standard term that a term of `agreement` was drafted from; None when it is this agreement's own."""
    if not compares_providers(seen_by, agreement.round_id):
        raise NoResultFound
    term = db.session.scalars(sa.select(Term).where(Term.agreement_id == agreement.id, Term.ref == ref)).one()
    return db.session.get(StandardTerm, term.standard_term_id) if term.standard_term_id else None


def of(standard: StandardTerm, asked: str, *, seen_by: Person) -> Across:
    """The cell `asked` (or the one that says most) of a term across providers, in two queries."""
    rows, said = _rows(standard, seen_by), _said(standard)
    column = scale.chosen(LAYOUTS[standard.schedule].columns, asked)
    standing = standard.fields.get(column.key)
    scaled = scale.of(column, standing, (row.fields.get(column.key) for row in rows))
    holders = [_holder(row, _on(column, said.get(row.id, ())), standard, scaled) for row in rows]
    named = sorted((each for each in holders if each.name), key=lambda each: each.name)
    unnamed = [each for each in holders if not each.name]
    enough = len(unnamed) >= FEWEST_UNNAMED
    return Across(standard, scaled, named, unnamed if enough else [], 0 if enough else len(unnamed))


def _rows(standard: StandardTerm, person: Person) -> list[Any]:
    """Whose name may not be seen has none here either: it does not leave the database."""
    may_see = agreements_seen_by(person)
    columns = [sa.case((may_see, each), else_="").label(each.key) for each in (Organisation.name, Organisation.code)]
    return list(
        db.session.execute(
            sa.select(
                Term.id,
                sa.case((may_see, Term.ref), else_="").label("ref"),
                Term.fields,
                Term.state,
                Agreement.state.label("agreement_state"),
                Organisation.size,
                *columns,
            )
            .join(Agreement, Agreement.id == Term.agreement_id)
            .join(Organisation, Organisation.id == Agreement.provider_id)
            .where(Term.standard_term_id == standard.id)
        )
    )


def _said(standard: StandardTerm) -> dict[int, list[Change]]:
    """What sent offers said on the term, by agreement's term, in order. Never one still being written."""
    changes = db.session.scalars(
        sa.select(Change)
        .join(Change.offer)
        .join(Change.term)
        .where(Term.standard_term_id == standard.id, Offer.number.is_not(None), Offer.withdrawn_at.is_(None))
        .options(contains_eager(Change.offer), lazyload(Change.term))
        .order_by(Offer.number)
    )
    found: dict[int, list[Change]] = {}
    for change in changes:
        found.setdefault(change.term_id, []).append(change)
    return found


def _on(column: Column, changes: Iterable[Change]) -> list[Said]:
    """What they said on one cell."""
    return [
        Said(
            change.offer.side,
            (change.before or {}).get(column.key),
            change.after.get(column.key),
            accepts=change.answer is Answer.ACCEPT,
        )
        for change in changes
        if column.key in change.after or change.answer is Answer.ACCEPT
    ]


def _holder(row: Any, said: Sequence[Said], standard: StandardTerm, by: Scale) -> Holder:
    key = by.column.key
    base = at_size(standard.schedule, standard.fields, row.size).get(key)
    value = row.fields.get(key)
    settled = row.agreement_state in AGREED or row.state is TermState.AGREED
    drafting = row.agreement_state is AgreementState.DRAFTING
    told = positions.of(value, _from_change(said, value), sent=not drafting)

    def measured(each: Any) -> Any:
        if not by.numeric:
            return each
        found = by.measure(each, base)
        return found if row.name else by.blurred(found)

    first = told.first_ask and (measured(told.first_ask[0]), measured(told.first_ask[1]))
    moves = tuple(
        move._replace(own=measured(move.own), to=measured(move.to), other=measured(move.other)) for move in told.moves
    )
    reached = value if settled else told.offered
    numbers = {"now": value, "offered": told.offered, "asked": told.asked, "reached": reached}
    measures = {name: measured(each) if by.numeric else None for name, each in numbers.items()}
    return Holder(
        name=row.name,
        code=row.code,
        ref=row.ref,
        settled=settled,
        now=measures["now"],
        offered=measures["offered"],
        asked=measures["asked"],
        first_ask=first,
        moves=moves if by.numeric else (),
        got=_got(by, first, measured(reached)),
        wording="" if by.numeric else cell(by.column, value),
        words=_words(by, row.name, {**numbers, "first": told.first_ask[1] if told.first_ask else None}, measured),
    )


def _from_change(said: Sequence[Said], value: Any) -> list[Said]:
    """Offers that only accept say nothing of what stood before: that is what stands now."""
    if said and all(each.accepts for each in said):
        return [each._replace(before=value) for each in said]
    first = next((each.before for each in said if not each.accepts), None)
    return [each._replace(before=first) if each.accepts else each for each in said]


def _got(by: Scale, first: tuple[Any, Any] | None, reached: Any) -> str:
    if first is None or first[0] == first[1]:
        return ""
    if by.numeric:
        return positions.got(positions.share(first[0], first[1], reached))
    return "all" if reached == first[1] else "nothing" if reached == first[0] else "something else"


def _words(by: Scale, name: str, values: dict[str, Any], measured: Any) -> dict[str, str]:
    """Values as their owner's agreement says them; where there is no name, only how they measure."""
    if name:
        return {key: "–" if each is None else cell(by.column, each) for key, each in values.items()}
    return {key: by.words(measured(each)) if by.numeric else "" for key, each in values.items()}
