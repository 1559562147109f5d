"""What can be done to an agreement, from its first draft to agreement in principle; signing follows in app/signing."""

import sqlalchemy as sa

from app import clock
from app.agreements import queries
from app.agreements.drafting import add_standard_term, draft_agreements, edit_standard_term, load_template
from app.agreements.letters import tell_whose_move
from app.agreements.offers import counter, propose, remove_change, send, write_change, write_opening
from app.agreements.plans import plan_action
from app.agreements.terms import add_term, edit_term, remove_term
from app.extensions import db
from app.models import Agreement, Change, Excuse, Intention, Term
from app.perform import perform
from app.permissions import Actor
from app.signing import commands as signing

__all__ = [
    "accept",
    "add_standard_term",
    "add_term",
    "allow_excess",
    "counter",
    "draft_agreements",
    "edit_standard_term",
    "edit_term",
    "excuse",
    "load_template",
    "plan_action",
    "propose",
    "remove_change",
    "remove_term",
    "reopen",
    "send",
    "write_change",
    "write_opening",
]


def accept(agreement: Agreement, *, by: Actor) -> None:
    """Accept what is on the table: agreed in principle, and its exact text fixed. An offer being written is dropped."""
    perform(agreement, "accept", by=by, what=f"offer {agreement.offers_sent}")
    _drop_unsent(agreement, by)
    agreement.waiting_since = clock.now()
    signing.fix_text(agreement, by=by)
    tell_whose_move(agreement)


def reopen(agreement: Agreement, *, reason: str, by: Actor) -> None:
    """Take an agreed text back to one's own side to change it; voids the approvals and signatures of both."""
    perform(agreement, "reopen", by=by, why=reason, reason=reason)
    agreement.waiting_since = clock.now()
    signing.void(agreement, by=by)


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


def _drop_unsent(agreement: Agreement, by: Actor) -> None:
    side = queries.side_of(by)
    offer = queries.unsent(agreement, side) if side else None
    if offer is not None:
        db.session.execute(sa.delete(Change).where(Change.offer_id == offer.id))
        db.session.expire(offer, ["changes"])
        db.session.delete(offer)
        db.session.flush()
