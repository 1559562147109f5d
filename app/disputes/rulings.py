"""What ends a dispute: a body decides, or the two settle. Either writes its values into the terms."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app import clock
from app.agreements import limits, standing
from app.agreements.terms import put
from app.calendar import add_working_days
from app.disputes import letters, queries
from app.disputes.commands import close, disputed, note
from app.disputes.parties import called, party_of
from app.extensions import db
from app.models import Dispute, Ruling, RulingLine, Term
from app.perform import perform
from app.permissions import SYSTEM, Actor
from app.signing import commands as signing
from workflows.dispute import DisputeState
from workflows.dispute_route import WORKING_DAYS, Body
from workflows.engine import Refused

Values = Mapping[str, Mapping[str, Any]]
"""Cells by the ref of their term."""
BODIES = {
    DisputeState.SUB_COMMITTEE: Body.SUB_COMMITTEE,
    DisputeState.EXECUTIVE: Body.EXECUTIVE,
    DisputeState.EXPERT: Body.EXPERT,
    DisputeState.TRIBUNAL: Body.TRIBUNAL,
    DisputeState.OFFICIAL: Body.OFFICIAL,
}


def decide(dispute: Dispute, *, values: Values, reasons: str, made_on: date, by: Actor) -> Ruling:
    """Record what the body decided on each disputed term, for it, as a signatory who took no part.

    A sub-committee's decision waits for ten working days; every other one is final, and stands in the terms at once.
    Raises NotAllowed or Refused, as when a term is left out.
    """
    body = BODIES.get(dispute.state, Body.EXECUTIVE)
    undecided = tuple(term.ref for term in dispute.terms if term.ref not in values)
    perform(dispute, "decide", by=by, what=f"by the {body}", why=reasons, reason=reasons, undecided=undecided)
    ruling = _rule(dispute, body, values, reasons, made_on, by)
    if dispute.state is DisputeState.SUB_DECIDED:
        dispute.due_on, dispute.moved_at = add_working_days(clock.today(), WORKING_DAYS), clock.now()
        note(dispute, "decided by the commissioning sub-committee", by=by)
        letters.tell_all(dispute, letters.SUB_DECIDED, but=by)
    else:
        _stands(dispute, ruling, by=by)
        letters.tell_all(dispute, letters.DECIDED, but=by)
    return ruling


def take_effect(dispute: Dispute) -> None:
    """Time did it: nobody took the sub-committee's decision further, so it stands in the terms."""
    perform(dispute, "take_effect", by=SYSTEM)
    ruling = queries.last_decision(dispute)
    if ruling is not None:
        _stands(dispute, ruling, by=SYSTEM)
    letters.tell_all(dispute, letters.TOOK_EFFECT)


def propose_settlement(dispute: Dispute, *, values: Values, reasons: str, by: Actor) -> Ruling:
    """Put values for the disputed terms to the other side as a settlement; a new one takes the last one’s place."""
    left_out = [term.ref for term in dispute.terms if term.ref not in values]
    if left_out:
        raise Refused(f"Say what {', '.join(left_out)} is to be.")
    _ensure_within_range(dispute, values, by)
    perform(dispute, "propose_settlement", by=by, why=reasons, reason=reasons)
    earlier = queries.proposed(dispute)
    if earlier is not None:
        earlier.replaced = True
    ruling = _rule(dispute, Body.BOTH_SIDES, values, reasons, clock.today(), by)
    ruling.proposed_by = party_of(dispute, by)
    db.session.flush()
    if ruling.proposed_by is not None:
        letters.tell_others(dispute, ruling.proposed_by, letters.PROPOSED)
    return ruling


def accept_settlement(dispute: Dispute, *, by: Actor) -> None:
    """Accept what the other side proposed: the dispute is settled, and the values stand in the terms."""
    perform(dispute, "accept_settlement", by=by)
    ruling = queries.proposed(dispute)
    if ruling is None:  # the guard has looked already
        raise Refused("Nobody has proposed a settlement yet.")
    _ensure_within_range(dispute, {line.term.ref: line.after for line in ruling.lines}, by)
    _stands(dispute, ruling, by=by)
    letters.tell_all(dispute, letters.SETTLED, but=by)


def _ensure_within_range(dispute: Dispute, values: Values, by: Actor) -> None:
    """A settlement gives values away as an offer does: beyond one's own range only whoever may go there settles."""
    settled = {term.id: {**term.fields, **values[term.ref]} for term in disputed(dispute)}
    limits.ensure_within(dispute.agreement, settled, by=by)


def _rule(dispute: Dispute, body: Body, values: Values, reasons: str, made_on: date, by: Actor) -> Ruling:
    ruling = Ruling(
        dispute_id=dispute.id,
        body=body,
        reasons=reasons,
        made_on=made_on,
        recorded_by_id=by.id,
        recorded_at=clock.now(),
        lines=[_line(term, values[term.ref]) for term in dispute.terms],
    )
    db.session.add(ruling)
    db.session.flush()
    return ruling


def _line(term: Term, cells: Mapping[str, Any]) -> RulingLine:
    return RulingLine(term_id=term.id, before={key: term.fields.get(key) for key in cells}, after=dict(cells))


def _stands(dispute: Dispute, ruling: Ruling, *, by: Actor) -> None:
    """Write the values into the disputed terms, agree them, and issue a version that names the decision."""
    ruling.in_effect_at = clock.now()
    close(dispute)
    agreement, terms = dispute.agreement, disputed(dispute)
    lines = {line.term_id: line for line in ruling.lines}
    for term in terms:
        put(term, lines[term.id].after)
    standing.stand(agreement, terms, "settle", by=by)
    if ruling.body is Body.BOTH_SIDES:
        ended, reason = "settled by agreement", "Settled by both sides"
    else:
        ended, reason = f"decided by the {ruling.body}", f"Decided by the {ruling.body}"
    note(dispute, ended, by=by)
    if terms:
        signing.issue_version(agreement, f"{reason}: {called(dispute)} on {', '.join(t.ref for t in terms)}.", by=by)
