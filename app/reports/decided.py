"""What a report says was decided: changes made, points not accepted with their reasons, and the answer to each theme.

Counted in the database: a round may have three hundred thousand points.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from app.extensions import db
from app.models import Edition, Point, PointTheme, Response, Round, WordingLink
from app.published.masks import TakenOut, without
from app.published.queries import ALLOWS
from workflows import small_numbers
from workflows.point import Disposition, PointState
from workflows.small_numbers import Number

ANSWERED = (PointState.ANSWERED, PointState.APPROVED, PointState.RELEASED)
MOST = 150
"""Reasons, and changes told in words, that a report lists: those that answer the most responses."""
OF_A_THEME = 4
_UNSEEN = sa.case((Response.permission.in_(ALLOWS), None), else_=Response.id)
_NUMBERS = (sa.func.count(sa.distinct(Response.id)), sa.func.count(sa.distinct(_UNSEEN)))


def refusals(round_: Round, threshold: int, anywhere: Sequence[TakenOut]) -> list[dict[str, Any]]:
    """Reasons for which points were not accepted, in each place, with how many responses each answers.

    The popular ones first, for whoever refuses many owes them a reason; a small number is not told.
    """
    rows = db.session.execute(
        sa.select(Point.place, Point.reason, *_NUMBERS)
        .join(Point.response)
        .where(Point.round_id == round_.id, Point.disposition == Disposition.NOT_ACCEPTED, Point.state.in_(ANSWERED))
        .group_by(Point.place, Point.reason)
        .order_by(sa.desc(_NUMBERS[0]), Point.place, Point.reason)
        .limit(MOST)
    )
    return [
        {
            "place": place,
            "reason": without(reason, anywhere),
            "responses": small_numbers.single(Number(number, unseen), threshold),
        }
        for place, reason, number, unseen in rows
    ]


def changes(round_: Round, threshold: int, anywhere: Sequence[TakenOut]) -> list[dict[str, Any]]:
    """What feedback changed: the exact words before and after where they are tied to points, else as answers say it."""
    return [*_tied(round_, threshold), *_told(round_, threshold, anywhere)]


def _tied(round_: Round, threshold: int) -> list[dict[str, Any]]:
    rows = db.session.execute(
        sa.select(Edition.number, WordingLink.passage, WordingLink.before, WordingLink.after, *_NUMBERS)
        .join(Edition, Edition.id == WordingLink.edition_id)
        .join(WordingLink.point)
        .join(Point.response)
        .where(WordingLink.round_id == round_.id, Point.state.in_(ANSWERED))
        .group_by(Edition.number, WordingLink.passage, WordingLink.before, WordingLink.after)
        .order_by(Edition.number, WordingLink.passage, WordingLink.before)
    )
    return [
        {
            "passage": passage, "edition": edition, "before": before, "after": after, "words": "",
            "responses": small_numbers.single(Number(number, unseen), threshold),
        }
        for edition, passage, before, after, number, unseen in rows
    ]  # fmt: skip


def _told(round_: Round, threshold: int, anywhere: Sequence[TakenOut]) -> list[dict[str, Any]]:
    tied = sa.exists().where(WordingLink.point_id == Point.id, WordingLink.edition_id.is_not(None)).correlate(Point)
    rows = db.session.execute(
        sa.select(Point.place, Point.change, *_NUMBERS)
        .join(Point.response)
        .where(Point.round_id == round_.id, Point.change != "", Point.state.in_(ANSWERED), sa.not_(tied))
        .group_by(Point.place, Point.change)
        .order_by(sa.desc(_NUMBERS[0]), Point.place, Point.change)
        .limit(MOST)
    )
    return [
        {
            "passage": place, "edition": 0, "before": "", "after": "", "words": without(change, anywhere),
            "responses": small_numbers.single(Number(number, unseen), threshold),
        }
        for place, change, number, unseen in rows
    ]  # fmt: skip


def answers_by_theme(theme_ids: Iterable[int], anywhere: Sequence[TakenOut]) -> dict[int, list[list[str]]]:
    """What was decided most often on each theme, with its reason."""
    number = sa.func.count(sa.distinct(Point.response_id))
    rank = sa.func.row_number().over(
        partition_by=PointTheme.theme_id, order_by=[sa.desc(number), Point.disposition, Point.reason]
    )
    each = (
        sa.select(PointTheme.theme_id, Point.disposition, Point.reason, rank.label("rank"))
        .join(Point, Point.id == PointTheme.point_id)
        .where(PointTheme.theme_id.in_(list(theme_ids)), Point.state.in_(ANSWERED), Point.disposition.is_not(None))
        .group_by(PointTheme.theme_id, Point.disposition, Point.reason)
        .subquery()
    )
    rows = db.session.execute(
        sa.select(each.c.theme_id, each.c.disposition, each.c.reason)
        .where(each.c.rank <= OF_A_THEME)
        .order_by(each.c.theme_id, each.c.rank)
    )
    found: dict[int, list[list[str]]] = {}
    for theme_id, disposition, reason in rows:
        found.setdefault(theme_id, []).append([str(disposition), without(reason, anywhere)])
    return found
