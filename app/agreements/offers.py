"""Write an offer privately, then send it: its changes become what is on the table."""

from collections.abc import Mapping
from typing import Any

from app import clock
from app.agreements import queries
from app.agreements.letters import tell_whose_move
from app.agreements.terms import put
from app.extensions import db
from app.models import Agreement, Change, Offer, OpeningProposal, Term
from app.perform import ensure, perform
from app.permissions import Actor
from app.signing import commands as signing
from workflows.agreement import Side
from workflows.engine import NotAllowed, Refused


def write_opening(
    agreement: Agreement, *, need_profile: str, rationale: str, subcontracting: str, delivery_plan: str, by: Actor
) -> OpeningProposal:
    """Save the provider's opening proposal as far as it is written; it leaves with their first offer."""
    perform(agreement, "write_opening", by=by)
    opening = agreement.opening
    if opening is None:
        opening = OpeningProposal()
        agreement.opening = opening
    opening.need_profile, opening.rationale = need_profile, rationale
    opening.subcontracting, opening.delivery_plan = subcontracting, delivery_plan
    db.session.flush()
    return opening


def write_change(agreement: Agreement, term: Term, *, fields: Mapping[str, Any], reason: str, by: Actor) -> Change:
    """Put a term into one's own side's offer: the cells that are to differ, and why.

    Raises Refused when nothing would differ from what is on the table.
    """
    side = _side(by)
    ensure(agreement, "write_offer", by)
    after = {key: value for key, value in fields.items() if _differs(term.fields.get(key), value)}
    if not after:
        raise Refused(f"{term.ref} already says this. Change a value, or leave the term as it is.")
    perform(agreement, "write_offer", by=by, what=f"changes {term.ref}")
    offer = queries.unsent(agreement, side) or _begin(agreement, side, by)
    change = next((change for change in offer.changes if change.term_id == term.id), None)
    if change is None:
        change = Change(term=term, after=after, reason=reason)
        offer.changes.append(change)
    change.after, change.reason = after, reason
    db.session.flush()
    return change


def remove_change(agreement: Agreement, term: Term, *, by: Actor) -> None:
    """Leave a term as it is on the table after all."""
    perform(agreement, "write_offer", by=by, what=f"leaves {term.ref} as it is")
    offer = queries.unsent(agreement, _side(by))
    for change in [change for change in offer.changes if change.term_id == term.id] if offer else []:
        db.session.delete(change)
    db.session.flush()
    if offer:
        db.session.expire(offer, ["changes"])


def send(agreement: Agreement, *, by: Actor, reason: str = "") -> Offer:
    """Send the draft to the provider: it is the commissioner's first offer."""
    return _send(agreement, "send", reason or "First draft for this provider.", by)


def propose(agreement: Agreement, *, reason: str, by: Actor) -> Offer:
    """Send the provider's first offer, with their opening proposal."""
    offer = _send(agreement, "propose", reason, by)
    if agreement.opening is not None:
        agreement.opening.submitted_at = clock.now()
    return offer


def counter(agreement: Agreement, *, reason: str, by: Actor) -> Offer:
    """Answer what is on the table with an offer of one's own."""
    return _send(agreement, "counter", reason, by)


def _send(agreement: Agreement, action: str, reason: str, by: Actor) -> Offer:
    side = _side(by)
    number = agreement.offers_sent + 1
    perform(agreement, action, by=by, what=f"offer {number}", why=reason, reason=reason)
    offer = queries.unsent(agreement, side) or _begin(agreement, side, by)
    for change in offer.changes:
        change.before = {key: change.term.fields.get(key) for key in change.after}
        put(change.term, change.after)
    offer.number, offer.reason, offer.price = number, reason, agreement.price
    offer.sent_by_id, offer.sent_at = by.id, clock.now()
    agreement.offers_sent, agreement.waiting_since = number, clock.now()
    db.session.flush()
    signing.issue_version(agreement, reason, by=by)
    tell_whose_move(agreement)
    return offer


def _differs(before: Any, after: Any) -> bool:
    """A cell that was never filled and one that is empty say the same."""
    return ("" if before is None else before) != ("" if after is None else after)


def _begin(agreement: Agreement, side: Side, by: Actor) -> Offer:
    offer = Offer(agreement=agreement, side=side, written_by_id=by.id, changes=[])
    db.session.add(offer)
    return offer


def _side(by: Actor) -> Side:
    side = queries.side_of(by)
    if side is None:
        raise NotAllowed("Offers are made by the commissioner and the provider.")
    return side
