"""What a report says was decided: changes made, points not accepted with their reasons, and the answer to each theme.

Counted in the database: a round may have three hundred thousand points.
"""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from app.answers.shown import is_out
from app.extensions import db
from app.figures.queries import Figures
from app.models import Edition, Point, PointTheme, Response, WordingLink
from app.published.hidden import Hidden
from workflows import small_numbers
from workflows.point import Disposition, PointState
from workflows.small_numbers import Number

ANSWERED = (PointState.ANSWERED, PointState.APPROVED, PointState.RELEASED)
MOST = 150
"""Reasons, and changes told in words, that a report lists: those that answer the most responses."""
OF_A_THEME = 4


def refusals(found: Figures, hidden: Hidden) -> list[dict[str, Any]]:
    """Reasons for which points were not accepted, in each place, with how many responses each answers.

    The popular ones first, for whoever refuses many owes them a reason; a small number is not told.
    """
    number, unseen = found.scope.each()
    rows = db.session.execute(
        sa.select(Point.place, Point.reason, number, unseen)
        .join(Point.response)
        .where(_answered(found), Point.disposition == Disposition.NOT_ACCEPTED)
        .group_by(Point.place, Point.reason)
        .order_by(sa.desc(number), Point.place, Point.reason)
        .limit(MOST)
    )
    return [
        {"place": place, "reason": hidden.clean_reason(reason), "responses": _single(found, of_all, unread)}
        for place, reason, of_all, unread in rows
    ]


def changes(found: Figures, hidden: Hidden) -> list[dict[str, Any]]:
    """What feedback changed: the exact words before and after where they are tied to points, else as answers say it."""
    return [*_tied(found), *_told(found, hidden)]


def _answered(found: Figures) -> sa.ColumnElement[bool]:
    """Points of the responses that are counted: with an answer that is out; any answer before the first of them is."""
    told = is_out() if found.scope.until else Point.state.in_(ANSWERED)
    return sa.and_(found.scope.points(), told)


def _single(found: Figures, of_all: int, unread: int) -> int | None:
    return small_numbers.single(Number(of_all, unread), found.threshold)


def _tied(found: Figures) -> list[dict[str, Any]]:
    number, unseen = found.scope.each()
    rows = db.session.execute(
        sa.select(Edition.number, WordingLink.passage, WordingLink.before, WordingLink.after, number, unseen)
        .join(Edition, Edition.id == WordingLink.edition_id)
        .join(WordingLink.point)
        .join(Point.response)
        .where(WordingLink.round_id == found.round.id, _answered(found))
        .group_by(Edition.number, WordingLink.passage, WordingLink.before, WordingLink.after)
        .order_by(Edition.number, WordingLink.passage, WordingLink.before)
    )
    return [
        {
            "passage": passage, "edition": edition, "before": before, "after": after, "words": "",
            "responses": _single(found, of_all, unread),
        }
        for edition, passage, before, after, of_all, unread in rows
    ]  # fmt: skip


def _told(found: Figures, hidden: Hidden) -> list[dict[str, Any]]:
    tied = sa.exists().where(WordingLink.point_id == Point.id, WordingLink.edition_id.is_not(None)).correlate(Point)
    number, unseen = found.scope.each()
    rows = db.session.execute(
        sa.select(Point.place, Point.change, number, unseen)
        .join(Point.response)
        .where(_answered(found), Point.change != "", sa.not_(tied))
        .group_by(Point.place, Point.change)
        .order_by(sa.desc(number), Point.place, Point.change)
        .limit(MOST)
    )
    return [
        {
            "passage": place, "edition": 0, "before": "", "after": "", "words": hidden.clean_reason(change),
            "responses": _single(found, of_all, unread),
        }
        for place, change, of_all, unread in rows
    ]  # fmt: skip


def in_welsh(found: Figures, hidden: Hidden) -> dict[str, str]:
    """The Welsh of reasons and of changes told in words, by their English."""
    with_welsh = (
        sa.select(sa.func.min(Point.id))
        .join(Point.response)
        .where(_answered(found), Point.welsh.is_not(None))
        .group_by(Point.reason, Point.change)
    )
    rows = db.session.execute(sa.select(Point.reason, Point.change, Point.welsh).where(Point.id.in_(with_welsh)))
    said: dict[str, str] = {}
    for reason, change, welsh in rows:
        for name, english in (("reason", reason), ("change", change)):
            if english and welsh and welsh.get(name):
                said[hidden.clean_reason(english)] = hidden.clean_reason(welsh[name])
    return said


def answers_by_theme(found: Figures, theme_ids: Iterable[int], hidden: Hidden) -> dict[int, list[list[str]]]:
    """What was decided most often on each theme, with its reason."""
    number = sa.func.count(sa.distinct(Point.response_id))
    rank = sa.func.row_number().over(
        partition_by=PointTheme.theme_id, order_by=[sa.desc(number), Point.disposition, Point.reason]
    )
    each = (
        sa.select(PointTheme.theme_id, Point.disposition, Point.reason, rank.label("rank"))
        .join(Point, Point.id == PointTheme.point_id)
        .join(Response, Response.id == Point.response_id)
        .where(PointTheme.theme_id.in_(list(theme_ids)), _answered(found), Point.disposition.is_not(None))
        .group_by(PointTheme.theme_id, Point.disposition, Point.reason)
        .subquery()
    )
    rows = db.session.execute(
        sa.select(each.c.theme_id, each.c.disposition, each.c.reason)
        .where(each.c.rank <= OF_A_THEME)
        .order_by(each.c.theme_id, each.c.rank)
    )
    answers: dict[int, list[list[str]]] = {}
    for theme_id, disposition, reason in rows:
        answers.setdefault(theme_id, []).append([str(disposition), hidden.clean_reason(reason)])
    return answers
