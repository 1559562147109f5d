"""What can be done with rows of action plans, whichever work they come from."""

from datetime import date
from typing import Any

from app import chain
from app.actions import queries
from app.extensions import db
from app.languages.content import set_aside
from app.models import Action, ActionOrigin, Round
from app.perform import ensure, perform
from app.permissions import Actor
from workflows.action import ActionState

PREFIXES = {ActionOrigin.ASSESSMENT: "EA", ActionOrigin.EXCEPTION: "AP", ActionOrigin.ASSURANCE: "AS"}


def add(
    round_: Round,
    *,
    origin: ActionOrigin,
    text: str,
    lead: str,
    target_on: date | None = None,
    review_on: date | None = None,
    success: str = "",
    by: Actor,
    **links: Any,
) -> Action:
    """Plan an action. Without a target date it is ongoing and needs a review date.

    `links` name what it is about: characteristic_id, limb, intention_id, impact_id, agreement_id, return_id and
    provider_id.
    """
    action = Action(
        round=round_,
        ref=queries.next_ref(round_, PREFIXES[origin]),
        origin=origin,
        state=ActionState.PLANNED,
        text=text,
        lead=lead,
        target_on=target_on,
        ongoing=target_on is None,
        review_on=review_on,
        success=success,
        agreed=False,
        **links,
    )
    with db.session.no_autoflush:
        action.round_id = round_.id
        ensure(action, "edit", by)
    db.session.add(action)
    db.session.flush()
    chain.created(action, by=by, what=action.ref)
    return action


def edit(action: Action, *, by: Actor, **fields: Any) -> None:
    """Change what it says, who leads it or when it is due. The plan of an exception is then to be agreed again."""
    perform(action, "edit", by=by)
    action.agreed = action.agreed and action.origin is not ActionOrigin.EXCEPTION
    changed = [name for name, value in fields.items() if getattr(action, name) != value]
    for name, value in fields.items():
        setattr(action, name, value)
    action.welsh = set_aside(action.welsh, changed)
    action.ongoing = action.target_on is None


def agree(action: Action, *, by: Actor) -> None:
    """The commissioner agrees to this plan: an exception may now rest on it."""
    perform(action, "agree", by=by)
    action.agreed = True


def start(action: Action, *, by: Actor) -> None:
    perform(action, "start", by=by)


def finish(action: Action, *, proof: str, by: Actor) -> None:
    """Close it, with what proves that it is done."""
    perform(action, "finish", by=by, why=proof, proof=proof)
    action.proof = proof


def drop(action: Action, *, reason: str, by: Actor) -> None:
    """Decide not to do it, with the reason."""
    perform(action, "drop", by=by, why=reason, reason=reason)
    action.progress = reason
