"""What an offer says on each term: written privately, and carried out on the terms when the offer is sent."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from app.agreements import limits, queries, standing
from app.agreements.sides import side_that_negotiates
from app.agreements.terms import put
from app.extensions import db
from app.models import Agreement, Change, Offer, Term
from app.perform import ensure, perform
from app.permissions import Actor
from workflows.agreement import Side
from workflows.clearance import Step
from workflows.engine import Refused
from workflows.term import Answer, Refusal, TermState

LOCKED = {
    TermState.AGREED: "{} is agreed and locked. Ask to reopen it first: that takes both sides.",
    TermState.DISPUTED: "{} is in issue resolution, and changes when that is decided or withdrawn.",
}
IN_WORDS = {
    Answer.CHANGE: "changes",
    Answer.ACCEPT: "accepts",
    Answer.REFUSE: "refuses",
    Answer.WANT: "wants a change to",
    Answer.PARK: "parks",
}


# --- written ----------------------------------------------------------------------------------------------------------


def write_change(
    agreement: Agreement,
    term: Term,
    *,
    fields: Mapping[str, Any],
    reason: str,
    by: Actor,
    meets: Refusal | None = None,
) -> Change:
    """Put a term into one's own side's offer: the cells that are to differ, and why.

    `meets` says how far it meets a change that the other side wanted. Raises Refused when the term is locked, or when
    nothing would differ from what is on the table.
    """
    ensure(agreement, "write_offer", by)
    ensure_not_locked(term)
    after = {key: value for key, value in fields.items() if _differs(term.fields.get(key), value)}
    if not after:
        raise Refused(f"{term.ref} already says this. Change a value, or leave the term as it is.")
    return _write(agreement, term, by, Answer.CHANGE, after=after, reason=reason, refusal=meets)


def answer(
    agreement: Agreement,
    term: Term,
    *,
    answer: Answer,
    by: Actor,
    reason: str = "",
    refusal: Refusal | None = None,
    owner: str = "",
    until: date | None = None,
) -> Change:
    """Accept, refuse, ask for a change to, or park one term in one's own side's offer; nothing moves until it is sent.

    Raises NotAllowed or Refused, as when the term is locked or its value is one's own.
    """
    ensure(agreement, "write_offer", by)
    ensure_not_locked(term)
    facts: dict[str, Any] = {"owner": owner, "reason": reason, "until": until}
    goes_back_to: dict[str, Any] = {}
    if answer is Answer.REFUSE:
        facts["earlier"] = earlier_value(term, side_that_negotiates(by))
        goes_back_to = {} if term.wanted_by else facts["earlier"]
    standing.check(agreement, term, answer.value, by=by, **facts)
    said: dict[str, Any] = {"reason": reason, "refusal": refusal, "owner": owner, "until": until}
    return _write(agreement, term, by, answer, after=goes_back_to, **said)


def remove_change(agreement: Agreement, term: Term, *, by: Actor) -> None:
    """Say nothing on a term after all: it stays as it is on the table."""
    perform(agreement, "write_offer", by=by, what=f"leaves {term.ref} as it is")
    limits.lapse(agreement, side_that_negotiates(by), Step.OFFER)
    offer = queries.unsent(agreement, side_that_negotiates(by))
    for change in [change for change in offer.changes if change.term_id == term.id] if offer else []:
        db.session.delete(change)
    db.session.flush()
    if offer:
        db.session.expire(offer, ["changes"])


def begin(agreement: Agreement, side: Side, by: Actor) -> Offer:
    """Start an offer of one's own side."""
    offer = Offer(agreement=agreement, side=side, written_by_id=by.id, changes=[])
    db.session.add(offer)
    return offer


def _write(agreement: Agreement, term: Term, by: Actor, said: Answer, **given: Any) -> Change:
    side = side_that_negotiates(by)
    perform(agreement, "write_offer", by=by, what=f"{IN_WORDS[said]} {term.ref}")
    limits.lapse(agreement, side, Step.OFFER)
    offer = queries.unsent(agreement, side) or begin(agreement, side, by)
    change = next((change for change in offer.changes if change.term_id == term.id), None)
    if change is None:
        change = Change(term=term, after={}, reason="")
        offer.changes.append(change)
    blank: dict[str, Any] = {"after": {}, "reason": "", "refusal": None, "owner": "", "until": None}
    for name, value in {**blank, "before": as_read(term, said), "answer": said, **given}.items():
        setattr(change, name, value)
    db.session.flush()
    return change


def as_read(term: Term, said: Answer) -> dict[str, Any] | None:
    """What an unsent acceptance is of: it counts for that text only."""
    return dict(term.fields) if said is Answer.ACCEPT else None


def ensure_not_locked(term: Term) -> None:
    """Raise Refused for a term that is agreed or in issue resolution."""
    if term.state in LOCKED:
        raise Refused(LOCKED[term.state].format(term.ref))


def _differs(before: Any, after: Any) -> bool:
    """A cell that was never filled and one that is empty say the same."""
    return ("" if before is None else before) != ("" if after is None else after)


# --- carried out ------------------------------------------------------------------------------------------------------


def carry_out(agreement: Agreement, offer: Offer, *, by: Actor) -> None:
    """Do to the terms what a sent offer says; what it leaves open, it proposes as it stands."""
    side = side_that_negotiates(by)
    for change in offer.changes:
        ensure_not_locked(change.term)
        _carry_out(agreement, change, side, by)
    if agreement.terms_open:
        answered = [change.term_id for change in offer.changes]
        left_open = sa.and_(Term.state == TermState.OPEN, Term.id.not_in(answered))
        standing.stand_together(agreement, left_open, "propose", by=by)


def _carry_out(agreement: Agreement, change: Change, side: Side, by: Actor) -> None:
    term = change.term
    change.state_before, change.stood_by, change.wanted_before = term.state, term.stands_by, term.wanted
    match change.answer:
        case Answer.CHANGE:
            _put(change)
            standing.stand(agreement, [term], "counter" if term.stands_by is side.other else "propose", by=by)
        case Answer.REFUSE:
            earlier = earlier_value(term, side)
            goes_back_to = {} if term.wanted_by else earlier
            if change.after != goes_back_to:
                raise Refused(
                    f"{term.ref} has changed since you refused it. Read it, then refuse it again or leave it out."
                )
            _put(change)
            standing.stand(agreement, [term], "refuse", by=by, earlier=earlier)
        case said:
            _ensure_as_read(change)
            facts = {"owner": change.owner, "reason": change.reason, "until": change.until}
            standing.stand(agreement, [term], said.value, by=by, **facts)


def _ensure_as_read(change: Change) -> None:
    read, term = change.before, change.term
    if read is not None and any(_differs(read.get(key), term.fields.get(key)) for key in {*read, *term.fields}):
        raise Refused(f"{term.ref} has changed since you accepted it. Read it, then accept it again or leave it out.")
    change.before = None


def _put(change: Change) -> None:
    change.before = {key: change.term.fields.get(key) for key in change.after}
    put(change.term, change.after)


def take_back(agreement: Agreement, offer: Offer, *, by: Actor) -> None:
    """Undo on the terms what a sent offer did."""
    side = side_that_negotiates(by)
    for change in offer.changes:
        term = change.term
        if change.before:
            put(term, change.before)
        standing.stand(agreement, [term], "take_back", by=by, before=change.state_before)
        term.stands_by, term.wanted = change.stood_by, change.wanted_before
        term.wanted_by = side.other if change.wanted_before else None
        term.reopen_asked_by, term.reopen_reason = None, ""
        _park_again(term, offer)


def _park_again(term: Term, but: Offer) -> None:
    """Who settles a term that is parked again, why and until when, is what the offer that parked it said."""
    parked = sa.select(Change).join(Change.offer).where(Change.term_id == term.id, Change.answer == Answer.PARK)
    stands = parked.where(Offer.number < but.number, Offer.withdrawn_at.is_(None)).order_by(Offer.number.desc())
    said = db.session.scalars(stands.limit(1)).first() if term.state is TermState.PARKED else None
    term.parked_owner, term.parked_reason = (said.owner, said.reason) if said else ("", "")
    term.parked_until = said.until if said else None


def earlier_value(term: Term, side: Side) -> dict[str, Any]:
    """What the other side's last change replaced: what refusing it goes back to. Empty when there was none."""
    said = db.session.scalars(
        sa.select(Change)
        .join(Change.offer)
        .where(Change.term_id == term.id, Offer.number.is_not(None))
        .options(contains_eager(Change.offer))
        .order_by(Offer.number.desc())
    )
    return earlier_in(said, side)


def earlier_in(sent: Iterable[Change], side: Side) -> dict[str, Any]:
    """The same, of what sent offers said on the term, newest first."""
    for change in sent:
        if change.offer.side is side.other and change.offer.withdrawn_at is None and change.before:
            return dict(change.before)
    return {}


def said_by(changes: Iterable[Any]) -> str:
    """What an offer says, in a few public words: "changes VT-1 and PR-2; accepts SV-1"."""
    refs: dict[Answer, list[str]] = {}
    for change in changes:
        refs.setdefault(change.answer, []).append(change.term.ref)
    return "; ".join(f"{IN_WORDS[said]} {_list(refs[said])}" for said in Answer if said in refs)


def _list(refs: list[str]) -> str:
    return (
        f"{len(refs)} terms" if len(refs) > 6 else " and ".join([", ".join(refs[:-1]), refs[-1]] if refs[1:] else refs)
    )
