"""What can be done to assure delivery: schedule, submit, send back, review and rate."""

from datetime import date
from typing import Any

from app import chain, clock
from app.actions import commands as actions
from app.assurance import queries
from app.assurance.periods import later, periods
from app.extensions import db
from app.mail import post
from app.models import ActionOrigin, Agreement, Evidence, Return, ReturnKind, Round, Upload
from app.perform import perform
from app.permissions import SYSTEM, Actor
from workflows.deadline import days_late
from workflows.return_ import FAILED, RATINGS, ReturnState


def add_kind(round_: Round, *, by: Actor, **fields: Any) -> ReturnKind:
    """Add a kind of return to the round, for agreements signed from now on."""
    perform(round_, "edit", by=by, what=f"asked for {fields['title']}")
    kind = ReturnKind(round_id=round_.id, **fields)
    db.session.add(kind)
    return kind


def schedule_returns(agreement: Agreement, *, by: Actor) -> list[Return]:
    """The year's returns of a signed agreement, each with its period and due date."""
    scheduled = [
        Return(
            round_id=agreement.round_id,
            agreement_id=agreement.id,
            provider_id=agreement.provider_id,
            state=ReturnState.EXPECTED,
            key=kind.key,
            title=kind.title,
            asks_for="\n".join([kind.covers, *kind.evidence_asked]),
            covers_from=period.first,
            covers_to=period.last,
            due_on=period.due,
        )
        for kind in queries.kinds(agreement.round, agreement.provider.sector)
        for period in periods(kind, agreement.starts_on, agreement.ends_on)
    ]
    db.session.add_all(scheduled)
    db.session.flush()
    for return_ in scheduled:
        chain.created(return_, by=by, action="schedule", fresh=True)
    return scheduled


def write(return_: Return, *, statement: str, self_rating: int | None, by: Actor) -> None:
    """Save the statement and the provider's own rating; nothing is sent."""
    perform(return_, "write", by=by)
    return_.statement, return_.self_rating = statement, self_rating


def attach(
    return_: Return,
    upload: Upload,
    *,
    title: str,
    effective_from: date | None = None,
    effective_to: date | None = None,
    by: Actor,
) -> Evidence:
    """Add a file of evidence, with the period that it is about."""
    perform(return_, "write", by=by, what=f"attached {title}")
    evidence = Evidence(upload=upload, title=title, effective_from=effective_from, effective_to=effective_to)
    return_.evidence.append(evidence)
    db.session.flush()
    return evidence


def detach(return_: Return, evidence: Evidence, *, by: Actor) -> None:
    """Take a file out again before the return is sent."""
    perform(return_, "write", by=by, what=f"removed {evidence.title}")
    return_.evidence.remove(evidence)
    db.session.delete(evidence)


def submit(return_: Return, *, by: Actor) -> None:
    """Send the return for review; late ones are marked with the days."""
    perform(return_, "submit", by=by)
    return_.submitted_at, return_.submitted_by_id = clock.now(), by.id
    return_.late_days = days_late(return_.due_on, clock.now())


def fall_overdue(return_: Return) -> None:
    """Time did it: the return did not come by the day it was due."""
    perform(return_, "fall_overdue", by=SYSTEM)


def send_back(return_: Return, *, reason: str, by: Actor) -> None:
    """Ask the provider for more, and say what."""
    perform(return_, "send_back", by=by, why=reason, reason=reason)
    return_.sent_back_reason = reason
    _tell(return_, "return_sent_back")


def review(return_: Return, *, rating: int | None, conclusion: str, by: Actor) -> None:
    """Conclude on a return and rate it beside the provider's own rating. A failure opens an action plan."""
    perform(return_, "review", by=by, what=_in_words(rating), why=conclusion, conclusion=conclusion)
    return_.rating, return_.conclusion = rating, conclusion
    return_.reviewed_by_id, return_.reviewed_at = by.id, clock.now()
    if rating is not None and rating <= FAILED:
        _plan_actions(return_, by=by)
    _tell(return_, "return_reviewed")


def _plan_actions(return_: Return, *, by: Actor) -> None:
    days, counted_in = queries.action_plan_days()
    again = (
        " This is the second failure, so it goes to a commissioner signatory too."
        if queries.failed_before(return_)
        else ""
    )
    actions.add(
        return_.round,
        origin=ActionOrigin.ASSURANCE,
        text=f"Put right what failed in: {return_.title}.{again}",
        lead=f"{return_.agreement.provider.name}, provider negotiator",
        target_on=later(clock.today(), days, counted_in),
        success="The assurer checks again and rates it 2 or more.",
        by=by,
        return_id=return_.id,
        agreement_id=return_.agreement_id,
        provider_id=return_.provider_id,
    )


def _tell(return_: Return, template: str) -> None:
    """Tell whoever sent it; the letter links to the page and repeats nothing that stands on it."""
    if return_.submitted_by is not None:
        post(
            return_.submitted_by,
            template,
            name=return_.submitted_by.name,
            return_=return_.title,
            provider=return_.agreement.provider.name,
            link=f"/returns/{return_.id}",
        )


def _in_words(rating: int | None) -> str:
    return f"rated {rating}, {RATINGS[rating]}" if rating else "not rated"
