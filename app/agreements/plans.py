"""Plan what will be done instead, where an agreement makes an exception from a mandatory minimum."""

from datetime import date

from app.actions import commands as actions
from app.models import Action, ActionOrigin, Agreement
from app.perform import ensure, perform
from app.permissions import Actor


def plan_action(
    agreement: Agreement,
    *,
    text: str,
    lead: str,
    target_on: date | None = None,
    review_on: date | None = None,
    success: str = "",
    by: Actor,
) -> Action:
    """Plan an action for an exception. Both sides read it as soon as it is saved, the provider once the draft is sent.

    An exception may rest on it when the commissioner has agreed to it (domain, "exceptions").
    """
    ensure(agreement, "plan_action", by)
    plan = actions.add(
        agreement.round,
        origin=ActionOrigin.EXCEPTION,
        text=text,
        lead=lead,
        target_on=target_on,
        review_on=review_on,
        success=success,
        agreement_id=agreement.id,
        provider_id=agreement.provider_id,
        by=by,
    )
    perform(agreement, "plan_action", by=by, what=plan.ref)
    return plan
