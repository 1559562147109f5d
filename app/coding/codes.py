"""Say which themes a point carries: the codes that stand, that every figure counts."""

from collections.abc import Collection, Iterable

import sqlalchemy as sa

from app import clock
from app.coding.blind import points_blind_to
from app.coding.uncoding import codes_of
from app.extensions import db
from app.models import Person, Point, PointCoding, PointTheme, Theme, ThemeSuggestion, Verdict
from app.perform import perform
from workflows.engine import Refused
from workflows.theme import ThemeState

BLIND = "You code this point as the second coder. Code it on the pages of your sample."
RETIRED = "Choose themes that are in use: {names} takes no more points."


def code(point: Point, themes: Collection[int], *, by: Person, why: str = "") -> bool:
    """Give a point exactly these themes, or none that fit; whether that changed anything.

    Raises Refused for a retired theme that it did not have, and to whoever codes it blind.
    """
    if is_blind(point.id, by):
        raise Refused(BLIND)
    before, chosen = codes_of(point.id), sorted(set(themes))
    coding = db.session.get(PointCoding, point.id)
    if coding is not None and before == chosen and not why:
        return False
    names = _names(point, before, chosen)
    perform(point, "code", by=by, what=", ".join(names) or "no theme fits", why=why)
    _write(point.id, before, chosen, by=by)
    if coding is None:
        db.session.add(PointCoding(point_id=point.id, by_id=by.id, at=clock.now()))
    else:
        coding.by_id, coding.at = by.id, clock.now()
    decide(point.id, chosen, Verdict.CONFIRMED, by=by)
    return True


def add_theme(point: Point, theme_id: int, *, by: Person) -> bool:
    """Give a point one theme more; whether it was new to it."""
    return code(point, {*codes_of(point.id), theme_id}, by=by)


def decide(point_id: int, themes: Collection[int], verdict: Verdict, *, by: Person) -> int:
    """Confirm or dismiss suggestions that wait for somebody; gives how many did."""
    found = db.session.scalars(
        sa.select(ThemeSuggestion).where(
            ThemeSuggestion.point_id == point_id,
            ThemeSuggestion.theme_id.in_(themes),
            ThemeSuggestion.verdict == Verdict.SUGGESTED,
        )
    ).all()
    for one in found:
        one.verdict, one.decided_by_id, one.decided_at = verdict, by.id, clock.now()
    return len(found)


def is_blind(point_id: int, person: Person) -> bool:
    """Whether this person has still to code it without seeing how the first did."""
    blind = points_blind_to(person).subquery()
    return db.session.scalar(sa.select(blind.c.point_id).where(blind.c.point_id == point_id).limit(1)) is not None


def _names(point: Point, before: Iterable[int], chosen: Collection[int]) -> list[str]:
    """The names of the chosen themes, in the order of the frame. Raises Refused for one that takes no more."""
    found = db.session.scalars(
        sa.select(Theme)
        .where(Theme.round_id == point.round_id, Theme.id.in_(chosen))
        .order_by(Theme.position, Theme.id)
    ).all()
    retired = [one.name for one in found if one.state is ThemeState.RETIRED and one.id not in set(before)]
    if retired or len(found) < len(chosen):
        raise Refused(RETIRED.format(names=", ".join(retired) or "one that is not of this round"))
    return [one.name for one in found]


def _write(point_id: int, before: Collection[int], chosen: Collection[int], *, by: Person) -> None:
    gone = set(before) - set(chosen)
    if gone:
        db.session.execute(sa.delete(PointTheme).where(PointTheme.point_id == point_id, PointTheme.theme_id.in_(gone)))
    for theme_id in sorted(set(chosen) - set(before)):
        db.session.add(PointTheme(point_id=point_id, theme_id=theme_id, by_id=by.id, at=clock.now()))
