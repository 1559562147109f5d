"""Take the codes off words that have changed: what fitted them before is only a suggestion now."""

import sqlalchemy as sa

from app import clock
from app.extensions import db
from app.models import CodingSample, Point, PointCoding, PointTheme, SamplePoint, ThemeSuggestion
from workflows.sample import SampleState

BEFORE = "before it was reworded"
SPLIT = "from the point it was made from"
CERTAIN = 1.0


def uncode(point: Point) -> None:
    """Make suggestions of the themes of a point whose words have changed, and leave it out of open samples."""
    themes = codes_of(point.id)
    if not themes and db.session.get(PointCoding, point.id) is None:
        return
    db.session.execute(sa.delete(PointTheme).where(PointTheme.point_id == point.id))
    db.session.execute(sa.delete(PointCoding).where(PointCoding.point_id == point.id))
    suggest(point.id, themes, BEFORE)
    leave_out(point.id)


def codes_of(point_id: int) -> list[int]:
    """The themes that a point carries, by id."""
    found = sa.select(PointTheme.theme_id).where(PointTheme.point_id == point_id).order_by(PointTheme.theme_id)
    return list(db.session.scalars(found))


def suggest(point_id: int, themes: list[int], source: str) -> None:
    """Suggest these themes for a point; what a person has dismissed for it stays so."""
    known = set(db.session.scalars(sa.select(ThemeSuggestion.theme_id).where(ThemeSuggestion.point_id == point_id)))
    for theme_id in themes:
        if theme_id not in known:
            given = {"source": source, "score": CERTAIN, "suggested_at": clock.now()}
            db.session.add(ThemeSuggestion(point_id=point_id, theme_id=theme_id, **given))


def leave_out(point_id: int) -> None:
    """A sample compares two people’s judgement of the same words: without them, the point is left out of it."""
    still_open = sa.select(CodingSample.id).where(CodingSample.state.in_([SampleState.DRAWN, SampleState.COMPARED]))
    db.session.execute(
        sa.update(SamplePoint)
        .where(SamplePoint.point_id == point_id, SamplePoint.resolved.is_(None), SamplePoint.sample_id.in_(still_open))
        .values(is_left_out=True)
        .execution_options(synchronize_session=False)
    )
