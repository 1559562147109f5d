"""Count what was written: points and distinct texts, campaigns, and how many responses said something in each place."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from app.campaigns.texts import distinct_texts, title_of
from app.extensions import db
from app.figures.counted import Scope
from app.models import Campaign, Point, PointTheme, Response
from workflows.small_numbers import Number


def campaigns(scope: Scope) -> Mapping[str, tuple[str, Number]]:
    """Responses that sent each campaign's text, with its title, the largest first.

    The title is empty where numbers are protected and nobody has named it: it is how somebody's text begins.
    """
    number, unseen = scope.each()
    rows = db.session.execute(
        sa.select(Campaign.id, Campaign.title, Campaign.text, number.label("number"), unseen)
        .join(Point, Point.campaign_id == Campaign.id)
        .join(Response, Response.id == Point.response_id)
        .where(scope.points())
        .group_by(Campaign.id, Campaign.title, Campaign.text)
        .order_by(sa.desc("number"), Campaign.id)
    )
    return {
        str(id_): ("" if scope.threshold and title == title_of(text) else title, Number(of_all, unseen))
        for id_, title, text, of_all, unseen in rows
    }


def who_spoke(scope: Scope) -> dict[str, Number]:
    """How many responses said something in each place: how many distinct texts they sent tells of them."""
    number, unseen = scope.each()
    rows = db.session.execute(
        sa.select(Point.place, number, unseen).join(Point.response).where(scope.points()).group_by(Point.place)
    )
    return {place: Number(of_all, unread) for place, of_all, unread in rows}


@dataclass(frozen=True, slots=True)
class Texts:
    """How many points there are, and how many distinct texts, of all places and of each."""

    points: int
    all: int
    by_place: Mapping[str, int]


def texts(scope: Scope) -> Texts:
    """Points and distinct texts. One campaign may be in several places, where it is one text each."""
    rows = db.session.execute(
        sa.select(Point.place, Point.campaign_id, sa.func.count())
        .join(Point.response)
        .where(scope.points())
        .group_by(Point.place, Point.campaign_id)
    ).all()
    by_place: Counter[str] = Counter()
    for place, campaign, number in rows:
        by_place[place] += number if campaign is None else 1
    alone = sum(number for _, campaign, number in rows if campaign is None)
    together = {campaign for _, campaign, _ in rows} - {None}
    return Texts(sum(number for *_, number in rows), alone + len(together), by_place)


def texts_by_theme(scope: Scope) -> Mapping[str, int]:
    """Distinct texts by theme."""
    rows = db.session.execute(
        sa.select(PointTheme.theme_id, distinct_texts())
        .join(Point, Point.id == PointTheme.point_id)
        .join(Point.response)
        .where(scope.codes())
        .group_by(PointTheme.theme_id)
    )
    return {str(theme): texts for theme, texts in rows}
