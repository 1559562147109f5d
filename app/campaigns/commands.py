"""What can be done about campaigns: look for them, rename one, add a point or take one out, break one up."""

import sqlalchemy as sa

from app import clock, jobs
from app.campaigns.likeness import DEFAULT, Thresholds
from app.campaigns.queries import job_of, unfinished
from app.campaigns.words import added
from app.campaigns.work import words_of_campaign
from app.extensions import db
from app.models import Campaign, CampaignSearch, LeftOut, Person, Point, Round
from app.models.point_words import words_of
from app.perform import perform


def look(round_: Round, *, by: Person, thresholds: Thresholds = DEFAULT) -> CampaignSearch:
    """Have the round's points looked through in the background. While one search goes on, no other begins."""
    going_on = unfinished(round_)
    if going_on is not None:
        return going_on
    search = CampaignSearch(
        round_id=round_.id,
        asked_by_id=by.id,
        asked_at=clock.now(),
        shingle=thresholds.shingle,
        similarity=thresholds.similarity,
        least_words=thresholds.least_words,
        least_responses=thresholds.least_responses,
    )
    db.session.add(search)
    db.session.flush()
    jobs.enqueue("find_campaigns", key=job_of(search), search_id=search.id)
    return search


def rename(campaign: Campaign, *, title: str, by: Person) -> None:
    """Call it by another name. Raises Refused without one."""
    perform(campaign, "rename", by=by, what=f"from “{campaign.title}” to “{title}”", title=title)
    campaign.title = title


def add_point(campaign: Campaign, point: Point, *, by: Person) -> None:
    """Count a point with this campaign, and with none other. A later search does not take it away."""
    if point.campaign_id == campaign.id:
        return
    perform(campaign, "add_point", by=by, what=f"point {point.id}, {point.place}")
    if point.campaign_id is not None:
        _leave(point, by=by)
    db.session.execute(sa.delete(LeftOut).where(LeftOut.point_id == point.id, LeftOut.campaign_id == campaign.id))
    point.campaign_id = campaign.id
    point.own_words = added(words_of_campaign(campaign), words_of(point.text))


def take_point_out(campaign: Campaign, point: Point, *, by: Person) -> None:
    """Let a point stand for itself: it is a text of its own. No later search puts it back."""
    if point.campaign_id != campaign.id:
        return
    perform(campaign, "take_point_out", by=by, what=f"point {point.id}, {point.place}")
    _leave(point, by=by)


def break_up(campaign: Campaign, *, by: Person) -> None:
    """Let every point of it stand for itself, for good: no later search makes this campaign again."""
    perform(campaign, "break_up", by=by)
    now = sa.literal(clock.now(), LeftOut.at.type)
    of_it = sa.select(Point.id, sa.literal(campaign.id), sa.literal(by.id), now).where(Point.campaign_id == campaign.id)
    db.session.execute(sa.insert(LeftOut).from_select(["point_id", "campaign_id", "by_id", "at"], of_it))
    free = sa.update(Point).where(Point.campaign_id == campaign.id).values(campaign_id=None, own_words=None)
    db.session.execute(free, execution_options={"synchronize_session": "fetch"})


def _leave(point: Point, *, by: Person) -> None:
    db.session.add(LeftOut(point_id=point.id, campaign_id=point.campaign_id, by_id=by.id, at=clock.now()))
    point.campaign_id = point.own_words = None
