"""Forget what the privacy page says we do not keep: responses never sent, and after two years who sent the others."""

from datetime import datetime

import sqlalchemy as sa

from app import chain, clock
from app.extensions import db
from app.imports import retention as imports
from app.models import Entry, Response, Round, Upload, View
from app.permissions import SYSTEM
from app.published.commands import keep_names_out
from app.rooms import forgetting as teams
from app.stakeholders import ties
from workflows.engine import Step
from workflows.response import ResponseState
from workflows.round import RoundState

YEARS = 2
NO_NAME = "Name no longer kept"


def forget(_task: object = None) -> None:
    """Do both for every round that has closed, once; how many stands on the round's timeline. A daily job."""
    for round_ in db.session.scalars(sa.select(Round).where(Round.state == RoundState.CLOSED).order_by(Round.id)):
        _note(round_, "forget_drafts", forget_drafts(round_), "never sent")
        if _closed_at(round_) <= _years_before(clock.now()):
            _note(round_, "forget_names", forget_names(round_), "without the name, email address and original")


def forget_drafts(round_: Round) -> int:
    """Delete the responses to this round that were started and never sent. Returns how many there were."""
    drafts = sa.select(Response).where(Response.round_id == round_.id, Response.state == ResponseState.DRAFT)
    found = list(db.session.scalars(drafts))
    _delete_views([one.id for one in found])
    teams.forget([one.id for one in found])
    imports.forget_letters([one.id for one in found])
    for one in found:
        _delete_original(one)
        db.session.delete(one)
    db.session.flush()
    return len(found)


def forget_names(round_: Round) -> int:
    """Take the sender's name, address, account and original off each response. Returns how many had one.

    Where they stand in words that are published without a name, they are marked first, to be left out for good.
    """
    keep_names_out(round_)
    named = sa.select(Response).where(Response.round_id == round_.id, Response.name != NO_NAME)
    found = list(db.session.scalars(named))
    imports.forget(round_)
    for one in found:
        one.name, one.email, one.person_id = NO_NAME, "", None
        _delete_original(one)
    ties.forget(round_)
    teams.forget_names(round_)
    db.session.flush()
    return len(found)


def _delete_views(response_ids: list[int]) -> None:
    db.session.execute(sa.delete(View).where(View.response_id.in_(response_ids)))


def _delete_original(response: Response) -> None:
    upload_id, response.original_id = response.original_id, None
    if upload_id is not None:
        db.session.flush()
        db.session.execute(sa.delete(Upload).where(Upload.id == upload_id))


def _closed_at(round_: Round) -> datetime:
    """When the round closed; now, where its timeline does not say."""
    closing = sa.select(sa.func.max(Entry.at)).where(
        Entry.chain == f"round {round_.id}", Entry.dest == RoundState.CLOSED, Entry.source != RoundState.CLOSED
    )
    return db.session.scalar(closing) or clock.now()


def _years_before(moment: datetime) -> datetime:
    day = moment.day if (moment.month, moment.day) != (2, 29) else 28
    return moment.replace(year=moment.year - YEARS, day=day)


def _note(round_: Round, action: str, count: int, what: str) -> None:
    if count:
        step = Step(action, round_.state, round_.state)
        chain.append(round_, step, by=SYSTEM, what=f"{count} {'response' if count == 1 else 'responses'} {what}")
