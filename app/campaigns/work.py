"""Look for the campaigns of a round: the job. It reads beside everybody's work, then saves what it found at once."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import sqlalchemy as sa

from app import chain, clock
from app.campaigns.likeness import Thresholds
from app.campaigns.looking import Decided, Found, Said, look
from app.campaigns.texts import title_of
from app.campaigns.words import added
from app.extensions import db, reading
from app.jobs import Task
from app.models import Campaign, CampaignSearch, LeftOut, Point, PointWords
from app.models.point_words import words_of
from app.perform import perform
from app.permissions import SYSTEM
from app.searching.indexing import index_missing
from app.wording import plural
from workflows.campaign import CampaignState
from workflows.point import GONE

AT_ONCE = 1_000
"""Rows of one statement."""


def find(task: Task, search_id: int) -> None:
    """Group the round's near-identical texts. A second try begins anew."""
    search = db.session.get_one(CampaignSearch, search_id)
    index_missing(search.round_id)
    db.session.commit()
    with reading():
        search = db.session.get_one(CampaignSearch, search_id)
        said = _said(search.round_id)
        found, texts = look(said, _decided(search.round_id), _thresholds(search), report=task.report)
    search = db.session.get_one(CampaignSearch, search_id)
    search.points, search.texts, search.finished_at = len(said), texts, clock.now()
    search.campaigns = sum(each.campaign_id is None for each in found)
    words = {each.id: each.words for each in said}
    search.grouped = sum(_group(search, each, words) for each in found)


def _thresholds(search: CampaignSearch) -> Thresholds:
    return Thresholds(search.shingle, search.similarity, search.least_words, search.least_responses)


def _said(round_id: int) -> list[Said]:
    rows = db.session.execute(
        sa.select(Point.id, Point.response_id, PointWords.words, Point.campaign_id)
        .join(PointWords, PointWords.point_id == Point.id)
        .where(Point.round_id == round_id, Point.state.not_in(GONE))
        .order_by(Point.received_at, Point.id)
    )
    return [Said(*row) for row in rows]


def _decided(round_id: int) -> Decided:
    left_out: dict[int, set[int]] = {}
    broken_up: set[int] = set()
    for point_id, campaign_id, state in db.session.execute(
        sa.select(LeftOut.point_id, LeftOut.campaign_id, Campaign.state)
        .join(Campaign, Campaign.id == LeftOut.campaign_id)
        .where(Campaign.round_id == round_id)
    ):
        left_out.setdefault(point_id, set()).add(campaign_id)
        if state is CampaignState.BROKEN_UP:
            broken_up.add(campaign_id)
    return Decided(left_out, broken_up)


def _group(search: CampaignSearch, found: Found, words: dict[int, str]) -> int:
    """Put points into their campaign, unless an analyst has been quicker; returns how many."""
    if found.campaign_id is None:
        campaign = _made(search, found)
    else:
        campaign = db.session.get_one(Campaign, found.campaign_id)
        if campaign.state is CampaignState.BROKEN_UP:
            return 0
    number = join(campaign, found.points, words)
    if found.campaign_id is not None and number:
        perform(campaign, "grow", by=SYSTEM, what=f"{plural(number, 'point')} added")
    return number


def _made(search: CampaignSearch, found: Found) -> Campaign:
    text = db.session.scalars(sa.select(Point.text).where(Point.id == found.centre)).one()
    campaign = Campaign(round_id=search.round_id, title=title_of(text), text=text, found_at=clock.now())
    db.session.add(campaign)
    db.session.flush()
    chain.created(campaign, by=SYSTEM, what=plural(len(found.points), "point"), action="find", fresh=True)
    return campaign


def join(campaign: Campaign, ids: Sequence[int], words: dict[int, str]) -> int:
    """Put points that are in no campaign into this one, with how many words each adds to its text."""
    shared = words_of_campaign(campaign)
    by_number: dict[int, list[int]] = {}
    for id_ in ids:
        by_number.setdefault(added(shared, words[id_].split(" ")), []).append(id_)
    out = sa.select(LeftOut.point_id).where(LeftOut.campaign_id == campaign.id)
    total = 0
    for own_words, same in by_number.items():
        for some in _batches(same):
            free = sa.update(Point).where(Point.id.in_(some), Point.campaign_id.is_(None), Point.id.not_in(out))
            done: Any = db.session.execute(
                free.values(campaign_id=campaign.id, own_words=own_words),
                execution_options={"synchronize_session": False},
            )
            total += done.rowcount
    return total


def words_of_campaign(campaign: Campaign) -> list[str]:
    """The shared text as searches see it."""

    return words_of(campaign.text)


def _batches(ids: Iterable[int]) -> Iterator[list[int]]:
    left = iter(ids)
    while some := list(islice(left, AT_ONCE)):
        yield some
