"""The campaigns of a round with their numbers, the points of one, and how the last look for campaigns went."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import jobs
from app.campaigns.likeness import DEFAULT, likeness, shingles
from app.campaigns.words import OWN_WORDS, compared
from app.documents.differences import Runs
from app.extensions import db
from app.jobs import Progress
from app.models import Campaign, CampaignSearch, Person, Point, Response, Round
from app.models.point_words import words_of
from app.permissions import responses_seen_by
from workflows.campaign import CampaignState
from workflows.point import GONE

AT_ONCE = 25


@dataclass(frozen=True, slots=True)
class Counted:
    """A campaign with how many points and responses it has, and how many points add words of their own."""

    campaign: Campaign
    points: int
    responses: int
    with_own_words: int


@dataclass(frozen=True, slots=True)
class OneOf:
    """A point of a campaign beside the shared text: what stayed, what this person added, what they left out."""

    point: Point
    runs: Runs

    @property
    def is_the_same(self) -> bool:
        return all(run.kind == "same" for run in self.runs)


@dataclass(frozen=True, slots=True)
class Page:
    """Some of a campaign's points, those with the most words of their own first; `after` is where the next begin."""

    points: Sequence[OneOf]
    after: str


def of_round(round_: Round, *, seen_by: Person) -> list[Counted]:
    """The campaigns that stand, the largest first."""
    rows = db.session.execute(_counted(round_, seen_by).order_by(sa.desc("points"), Campaign.id))
    return [Counted(*row) for row in rows]


def get(round_: Round, campaign_id: int, *, seen_by: Person) -> Counted:
    """One campaign of a round with its numbers, broken up or not, or NoResultFound."""
    found = db.session.execute(_counted(round_, seen_by, every=True).where(Campaign.id == campaign_id)).one()
    return Counted(*found)


def _counted(round_: Round, seen_by: Person, *, every: bool = False) -> sa.Select[Any]:
    theirs = sa.select(Response.id).where(responses_seen_by(seen_by), Response.round_id == round_.id)
    belongs = sa.and_(Point.campaign_id == Campaign.id, Point.state.not_in(GONE), Point.response_id.in_(theirs))
    adds = sa.case((Point.own_words >= OWN_WORDS, 1), else_=0)
    found = (
        sa.select(
            Campaign,
            sa.func.count(Point.id).label("points"),
            sa.func.count(Point.response_id.distinct()),
            sa.func.coalesce(sa.func.sum(adds), 0),
        )
        .outerjoin(Point, belongs)
        .where(Campaign.round_id == round_.id)
        .group_by(Campaign.id)
    )
    return found if every else found.where(Campaign.state == CampaignState.STANDING)


def points_of(campaign: Campaign, *, seen_by: Person, after: str = "", only_own: bool = False) -> Page:
    """A page of its points, each compared with the shared text."""
    own = sa.func.coalesce(Point.own_words, 0)
    found = (
        sa.select(Point)
        .join(Point.response)
        .where(Point.campaign_id == campaign.id, Point.state.not_in(GONE), responses_seen_by(seen_by))
        .options(joinedload(Point.response))
        .order_by(own.desc(), Point.id)
        .limit(AT_ONCE + 1)
    )
    if only_own:
        found = found.where(own >= OWN_WORDS)
    first, _, second = after.partition(".")
    if first.isdecimal() and second.isdecimal() and max(len(first), len(second)) < 10:
        found = found.where(sa.or_(own < int(first), sa.and_(own == int(first), Point.id > int(second))))
    points = list(db.session.scalars(found))
    shown = [OneOf(point, compared(campaign.text, point.text)) for point in points[:AT_ONCE]]
    last = points[AT_ONCE - 1] if len(points) > AT_ONCE else None
    return Page(shown, f"{last.own_words or 0}.{last.id}" if last else "")


def alike(point: Point) -> list[tuple[Campaign, int]]:
    """The campaigns that stand in the point's round, the most like it first, each with its likeness in percent."""

    standing = sa.select(Campaign).where(Campaign.round_id == point.round_id, Campaign.state == CampaignState.STANDING)
    said = shingles(" ".join(words_of(point.text)), DEFAULT.shingle)
    found = [
        (each, round(100 * likeness(said, shingles(" ".join(words_of(each.text)), DEFAULT.shingle))))
        for each in db.session.scalars(standing)
    ]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].title, pair[0].id))


def newest_search(round_: Round) -> CampaignSearch | None:
    """The last look for campaigns, done or not."""
    return db.session.scalars(
        sa.select(CampaignSearch)
        .where(CampaignSearch.round_id == round_.id)
        .options(joinedload(CampaignSearch.asked_by))
        .order_by(CampaignSearch.id.desc())
        .limit(1)
    ).first()


def unfinished(round_: Round) -> CampaignSearch | None:
    """A look for campaigns that goes on."""
    search = newest_search(round_)
    return search if search is not None and progress(search).state in ("waiting", "working") else None


def progress(search: CampaignSearch) -> Progress:
    """How far a look is. Its own row says so once it is finished, because jobs are forgotten after a while."""
    if search.finished_at:
        return Progress("done", 1, 1)
    return jobs.progress(job_of(search)) or Progress("failed")


def job_of(search: CampaignSearch) -> str:
    return f"campaign search {search.id}"
