"""What a second coder must not see: the first's codes of the points in their sample, until they have finished it.

Every list, count, search, export and history of codes applies `codes_seen_by`.
"""

import sqlalchemy as sa

from app.models import CodingSample, Person, PointTheme, SamplePoint
from workflows.sample import SampleState


def points_blind_to(person: Person) -> sa.Select[int]:
    """The ids of the points that this person has still to code without seeing the first's codes."""
    return (
        sa.select(SamplePoint.point_id)
        .join(CodingSample, CodingSample.id == SamplePoint.sample_id)
        .where(CodingSample.coder_id == person.id, CodingSample.state == SampleState.DRAWN)
    )


def codes_seen_by_all() -> sa.ColumnElement[bool]:
    """Of the rows of PointTheme, those that anybody may read: none of points that are being coded a second time."""
    at_work = (
        sa.select(SamplePoint.point_id)
        .join(CodingSample, CodingSample.id == SamplePoint.sample_id)
        .where(CodingSample.state == SampleState.DRAWN)
    )
    return PointTheme.point_id.not_in(at_work)


def codes_seen_by(person: Person) -> sa.ColumnElement[bool]:
    """Of the rows of PointTheme, those that this person may see or see counted."""
    return PointTheme.point_id.not_in(points_blind_to(person))
