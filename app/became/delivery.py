"""What intentions led to: agreements that carry them, and what is delivered. Numbers only, and never too few."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from app.agreements.carrying import FEWEST, Carried
from app.extensions import db
from app.figures.settings import smallest_number
from app.models import Agreement, AgreementVersion, Organisation, Publication, Return, Round, Term
from workflows.agreement import SIGNED_STATES
from workflows.applies import applies
from workflows.return_ import ReturnState
from workflows.small_numbers import Number, Row, row


@dataclass(frozen=True)
class Led:
    """What one intention led to. `received` are returns on delivery; None where it would tell of too few."""

    carried: Carried
    received: int | None = None


@dataclass(frozen=True)
class Delivery:
    """What each intention led to, and how delivery is rated across the round's published agreements.

    Ratings are given for the round only: side by side for two intentions, they would tell what one provider has.
    """

    by_ref: Mapping[str, Led] = field(default_factory=dict)
    ratings: Row[int] | None = None


@dataclass(frozen=True)
class _Signed:
    id: int
    provider: Any
    is_published: bool
    carries: frozenset[str]


def of(round_: Round, limits: Mapping[str, Mapping[str, Sequence[str]]]) -> Delivery:
    """For the intentions in `limits` (each with whom it applies to), in three queries whatever their number."""
    if not limits:
        return Delivery()
    signed = _signed(round_, set(limits))
    published = {one.id for one in signed if one.is_published}
    returns = _returns(published) if len(published) >= FEWEST else []
    found = {ref: _led(ref, limits[ref], signed, returns) for ref in limits}
    return Delivery(found, _ratings(returns) if returns else None)


def _signed(round_: Round, refs: set[str]) -> list[_Signed]:
    public = sa.exists().where(
        Publication.agreement_version_id == AgreementVersion.id, AgreementVersion.agreement_id == Agreement.id
    )
    names = sa.cast(Term.intentions, sa.Text())
    carries = sa.or_(*(names.contains(f'"{ref}"', autoescape=True) for ref in sorted(refs)))
    provider = Organisation
    rows = db.session.execute(
        sa.select(
            Agreement.id, provider.code, provider.sector, provider.nation, provider.holds,
            public.label("is_published"), Term.intentions,
        )
        .join(provider, Agreement.provider_id == provider.id)
        .outerjoin(Term, sa.and_(Term.agreement_id == Agreement.id, carries))
        .where(Agreement.round_id == round_.id, Agreement.state.in_(SIGNED_STATES))
    ).all()  # fmt: skip
    by_id: dict[int, list[Any]] = {}
    for each in rows:
        by_id.setdefault(each.id, []).append(each)
    return [
        _Signed(key, some[0], bool(some[0].is_published), frozenset(r for one in some for r in one.intentions or ()))
        for key, some in by_id.items()
    ]


def _returns(ids: set[int]) -> Sequence[Any]:
    return db.session.execute(
        sa.select(Return.agreement_id, Return.rating, sa.func.count().label("number"))
        .where(Return.agreement_id.in_(ids), Return.state.in_([ReturnState.SUBMITTED, ReturnState.REVIEWED]))
        .group_by(Return.agreement_id, Return.rating)
    ).all()


def _led(ref: str, limits: Mapping[str, Sequence[str]], signed: Sequence[_Signed], returns: Sequence[Any]) -> Led:
    concerned = [one for one in signed if applies(limits, one.provider)]
    carry = [one for one in concerned if ref in one.carries]
    told = not concerned or len(concerned) >= FEWEST
    public = {one.id for one in carry if one.is_published}
    received = sum(each.number for each in returns if each.agreement_id in public)
    return Led(Carried(len(carry), len(concerned), told), received if told and len(public) >= FEWEST else None)


def _ratings(returns: Sequence[Any]) -> Row[int] | None:
    """Of returns that are rated, how many have each rating; small numbers are held back, or all where they are few."""
    counts: dict[int, int] = {}
    for each in returns:
        if each.rating is not None:
            counts[each.rating] = counts.get(each.rating, 0) + each.number
    cells = {rating: Number(counts.get(rating, 0), counts.get(rating, 0)) for rating in (4, 3, 2, 1)}
    shown = row(cells, smallest_number())
    return None if shown.of_readable or not shown.shown else shown
