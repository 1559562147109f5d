"""Finding samples and their points; what the second coder may not see is not handed out before they have finished."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app.coding.kappa import Agreement
from app.extensions import db
from app.models import Appointment, CodingSample, Person, Point, Round, SamplePoint
from app.perform import facts_of
from app.permissions import parts
from app.wording import plural
from workflows.point import GONE
from workflows.roles import Role
from workflows.sample import SampleState


@dataclass(frozen=True)
class ThemeAgreement:
    """The agreement on one theme, by the name that it had in the version that was used."""

    name: str
    figures: Agreement


def of_round(round_id: int) -> list[CodingSample]:
    """Every sample of a round, the newest first."""
    return list(
        db.session.scalars(
            sa.select(CodingSample)
            .where(CodingSample.round_id == round_id)
            .options(*(joinedload(each) for each in (CodingSample.coder, CodingSample.frame_version)))
            .order_by(CodingSample.number.desc())
        )
    )


def get(round_: Round, number: int) -> CodingSample:
    """One sample of a round, or NoResultFound."""
    return db.session.scalars(
        sa.select(CodingSample)
        .where(CodingSample.round_id == round_.id, CodingSample.number == number)
        .options(
            *(joinedload(each) for each in (CodingSample.coder, CodingSample.drawn_by, CodingSample.frame_version))
        )
    ).one()


def points_of(sample: CodingSample) -> list[SamplePoint]:
    """Its points with what was said, in the order in which they were drawn."""
    return list(
        db.session.scalars(
            sa.select(SamplePoint)
            .where(SamplePoint.sample_id == sample.id)
            .join(SamplePoint.point)
            .options(contains_eager(SamplePoint.point))
            .order_by(SamplePoint.position)
        )
    )


def point_at(sample: CodingSample, position: int) -> SamplePoint:
    """The point at one place of the sample, or NoResultFound."""
    return db.session.scalars(
        sa.select(SamplePoint)
        .where(SamplePoint.sample_id == sample.id, SamplePoint.position == position)
        .join(SamplePoint.point)
        .options(
            contains_eager(SamplePoint.point).joinedload(Point.response),
            joinedload(SamplePoint.first_by),
            joinedload(SamplePoint.resolved_by),
        )
    ).one()


def coded(sample: CodingSample) -> tuple[int, int, int | None]:
    """How many of its points the second coder has coded, how many there are to code, and where the first uncoded is."""
    rows = db.session.execute(
        sa.select(SamplePoint.position, SamplePoint.second)
        .join(SamplePoint.point)
        .where(SamplePoint.sample_id == sample.id, SamplePoint.is_left_out.is_(False), Point.state.not_in(GONE))
        .order_by(SamplePoint.position)
    ).all()
    waiting = [position for position, second in rows if second is None]
    return len(rows) - len(waiting), len(rows), waiting[0] if waiting else None


def differences(sample: CodingSample) -> list[SamplePoint]:
    """The points that two people coded differently, in order. None while the sample is being coded."""
    if sample.state in (SampleState.DRAWN, SampleState.GIVEN_UP):
        return []
    found = db.session.scalars(
        sa.select(SamplePoint)
        .where(SamplePoint.sample_id == sample.id)
        .join(SamplePoint.point)
        .join(Point.response)
        .options(
            contains_eager(SamplePoint.point).contains_eager(Point.response),
            joinedload(SamplePoint.first_by),
            joinedload(SamplePoint.resolved_by),
        )
        .order_by(SamplePoint.position)
    )
    return [held for held in found if _differs(held)]


def unresolved(sample: CodingSample) -> list[SamplePoint]:
    """The differences that still have to be settled."""
    return [held for held in differences(sample) if held.resolved is None and held.point.state not in GONE]


def _differs(held: SamplePoint) -> bool:
    return (
        held.second is not None
        and set(held.first) != set(held.second)
        and not (held.is_left_out and held.resolved is None)
    )


def themes_of(sample: CodingSample) -> list[ThemeAgreement]:
    """The agreement on each theme, as it was worked out when the sample was compared."""
    rows = sample.results["themes"] if sample.results else []
    return [ThemeAgreement(row["name"], _figures(row)) for row in rows]


def overall(sample: CodingSample) -> Agreement | None:
    """The agreement on all themes together."""
    return _figures(sample.results["overall"]) if sample.results else None


def _figures(row: dict[str, Any]) -> Agreement:
    return Agreement(**{name: row[name] for name in Agreement.__dataclass_fields__})


def coders(round_: Round, *, but: Person) -> list[Person]:
    """Who could be a second coder: other analysts of the round."""
    found = db.session.scalars(
        sa.select(Person)
        .join(Appointment, Appointment.person_id == Person.id)
        .where(
            Appointment.role == Role.ANALYST,
            Appointment.ended_at.is_(None),
            sa.or_(Appointment.round_id.is_(None), Appointment.round_id == round_.id),
            Person.id != but.id,
            Person.active,
        )
        .options(selectinload(Person.appointments), joinedload(Person.organisation))
        .order_by(Person.name, Person.id)
    ).unique()
    return [person for person in found if Role.ANALYST in parts(person)]


def for_person(person: Person, roles: Set[Role]) -> list[tuple[str, str, str, datetime, None]]:
    """The samples that wait for this person to code: title, address, sentence, since when, by when."""
    if Role.ANALYST not in roles:
        return []
    found = db.session.execute(
        sa.select(CodingSample.number, CodingSample.size, CodingSample.drawn_at, Round.slug, Round.title)
        .join(Round, Round.id == CodingSample.round_id)
        .where(CodingSample.coder_id == person.id, CodingSample.state == SampleState.DRAWN)
        .order_by(CodingSample.drawn_at, CodingSample.id)
    )
    return [
        (
            f"Sample {number} of {title}",
            f"/rounds/{slug}/coding/samples/{number}",
            f"{plural(size, 'point')} to code as the second coder, without seeing how the first did.",
            drawn_at,
            None,
        )
        for number, size, drawn_at, slug, title in found
    ]


@facts_of(CodingSample)
def facts(sample: CodingSample) -> dict[str, Any]:
    """How far the second coder is, and what is left to resolve."""
    if sample.state is SampleState.DRAWN:
        done, of, _ = coded(sample)
        return {"coder": sample.coder.name, "uncoded": of - done, "comparable": of}
    return {"coder": sample.coder.name, "unresolved": len(unresolved(sample))}
