"""Write the opening proposal, then send offers: what they say is carried out, and the move passes to the other side."""

import sqlalchemy as sa

from app import clock
from app.agreements import answering, limits, queries
from app.agreements.letters import tell_whose_move, tell_withdrawn
from app.agreements.sides import side_that_negotiates
from app.extensions import db
from app.models import Agreement, Change, Offer, OpeningProposal
from app.perform import perform
from app.permissions import Actor
from app.signing import commands as signing
from workflows.term import Refusal


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


def withdraw(agreement: Agreement, *, reason: str, by: Actor) -> Offer:
    """Take back the offer that one's own side sent last and that is not answered.

    What it said becomes one's own side's unsent offer again, so that nothing typed is lost. Returns the one withdrawn.
    """
    last = queries.standing_offer(agreement)
    what = f"offer {last.number}" if last else ""
    perform(agreement, "withdraw", by=by, what=what, why=reason, reason=reason)
    if last is None:  # the guards let nobody come here
        raise LookupError
    answering.take_back(agreement, last, by=by)
    _write_again(agreement, last, by)
    last.withdrawn_at = clock.now()
    agreement.offer_withdrawn, agreement.waiting_since = True, clock.now()
    db.session.flush()
    signing.issue_version(agreement, f"Offer {last.number} withdrawn: {reason}", by=by)
    tell_withdrawn(agreement, side_that_negotiates(by).other)
    return last


def drop_unsent(agreement: Agreement, by: Actor) -> None:
    """Throw away what one's own side has written and not sent."""
    offer = queries.unsent(agreement, side_that_negotiates(by))
    if offer is not None:
        db.session.execute(sa.delete(Change).where(Change.offer_id == offer.id))
        db.session.expire(offer, ["changes"])
        db.session.delete(offer)
        db.session.flush()


def answered(agreement: Agreement) -> None:
    """Note that the offer on the table has its answer, and can never be withdrawn.

    Not for an offer in return: while that stands the earlier one is not the last, and it waits again once that is
    withdrawn.
    """
    last = queries.standing_offer(agreement)
    if last is not None and last.answered_at is None:
        last.answered_at = clock.now()


def _send(agreement: Agreement, action: str, reason: str, by: Actor) -> Offer:
    side = side_that_negotiates(by)
    number = agreement.offers_sent + 1
    offer = queries.unsent(agreement, side)
    said = answering.said_by(offer.changes) if offer else ""
    what = f"offer {number}: {said}" if said else f"offer {number}"
    perform(agreement, action, by=by, what=what, why=reason, reason=reason)
    offer = offer or answering.begin(agreement, side, by)
    limits.need_not_be_decided(agreement, side)
    wanted = sum(change.term.wanted_by is side.other for change in offer.changes)
    answering.carry_out(agreement, offer, by=by)
    offer.number, offer.reason, offer.price = number, reason, agreement.price
    offer.sent_by_id, offer.sent_at = by.id, clock.now()
    agreement.offers_sent, agreement.waiting_since = number, clock.now()
    agreement.offer_withdrawn = agreement.reopened = False
    db.session.flush()
    signing.issue_version(agreement, reason, by=by)
    tell_whose_move(agreement, wanted_done=wanted)
    return offer


def _write_again(agreement: Agreement, last: Offer, by: Actor) -> None:
    """Leave what a withdrawn offer said in the next one, except on terms of which that says something already."""
    again = queries.unsent(agreement, last.side) or answering.begin(agreement, last.side, by)
    written = {change.term_id for change in again.changes}
    for change in last.changes:
        change.refusal, refusal = Refusal.WITHDRAWN, change.refusal
        if change.term_id in written:
            continue
        again.changes.append(
            Change(
                term=change.term,
                before=answering.as_read(change.term, change.answer),
                after=change.after,
                reason=change.reason,
                answer=change.answer,
                refusal=refusal,
                owner=change.owner,
                until=change.until,
            )
        )
