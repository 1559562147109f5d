"""Finding themes, versions of the code frame and how far coding has come, as far as the person asking may know it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.campaigns.texts import distinct_texts
from app.coding.blind import codes_seen_by, points_blind_to
from app.extensions import db
from app.models import (
    CodingSample,
    FrameVersion,
    Person,
    Point,
    PointCoding,
    PointTheme,
    Round,
    Theme,
    ThemeOrigin,
    ThemeSuggestion,
    Verdict,
)
from app.perform import facts_of
from workflows.point import GONE
from workflows.sample import SampleState
from workflows.theme import ThemeState


@dataclass(frozen=True)
class Count:
    """How many points carry something, and how many distinct texts those are: a campaign's are one."""

    points: int = 0
    texts: int = 0


def in_order(round_id: int) -> list[Theme]:
    """Every theme of a round, those in use first, as the frame has them."""
    found = db.session.scalars(sa.select(Theme).where(Theme.round_id == round_id)).all()
    return sorted(found, key=lambda theme: (theme.state is ThemeState.RETIRED, theme.position, theme.id))


def get_theme(round_: Round, theme_id: int) -> Theme:
    """One theme of a round, or NoResultFound."""
    return db.session.scalars(sa.select(Theme).where(Theme.round_id == round_.id, Theme.id == theme_id)).one()


def counts(round_id: int, *, seen_by: Person) -> dict[int, Count]:
    """How many points carry each theme, without those that `seen_by` still codes blind."""
    return _counts(round_id, codes_seen_by(seen_by))


def _counts(round_id: int, *only: sa.ColumnElement[bool]) -> dict[int, Count]:
    rows = db.session.execute(
        sa.select(PointTheme.theme_id, sa.func.count(), distinct_texts())
        .join(Point, Point.id == PointTheme.point_id)
        .where(Point.round_id == round_id, Point.state.not_in(GONE), *only)
        .group_by(PointTheme.theme_id)
    )
    return {theme_id: Count(points, texts) for theme_id, points, texts in rows}


def suggested(round_id: int, *, seen_by: Person) -> dict[int, int]:
    """How many suggestions of each theme wait for a person."""
    rows = db.session.execute(
        sa.select(ThemeSuggestion.theme_id, sa.func.count())
        .join(Point, Point.id == ThemeSuggestion.point_id)
        .where(*waiting(round_id, seen_by=seen_by))
        .group_by(ThemeSuggestion.theme_id)
    )
    return {theme_id: number for theme_id, number in rows}  # noqa: C416 - rows are not tuples to mypy


def waiting(round_id: int, *, seen_by: Person) -> list[sa.ColumnElement[bool]]:
    """Suggestions that wait for a person, of points that still say something and are not coded blind."""
    return [
        Point.round_id == round_id,
        Point.state.not_in(GONE),
        ThemeSuggestion.verdict == Verdict.SUGGESTED,
        ThemeSuggestion.point_id.not_in(points_blind_to(seen_by)),
    ]


def versions(round_id: int) -> list[FrameVersion]:
    """Every version issued, the newest first."""
    return list(
        db.session.scalars(
            sa.select(FrameVersion)
            .where(FrameVersion.round_id == round_id)
            .options(joinedload(FrameVersion.issued_by))
            .order_by(FrameVersion.number.desc())
        )
    )


def newest_version(round_id: int) -> FrameVersion | None:
    """The version in force."""
    found = sa.select(FrameVersion).where(FrameVersion.round_id == round_id)
    return db.session.scalars(found.order_by(FrameVersion.number.desc()).limit(1)).first()


def get_version(round_: Round, number: int) -> FrameVersion:
    """One version of a round's frame, or NoResultFound."""
    return db.session.scalars(
        sa.select(FrameVersion)
        .where(FrameVersion.round_id == round_.id, FrameVersion.number == number)
        .options(joinedload(FrameVersion.issued_by))
    ).one()


def came_from(theme: Theme) -> Sequence[ThemeOrigin]:
    """What it was merged or split from, and what became of it."""
    return db.session.scalars(
        sa.select(ThemeOrigin)
        .where(sa.or_(ThemeOrigin.theme_id == theme.id, ThemeOrigin.origin_id == theme.id))
        .options(joinedload(ThemeOrigin.theme), joinedload(ThemeOrigin.origin))
        .order_by(ThemeOrigin.at, ThemeOrigin.theme_id, ThemeOrigin.origin_id)
    ).all()


def progress(round_id: int) -> tuple[int, int]:
    """How many points are coded, of how many that say something."""
    live = sa.and_(Point.round_id == round_id, Point.state.not_in(GONE))
    row = db.session.execute(
        sa.select(sa.func.count(PointCoding.point_id), sa.func.count())
        .select_from(Point)
        .outerjoin(PointCoding, PointCoding.point_id == Point.id)
        .where(live)
    ).one()
    return row[0], row[1]


@facts_of(Theme)
def facts(theme: Theme) -> dict[str, Any]:
    """Whether a sample is at work with the frame that the theme stands in."""
    numbers = db.session.scalars(
        sa.select(CodingSample.number)
        .where(
            CodingSample.round_id == theme.round_id,
            CodingSample.state.in_([SampleState.DRAWN, SampleState.COMPARED]),
        )
        .order_by(CodingSample.number)
    ).all()
    return {"samples_open": len(numbers), "sample": "sample " + ", ".join(map(str, numbers))}
