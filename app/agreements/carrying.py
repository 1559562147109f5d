"""Which agreements carry an intention: how many of those signed, and which, for those who may see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.extensions import db
from app.models import Agreement, Organisation, Round, Term
from workflows.agreement import SIGNED_STATES
from workflows.applies import applies

FEWEST = 5
"""Of fewer agreements than this a number could tell what one provider has signed."""


@dataclass(frozen=True)
class Carried:
    """How many signed agreements carry an intention, and with how many providers that it applies to one is signed."""

    carry: int
    concerned: int
    may_be_told: bool


def those_with(ref: str) -> sa.Select[Any]:
    """Ids of the agreements with a term that carries the intention `ref`."""
    return sa.select(Term.agreement_id).where(sa.cast(Term.intentions, sa.Text()).contains(f'"{ref}"', autoescape=True))


def _has(ref: str) -> sa.Exists:
    """Whether an agreement is one of them, asked of each by itself: few are signed while many are negotiated."""
    return those_with(ref).where(Term.agreement_id == Agreement.id).correlate(Agreement).exists()


def carried(round_: Round, ref: str, limits: Mapping[str, Sequence[str]], *, to_everyone: bool) -> Carried:
    """Count the signed agreements of a round that carry `ref`, in one query."""
    provider = Organisation
    rows = db.session.execute(
        sa.select(
            provider.code,
            provider.sector,
            provider.nation,
            provider.holds,
            _has(ref).label("has"),
        )
        .join(Agreement, Agreement.provider_id == provider.id)
        .where(Agreement.round_id == round_.id, Agreement.state.in_(SIGNED_STATES))
    ).all()
    concerned = [row for row in rows if applies(limits, row)]
    told = not to_everyone or not concerned or len(concerned) >= FEWEST
    return Carried(sum(bool(row.has) for row in concerned), len(concerned), told)
