"""What the page of one point shows of its coding: themes it carries, themes suggested, points that may say the same."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.coding import codes
from app.coding.forms import CodesForm
from app.extensions import db
from app.models import (
    CodingSample,
    Person,
    Point,
    PointCoding,
    PointTheme,
    SamplePoint,
    SimilarPoint,
    Theme,
    ThemeSuggestion,
    Verdict,
)
from app.permissions import roles_of
from app.seen import digest_of
from workflows.point import GONE
from workflows.sample import SampleState
from workflows.theme import ThemeState

TICK = "The themes were not saved: tick those that fit, or tick that none does."


@dataclass(frozen=True)
class Offered:
    """A theme that the point carries or could: `suggested` says by what, as long as nobody has decided."""

    theme: Theme
    carries: bool
    suggested: str
    is_likely: bool


@dataclass(frozen=True)
class Coding:
    """The coding of one point, as far as the person asking may know it. `blind` names the sample they code it in."""

    offered: tuple[Offered, ...]
    is_coded: bool
    may_code: bool
    similar: tuple[SimilarPoint, ...] = ()
    blind: tuple[int, int] | None = None

    @property
    def carried(self) -> list[Offered]:
        return [one for one in self.offered if one.carries]

    @property
    def open(self) -> list[Offered]:
        """What can be ticked: themes in use, and retired ones that it has."""
        return [one for one in self.offered if one.carries or one.theme.state is ThemeState.IN_USE]

    @property
    def seen(self) -> str:
        return digest_of({"themes": sorted(one.theme.id for one in self.carried), "coded": self.is_coded})


def of(point: Point, *, seen_by: Person, with_similar: bool = True) -> Coding:
    """The coding of a point in two queries; a second coder is shown neither codes nor suggestions."""
    may_code = "code" in point.workflow.actions(point, roles_of(seen_by, point))
    is_coded = sa.exists().where(PointCoding.point_id == point.id).label("is_coded")
    blind = _blind_in(point, seen_by)
    rows = db.session.execute(
        sa.select(
            Theme,
            PointTheme.point_id,
            ThemeSuggestion.source,
            ThemeSuggestion.score,
            is_coded,
            *(
                blind.with_only_columns(column).scalar_subquery()
                for column in (CodingSample.number, SamplePoint.position)
            ),
        )
        .outerjoin(PointTheme, sa.and_(PointTheme.theme_id == Theme.id, PointTheme.point_id == point.id))
        .outerjoin(
            ThemeSuggestion,
            sa.and_(
                ThemeSuggestion.theme_id == Theme.id,
                ThemeSuggestion.point_id == point.id,
                ThemeSuggestion.verdict == Verdict.SUGGESTED,
            ),
        )
        .where(Theme.round_id == point.round_id)
        .order_by(Theme.position, Theme.id)
    ).all()
    if rows and rows[0][5] is not None:
        return Coding((), is_coded=False, may_code=False, blind=(rows[0][5], rows[0][6]))
    offered = tuple(Offered(row[0], row[1] is not None, row[2] or "", (row[3] or 0) >= 0.5) for row in rows)
    return Coding(
        offered,
        is_coded=bool(rows and rows[0].is_coded),
        may_code=may_code,
        similar=_similar(point) if with_similar else (),
    )


def _blind_in(point: Point, person: Person) -> sa.Select[int]:
    """The sample in which this person has still to code the point: at most one, as no point is in two open samples."""
    return (
        sa.select(CodingSample.number)
        .join(SamplePoint, SamplePoint.sample_id == CodingSample.id)
        .where(
            SamplePoint.point_id == point.id,
            CodingSample.coder_id == person.id,
            CodingSample.state == SampleState.DRAWN,
        )
    )


def _similar(point: Point) -> tuple[SimilarPoint, ...]:
    """The likest others that nobody has dismissed."""
    found = db.session.scalars(
        sa.select(SimilarPoint)
        .where(
            sa.or_(SimilarPoint.point_id == point.id, SimilarPoint.other_id == point.id),
            SimilarPoint.verdict != Verdict.DISMISSED,
        )
        .options(joinedload(SimilarPoint.point), joinedload(SimilarPoint.other), joinedload(SimilarPoint.decided_by))
        .order_by(SimilarPoint.score.desc(), SimilarPoint.point_id, SimilarPoint.other_id)
        .limit(5)
    ).all()
    return tuple(one for one in found if one.point.state not in GONE and one.other.state not in GONE)


def form_of(coding: Coding) -> CodesForm:
    """The boxes to tick, as they are saved; with what was ticked, if the form was sent."""
    carried = [one.theme.id for one in coding.carried]
    form = CodesForm(data={"themes": carried, "none_fits": coding.is_coded and not carried, "seen": coding.seen})
    form.themes.offer([(one.theme.id, one.theme.name) for one in coding.open])
    return form


def save(point: Point, values: dict[str, Any], *, by: Person) -> str:
    """Save the themes that a form with them sent; gives what to say of it, empty when there is nothing to say.

    Ticking nothing leaves an uncoded point uncoded, unless "No theme fits" is ticked.
    """
    coding = of(point, seen_by=by, with_similar=False)
    if not coding.may_code or not values.get("codes_shown"):
        return ""
    form = form_of(coding)
    if not form.submitted():
        return "The themes were not saved: select only from those shown, and press the button again."
    chosen = sorted(form.themes.data or [])
    if not chosen and not form.none_fits.data:
        return TICK if coding.carried else ""
    if chosen == sorted(one.theme.id for one in coding.carried) and coding.is_coded:
        return ""
    if form.seen.data != coding.seen:
        names = ", ".join(one.theme.name for one in coding.carried) or "no theme"
        return f"Somebody else coded it while you had it open: it has {names} now. Look again, then save your themes."
    codes.code(point, chosen, by=by)
    return "Themes saved."
