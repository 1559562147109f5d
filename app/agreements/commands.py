"""What can be done to an agreement, from its first draft to agreement in principle; signing follows in app/signing."""

import sqlalchemy as sa

from app import clock
from app.agreements import limits, standing
from app.agreements.answering import answer, remove_change, write_change
from app.agreements.drafting import add_standard_term, draft_agreements, edit_standard_term, load_template
from app.agreements.letters import tell_whose_move
from app.agreements.offers import answered, counter, drop_unsent, propose, send, withdraw, write_opening
from app.agreements.plans import plan_action
from app.agreements.reopening import ask_to_reopen, keep_agreed, reopen, reopen_term
from app.agreements.sides import side_that_negotiates
from app.agreements.templates import move_template
from app.agreements.terms import add_term, edit_term, remove_term
from app.extensions import db
from app.models import Agreement, Excuse, Intention, Term
from app.perform import perform
from app.permissions import Actor
from app.signing import commands as signing
from workflows.term import SETTLED

__all__ = [
    "accept",
    "add_standard_term",
    "add_term",
    "allow_excess",
    "answer",
    "ask_to_reopen",
    "counter",
    "draft_agreements",
    "edit_standard_term",
    "edit_term",
    "excuse",
    "keep_agreed",
    "load_template",
    "move_template",
    "plan_action",
    "propose",
    "remove_change",
    "remove_term",
    "reopen",
    "reopen_term",
    "send",
    "withdraw",
    "write_change",
    "write_opening",
]


def accept(agreement: Agreement, *, by: Actor) -> None:
    """Accept everything on the table: agreed in principle, its exact text fixed, an unsent offer dropped."""
    perform(agreement, "accept", by=by, what=f"everything on the table, after offer {agreement.offers_sent}")
    drop_unsent(agreement, by)
    answered(agreement)
    limits.need_not_be_decided(agreement, side_that_negotiates(by))
    standing.stand_together(agreement, Term.state.not_in(SETTLED), "accept", by=by, whole=True)
    agreement.waiting_since = clock.now()
    signing.fix_text(agreement, by=by)
    tell_whose_move(agreement)


def excuse(agreement: Agreement, intention: Intention, *, reason: str, by: Actor) -> Excuse:
    """Say why an intention that applies to this provider has no term. Saying it again replaces the reason."""
    perform(agreement, "excuse", by=by, what=f"excuses {intention.ref}", why=reason, reason=reason)
    found = db.session.scalars(
        sa.select(Excuse).where(Excuse.agreement_id == agreement.id, Excuse.intention_id == intention.id)
    ).first()
    if found is None:
        found = Excuse(agreement_id=agreement.id, intention_id=intention.id, reason=reason)
        db.session.add(found)
    found.reason = reason
    db.session.flush()
    return found


def allow_excess(term: Term, *, reason: str, by: Actor) -> None:
    """Let a target stand above its potential referrals, as a signatory who did not negotiate (domain §7)."""
    perform(term.agreement, "allow_excess", by=by, what=f"allows more in {term.ref}", why=reason, reason=reason)
    term.excess_reason, term.excess_approved_by_id = reason, by.id
