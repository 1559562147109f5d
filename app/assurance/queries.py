"""Finding returns, by those who may see them, and which have fallen overdue."""

from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app import permissions
from app.extensions import db
from app.models import Action, Agreement, Evidence, Organisation, Person, Return, ReturnKind, Round, Setting, Upload
from app.perform import facts_of
from app.wording import short_day
from workflows.return_ import SENT, ReturnState

ACTION_PLAN = "action plan for a failed return"
ACTION_PLAN_DAYS: dict[str, Any] = {"days": 28, "clock": "calendar days"}
"""How long a provider has for the action plan after a failure, until an administrator sets it otherwise (domain §8)."""


class Row(NamedTuple):
    """One return in a list."""

    id: int
    state: ReturnState
    title: str
    covers_to: Any
    due_on: Any
    self_rating: int | None
    rating: int | None
    late_days: int
    provider: str


def get(return_id: int, *, seen_by: Person) -> Return:
    """One return with its evidence. Raises NoResultFound for those who may not see it."""
    found = (
        sa.select(Return)
        .where(Return.id == return_id, permissions.returns_seen_by(seen_by))
        .options(
            joinedload(Return.agreement).joinedload(Agreement.provider),
            joinedload(Return.round),
            selectinload(Return.evidence),
            joinedload(Return.submitted_by),
            joinedload(Return.reviewed_by),
        )
    )
    return db.session.scalars(found).unique().one()


def shows_words(return_: Return, *, seen_by: Person) -> bool:
    """Whether this person may read what the return says: its provider always, everyone else once it is sent."""
    return return_.state in SENT or return_.provider_id in permissions.provider_ids(seen_by)


def evidence(return_id: int, evidence_id: int, *, seen_by: Person) -> Upload:
    """The file of one piece of evidence. Raises NoResultFound for those who may not see it."""
    found = (
        sa.select(Upload)
        .join(Evidence, Evidence.upload_id == Upload.id)
        .join(Return, Return.id == Evidence.return_id)
        .where(Evidence.id == evidence_id, Return.id == return_id)
        .where(permissions.returns_seen_by(seen_by), permissions.words_of_returns_seen_by(seen_by))
    )
    return db.session.scalars(found).one()


SHOWN = 200
"""A list longer than this is narrowed, not scrolled."""


def every(*, seen_by: Person, state: str = "", provider: str = "") -> list[Row]:
    """The first returns one may see of this state and provider, those due first, in one query."""
    own_rating = sa.case((permissions.words_of_returns_seen_by(seen_by), Return.self_rating))
    columns = (
        Return.id, Return.state, Return.title, Return.covers_to, Return.due_on, own_rating, Return.rating,
        Return.late_days, Organisation.name,
    )  # fmt: skip
    found = (
        sa.select(*columns)
        .join(Organisation, Organisation.id == Return.provider_id)
        .where(permissions.returns_seen_by(seen_by))
        .order_by(Return.due_on, Organisation.name, Return.title)
        .limit(SHOWN)
    )
    return [Row(*row) for row in db.session.execute(_narrowed(found, state, provider))]


def counts(*, seen_by: Person, provider: str = "") -> list[tuple[str, int]]:
    """How many returns one may see stand in each state."""
    found = (
        sa.select(Return.state, sa.func.count())
        .join(Organisation, Organisation.id == Return.provider_id)
        .where(permissions.returns_seen_by(seen_by))
        .group_by(Return.state)
    )
    by_state = dict(db.session.execute(_narrowed(found, "", provider)).all())
    return [(state.value, by_state.get(state, 0)) for state in ReturnState]


def _narrowed(found: Any, state: str, provider: str) -> Any:
    if state in list(ReturnState):
        found = found.where(Return.state == ReturnState(state))
    return found.where(Organisation.name.icontains(provider, autoescape=True)) if provider else found


def kinds(round_: Round, sector: Any) -> list[ReturnKind]:
    """The kinds of return that a provider of this sector sends in this round."""
    found = db.session.scalars(sa.select(ReturnKind).where(ReturnKind.round_id == round_.id).order_by(ReturnKind.id))
    return [kind for kind in found if str(sector) in kind.sectors]


def actions_for(return_: Return) -> list[Action]:
    """The actions that this return's failure led to."""
    return list(db.session.scalars(sa.select(Action).where(Action.return_id == return_.id).order_by(Action.id)))


def failed_before(return_: Return) -> bool:
    """Whether the provider failed this kind of return earlier in the same agreement: a second failure escalates."""
    earlier = sa.select(Return.id).where(
        Return.agreement_id == return_.agreement_id,
        Return.key == return_.key,
        Return.rating == 1,
        Return.covers_to < return_.covers_to,
    )
    return db.session.scalar(sa.select(earlier.exists())) or False


def action_plan_days() -> tuple[int, str]:
    """How many days, of which clock, a provider has for the action plan after a failure."""
    setting = db.session.get(Setting, ACTION_PLAN)
    chosen: dict[str, Any] = setting.value if setting else ACTION_PLAN_DAYS
    return int(chosen["days"]), str(chosen["clock"])


@facts_of(Return)
def facts(return_: Return) -> dict[str, Any]:
    return {
        "due_on": short_day(return_.due_on),
        "statement": return_.statement,
        "evidence_count": len(return_.evidence),
    }
