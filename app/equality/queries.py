"""Finding screenings and assessments, and the facts that their gates need."""

from typing import Any, TypedDict

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload, lazyload, selectinload

from app import permissions
from app.extensions import db
from app.intentions.queries import digest_of
from app.models import (
    Action,
    Assessment,
    ImpactLine,
    Intention,
    Person,
    Point,
    Response,
    Round,
    Screening,
    ScreeningLine,
)
from app.perform import facts_of
from workflows.assessment import AssessmentState, Impact, Outcome
from workflows.point import GONE, PointState
from workflows.screening import Finding, ScreeningState, needs_assessment

WRITTEN = ("evidence", "consultation", "necessary", "less_harmful", "proportionate")
"""What an assessment says in words, field by field."""


class Standing(TypedDict):
    """Where a round's equality work stands, as the final edition's gate asks."""

    screening_is_current: bool
    assessment_is_needed: bool
    assessment_is_current: bool
    assessment_says_stop: bool


def working_round(slug: str, *, seen_by: Person) -> Round:
    """The round, for those who may see its working papers. Raises NoResultFound for everyone else."""
    round_ = db.session.scalars(sa.select(Round).where(Round.slug == slug).options(lazyload(Round.dates))).one()
    if not permissions.sees_working_papers(seen_by, round_.id):
        raise NoResultFound
    return round_


def screening_of(round_: Round) -> Screening | None:
    """The round's screening with its lines; None before it is begun."""
    loaded = (joinedload(Screening.lines), joinedload(Screening.approver).lazyload("*"))
    found = sa.select(Screening).where(Screening.round_id == round_.id).options(*loaded)
    return db.session.scalars(found).unique().one_or_none()


def assessment_of(round_: Round) -> Assessment | None:
    """The round's full assessment with its impacts; None before it is begun."""
    loaded = (joinedload(Assessment.lines), joinedload(Assessment.approver).lazyload("*"))
    found = sa.select(Assessment).where(Assessment.round_id == round_.id).options(*loaded)
    return db.session.scalars(found).unique().one_or_none()


def screening_or_404(round_: Round) -> Screening:
    """The round's screening. Raises NoResultFound before it is begun."""
    found = screening_of(round_)
    if found is None:
        raise NoResultFound
    return found


def assessment_or_404(round_: Round) -> Assessment:
    """The round's full assessment. Raises NoResultFound before it is begun."""
    found = assessment_of(round_)
    if found is None:
        raise NoResultFound
    return found


def published_assessment(round_: Round) -> Assessment:
    """The assessment as published. Raises NoResultFound until then."""
    found = assessment_or_404(round_)
    if found.published_at is None:
        raise NoResultFound
    return found


def content_of(assessment: Assessment) -> dict[str, Any]:
    """The words of an assessment as they are published, so that later work on it changes nothing public."""
    refs = dict(
        db.session.execute(sa.select(Intention.id, Intention.ref).filter_by(round_id=assessment.round_id)).all()
    )
    welsh = assessment.welsh or {}
    return {
        **{name: getattr(assessment, name) for name in WRITTEN},
        "welsh": {name: words for name, words in welsh.items() if name in WRITTEN},
        "outcome": str(assessment.outcome),
        "impacts": [
            {
                "characteristic": line.characteristic.name,
                "intention": refs.get(line.intention_id or 0, ""),
                "impact": str(line.impact),
                "level": line.level,
                "limb": str(line.limb),
                "reason": line.reason,
                "welsh": {"reason": welsh[place_of(line)]} if place_of(line) in welsh else {},
            }
            for line in assessment.lines
        ],
    }


def place_of(line: ImpactLine) -> str:
    """Where among an assessment's Welsh the reason of an impact is said."""
    return f"impact {line.id} reason"


def published_actions(round_: Round) -> list[Action]:
    """The rows of the equality action plan that are public."""
    return [action for action in actions_of(round_) if action.published]


def may_read_feedback(person: Person, round_: Round) -> bool:
    """Whether this person may read what people said, name by name."""
    return permissions.sees_responses(person, round_.id)


def standing(round_: Round) -> Standing:
    """What the final edition's gate asks, for the intentions as they are now."""
    return standing_of(screening_of(round_), assessment_of(round_), digest_of(round_))


def standing_of(screening: Screening | None, assessment: Assessment | None, digest: str) -> Standing:
    """The same, of a screening and an assessment found already."""
    approved = assessment is not None and assessment.state is AssessmentState.APPROVED
    return Standing(
        screening_is_current=screening is not None
        and screening.state is ScreeningState.APPROVED
        and screening.digest == digest,
        assessment_is_needed=screening is None
        or (needs_assessment([line.finding for line in screening.lines]) and not screening.no_assessment_reason),
        assessment_is_current=approved and assessment is not None and assessment.digest == digest,
        assessment_says_stop=approved and assessment is not None and assessment.outcome is Outcome.STOP,
    )


def said_about(round_: Round) -> dict[str, list[Point]]:
    """Points tagged with each characteristic (its key), adverse ones first; each point under every tag it has."""
    found = db.session.scalars(
        sa.select(Point)
        .where(
            Point.round_id == round_.id,
            Point.state.not_in(GONE),
            sa.cast(Point.characteristics, sa.Text) != "[]",  # the few of many that name somebody
        )
        .options(selectinload(Point.response).load_only(Response.name, Response.organisation_name, Response.permission))
        .order_by(Point.adverse.desc(), Point.id)
    )
    said: dict[str, list[Point]] = {}
    for point in found:
        for key in point.characteristics:
            said.setdefault(key, []).append(point)
    return said


def actions_of(round_: Round) -> list[Action]:
    """The equality action plan."""
    return list(
        db.session.scalars(
            sa.select(Action)
            .where(Action.round_id == round_.id, Action.origin == "assessment")
            .options(joinedload(Action.characteristic))
            .order_by(Action.id)
        )
    )


@facts_of(Screening)
def screening_facts(screening: Screening) -> dict[str, Any]:
    """Adverse feedback still unanswered on what is called not relevant, and whether the intentions have moved on."""
    quiet = {line.characteristic.key: line.characteristic.name for line in not_relevant(screening)}
    open_points = db.session.scalars(
        sa.select(Point).where(
            Point.round_id == screening.round_id, Point.adverse.is_(True), Point.state == PointState.UNANSWERED
        )
    )
    names = {quiet[key] for point in open_points for key in point.characteristics if key in quiet}
    return {
        "adverse_unanswered": tuple(sorted(names)),
        "intentions_changed": bool(screening.digest) and screening.digest != digest_of(screening.round),
    }


@facts_of(Assessment)
def assessment_facts(assessment: Assessment) -> dict[str, Any]:
    """Characteristics not yet assessed, negative impacts that lead to no action, and whether intentions moved on."""
    screening = screening_of(assessment.round)
    assessed = {line.characteristic_id for line in assessment.lines}
    asked = [line for line in screening.lines if line.finding is not Finding.NOT_RELEVANT] if screening else []
    acted_on = set(db.session.scalars(sa.select(Action.impact_id).where(Action.round_id == assessment.round_id)))
    return {
        "unassessed": tuple(line.characteristic.name for line in asked if line.characteristic_id not in assessed),
        "without_action": tuple(
            _named(line) for line in assessment.lines if _is_harm(line) and line.id not in acted_on
        ),
        "intentions_changed": bool(assessment.digest) and assessment.digest != digest_of(assessment.round),
    }


def not_relevant(screening: Screening) -> list[ScreeningLine]:
    return [line for line in screening.lines if line.finding is Finding.NOT_RELEVANT]


def _is_harm(line: ImpactLine) -> bool:
    return line.impact is Impact.NEGATIVE


def _named(line: ImpactLine) -> str:
    return line.characteristic.name
