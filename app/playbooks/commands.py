"""Keep a playbook, ask for leave to go beyond it, and give or decline that leave."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from app import chain, clock
from app.agreements import limits as bounds
from app.agreements.sides import side_that_negotiates
from app.extensions import db
from app.models import Agreement, Clearance, PlaybookLine, StandardTerm, Term
from app.perform import ensure, perform
from app.permissions import Actor
from app.playbooks import letters, queries
from workflows.agreement import Side
from workflows.clearance import ClearanceState, Step
from workflows.engine import Refused
from workflows.playbook import Approver, Kept
from workflows.roles import Role


def write_for_term(
    term: Term,
    *,
    by: Actor,
    opening: str = "",
    limits: Mapping[str, Any] | None = None,
    walk_away: str = "",
    approver_role: Role | None = None,
    approver_id: int | None = None,
) -> PlaybookLine:
    """Keep where one's own side stands on one term of one agreement. Raises NotAllowed for who may not write it.

    `limits` is the range by column (workflows/playbook.py); without an approver a signatory of the side may go beyond.
    """
    side, agreement = side_that_negotiates(by), term.agreement
    line = queries.own_line(term, side) or PlaybookLine(
        round_id=agreement.round_id, provider_id=agreement.provider_id, side=side, term_id=term.id, state=Kept.KEPT
    )
    kept = {"opening": opening, "limits": dict(limits or {}), "walk_away": walk_away}
    return _write(line, term.ref, by, approver_role=approver_role, approver_id=approver_id, **kept)


def write_for_round(
    standard_term: StandardTerm,
    *,
    by: Actor,
    opening: str = "",
    limits: Mapping[str, Any] | None = None,
    walk_away: str = "",
    approver_role: Role | None = None,
    approver_id: int | None = None,
) -> PlaybookLine:
    """Keep where the commissioner stands on a standard term, for every agreement of the round that has it."""
    line = queries.line_of_standard(standard_term) or PlaybookLine(
        round_id=standard_term.round_id,
        side=Side.COMMISSIONER,
        standard_term_id=standard_term.id,
        state=Kept.KEPT,
    )
    kept = {"opening": opening, "limits": dict(limits or {}), "walk_away": walk_away}
    return _write(line, standard_term.ref, by, approver_role=approver_role, approver_id=approver_id, **kept)


def _write(line: PlaybookLine, ref: str, by: Actor, **kept: Any) -> PlaybookLine:
    if line.id is None:
        ensure(line, "write", by)
        db.session.add(line)
        db.session.flush()
    perform(line, "write", by=by, what=ref)
    for name, value in kept.items():
        setattr(line, name, value)
    db.session.flush()
    return line


def ask(agreement: Agreement, step: Step, *, reason: str, by: Actor) -> list[Clearance]:
    """Ask each person who may go beyond the range to approve exactly this step, as it stands now.

    Raises NotAllowed, or Refused when nothing goes beyond, or exactly this has been asked for already.
    """
    side = side_that_negotiates(by)
    now = bounds.of_step(agreement, step, side)
    if not now.sentences():
        raise Refused("Nothing in it goes beyond your side’s range, so nobody has to approve it.")
    if not now.to_ask:
        raise Refused("Approval of exactly this has been asked for already. It waits for an answer.")
    refs = ", ".join(dict.fromkeys(one.ref for who in now.to_ask for one in now.by_approver()[who]))
    perform(agreement, "ask_approval", by=by, what=f"for {refs}", reason=reason)
    bounds.lapse(agreement, side, step, but=now.digest)
    return [_ask(agreement, now, who, reason, by) for who in now.to_ask]


def _ask(agreement: Agreement, now: bounds.Overstep, who: Approver, reason: str, by: Actor) -> Clearance:
    made = Clearance(
        round_id=agreement.round_id,
        provider_id=agreement.provider_id,
        agreement=agreement,
        side=side_that_negotiates(by),
        state=ClearanceState.ASKED,
        step=now.step,
        digest=now.digest,
        beyond=[_shown(one) for one in now.by_approver()[who]],
        reason=reason,
        approver_id=who.person_id,
        approver_role=who.role,
        asked_by_id=by.id,
        asked_at=clock.now(),
    )
    db.session.add(made)
    db.session.flush()
    chain.created(made, by=by, action="ask_approval", why=reason)
    letters.tell_approver(made)
    return made


def _shown(one: Any) -> dict[str, str]:
    return {name: value for name, value in asdict(one).items() if name != "approver"}


def approve(clearance: Clearance, *, by: Actor) -> None:
    """Let one's own side go beyond its range with exactly what was asked about. Raises NotAllowed or Refused."""
    perform(clearance, "approve", by=by)
    _decided(clearance, by, "")


def decline(clearance: Clearance, *, reason: str, by: Actor) -> None:
    """Keep one's own side within its range. Raises NotAllowed or Refused."""
    perform(clearance, "decline", by=by, why=reason, reason=reason)
    _decided(clearance, by, reason)


def _decided(clearance: Clearance, by: Actor, answer: str) -> None:
    clearance.decided_by_id, clearance.decided_at, clearance.answer = by.id, clock.now(), answer
    db.session.flush()
    letters.tell_asker(clearance)
