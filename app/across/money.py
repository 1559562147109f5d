"""The money of a round: what its agreements cost as agreed, offered and asked, beside last year and the limits."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import lazyload

from app.extensions import db
from app.models import Agreement, Offer, Organisation, Person, Round
from app.permissions import sees_all_agreements
from app.wording import sentence_case
from workflows.agreement import SIGNED_STATES, AgreementState, Side

AGREED = (AgreementState.AGREED, AgreementState.APPROVED, *SIGNED_STATES)
"""From here on its price is agreed."""
NO_REGION = "No region"


class Price(NamedTuple):
    """One agreement's prices, in whole pounds. What was not offered or asked yet is what is on the table."""

    stage: str
    sector: str
    region: str
    last_year: int
    has_last_year: bool
    offered: int
    asked: int


@dataclass(frozen=True)
class Sum:
    """Some agreements added up."""

    name: str
    agreements: int
    last_year: int
    agreed: int
    agreed_of: int
    offered: int
    asked: int

    @property
    def change(self) -> int:
        """Against last year, if what the commissioner offers is accepted."""
        return self.offered - self.last_year

    @property
    def gap(self) -> int:
        """What providers ask beyond what they are offered."""
        return self.asked - self.offered


@dataclass(frozen=True)
class Money:
    """A round's money: the whole, and its parts by how far they are, by sector and by region."""

    round: Any
    whole: Sum
    stages: list[Sum]
    sectors: list[Sum]
    regions: list[Sum]
    without_last_year: int

    @property
    def room(self) -> int | None:
        """What is left of the control total if what is offered is accepted; negative when it is exceeded."""
        total = self.round.control_total
        return None if total is None else total - self.whole.offered

    @property
    def beyond_target(self) -> int | None:
        """What is saved beyond the savings target if what is offered is accepted; negative when it falls short."""
        target = self.round.savings_target
        return None if target is None else -self.whole.change - target


STAGES = ("Agreed", "Offered, not agreed yet", "In draft, not offered yet")


def get_round(slug: str, *, seen_by: Person) -> Round:
    """The round, for those who may see every agreement of it; NoResultFound for everyone else."""
    round_ = db.session.scalars(sa.select(Round).where(Round.slug == slug).options(lazyload(Round.dates))).one()
    if not sees_all_agreements(seen_by, round_.id):
        raise NoResultFound
    return round_


def of(round_: Round) -> Money:
    """Everything that the page about money says, in two queries."""
    prices = _prices(round_)
    return Money(
        round=round_,
        whole=add_up("All agreements", prices),
        stages=_by(prices, lambda price: price.stage, STAGES),
        sectors=_by(prices, lambda price: price.sector),
        regions=_by(prices, lambda price: price.region),
        without_last_year=sum(not price.has_last_year for price in prices),
    )


def add_up(name: str, prices: Sequence[Price]) -> Sum:
    """The sum of some agreements' prices."""
    agreed = [price for price in prices if price.stage == STAGES[0]]
    return Sum(
        name=name,
        agreements=len(prices),
        last_year=sum(price.last_year for price in prices),
        agreed=sum(price.offered for price in agreed),
        agreed_of=len(agreed),
        offered=sum(price.offered for price in prices),
        asked=sum(price.asked for price in prices),
    )


def _by(prices: Sequence[Price], part: Callable[[Price], str], order: Iterable[str] = ()) -> list[Sum]:
    """Sums by part, in `order` or by name; parts without agreements are left out."""
    groups: dict[str, list[Price]] = {}
    for price in prices:
        groups.setdefault(part(price), []).append(price)
    return [add_up(name, groups[name]) for name in (order or sorted(groups)) if name in groups]


def _prices(round_: Round) -> list[Price]:
    rows = db.session.execute(
        sa.select(
            Agreement.id, Agreement.state, Agreement.price, Agreement.last_year_price, Organisation.sector,
            Organisation.region,
        )
        .join(Organisation, Organisation.id == Agreement.provider_id)
        .where(Agreement.round_id == round_.id)
    ).all()  # fmt: skip
    last = _last_offers(round_)
    return [_price(row, last) for row in rows]


def _price(row: Any, last: dict[tuple[int, Side], int]) -> Price:
    """What is agreed is the one price; before, each side's last sent offer stands, or what is on the table."""
    agreed = row.state in AGREED
    ours = None if agreed else last.get((row.id, Side.COMMISSIONER))
    offered = row.price if ours is None else ours
    theirs = None if agreed else last.get((row.id, Side.PROVIDER))
    stage = STAGES[0] if agreed else STAGES[2] if row.state is AgreementState.DRAFTING else STAGES[1]
    return Price(
        stage=stage,
        sector=sentence_case(row.sector),
        region=row.region or NO_REGION,
        last_year=row.last_year_price or 0,
        has_last_year=row.last_year_price is not None,
        offered=offered,
        asked=offered if theirs is None else theirs,
    )


def _last_offers(round_: Round) -> dict[tuple[int, Side], int]:
    """The price of each side's last offer, by agreement: of those that were sent and not withdrawn."""
    rows = db.session.execute(
        sa.select(Offer.agreement_id, Offer.side, Offer.price)
        .join(Agreement, Agreement.id == Offer.agreement_id)
        .where(Agreement.round_id == round_.id, Agreement.state.not_in(AGREED))
        .where(Offer.number.is_not(None), Offer.withdrawn_at.is_(None), Offer.price.is_not(None))
        .order_by(Offer.number)
    )
    return {(agreement_id, side): price for agreement_id, side, price in rows if price is not None}
