"""What can be done in a dispute up to its end: report, share, reply, advise, take further, withdraw."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from app import chain, clock
from app.agreements import standing
from app.agreements.offers import answered
from app.agreements.sides import side_of
from app.calendar import add_working_days
from app.disputes import letters, queries
from app.disputes.parties import called, name_of, party_of
from app.extensions import db
from app.models import Agreement, Dispute, DisputeComment, DisputeEvidence, IssueReport, Organisation, Term, Upload
from app.perform import perform
from app.permissions import SYSTEM, Actor
from workflows.agreement import DISPUTABLE, NEGOTIABLE, Side
from workflows.dispute import DisputeState, Party
from workflows.dispute_route import WORKING_DAYS, Route, route_of
from workflows.engine import NotAllowed, Refused
from workflows.term import TermState


def open_dispute(
    agreement: Agreement,
    *,
    title: str,
    terms: Sequence[Term] = (),
    other_provider: Organisation | None = None,
    by: Actor,
) -> Dispute:
    """Begin a report, private to one's own side: on terms of the agreement, or with another provider and no terms.

    Raises NotAllowed or Refused; Refused too without a term, and for terms that cannot be disputed.
    """
    side = side_of(by)
    if side is None or (other_provider is not None and side is not Side.PROVIDER):
        raise NotAllowed("A dispute between two providers is opened by one of them.")
    _ensure_disputable(agreement, terms, other_provider, by)
    perform(agreement, "open_dispute", by=by, what=_refs(terms))
    day = add_working_days(clock.today(), WORKING_DAYS)
    dispute = Dispute(
        round_id=agreement.round_id,
        agreement=agreement,
        provider=agreement.provider,
        provider_id=agreement.provider_id,
        other_provider=other_provider,
        title=title,
        route=route_of(agreement.instrument, between_providers=other_provider is not None),
        state=DisputeState.OPENED,
        opened_by_side=side,
        opened_by_id=by.id,
        opened_at=clock.now(),
        moved_at=clock.now(),
        share_by=day,
        due_on=day,
        report=IssueReport(),
        terms=list(terms),
    )
    db.session.add(dispute)
    db.session.flush()
    chain.created(dispute, by=by, action="start", what=_refs(terms), fresh=True)
    return dispute


def write(dispute: Dispute, *, by: Actor, title: str = "", **fields: Any) -> None:
    """Save the report as far as it is written: any of the fields of `queries.REPORT`."""
    perform(dispute, "write", by=by)
    dispute.title = title or dispute.title
    for name in queries.REPORT.keys() & fields.keys():
        setattr(dispute.report, name, fields[name] or _empty(name))
    db.session.flush()


def attach(dispute: Dispute, upload: Upload, *, title: str, by: Actor) -> DisputeEvidence:
    """Add a file of evidence: private with the report until it is shared, afterwards both read it at once."""
    private = dispute.state is DisputeState.OPENED
    perform(dispute, "write" if private else "attach", by=by, what="added a file" if private else title)
    party = party_of(dispute, by) or Party.ORIGINATOR
    evidence = DisputeEvidence(
        dispute_id=dispute.id, upload=upload, title=title, party=party, added_by_id=by.id, added_at=clock.now()
    )
    db.session.add(evidence)
    db.session.flush()
    return evidence


def detach(dispute: Dispute, evidence: DisputeEvidence, *, by: Actor) -> None:
    """Take a file out again before the report is shared."""
    perform(dispute, "write", by=by, what="removed a file")
    db.session.delete(evidence)
    db.session.flush()


def share(dispute: Dispute, *, by: Actor) -> None:
    """Put the report before the other side. Its terms are disputed from now on; everything else goes on."""
    perform(dispute, "share", by=by, what=_refs(dispute.terms))
    _number(dispute)
    agreement = dispute.agreement
    if agreement.state in NEGOTIABLE:
        standing.stand(agreement, dispute.terms, "dispute", by=by)
        answered(agreement)
    _moves(dispute, due=add_working_days(clock.today(), WORKING_DAYS))
    note(dispute, f"shared by {name_of(dispute, Party.ORIGINATOR)}", by=by)
    letters.tell(dispute, Party.OTHER, letters.SHARED, date_=dispute.due_on)


def ask_advice(dispute: Dispute, *, by: Actor) -> None:
    """Put the issue before the commissioner and the other provider, and ask for advice."""
    perform(dispute, "ask_advice", by=by)
    _number(dispute)
    _moves(dispute, due=add_working_days(clock.today(), WORKING_DAYS))
    letters.tell(dispute, Party.ADVISER, letters.ADVICE_ASKED, date_=dispute.due_on)
    letters.tell(dispute, Party.OTHER, letters.ADVICE_ASKED_OF_OTHER)


def advise(dispute: Dispute, *, text: str, by: Actor) -> None:
    """Advise two providers, who both read it."""
    perform(dispute, "advise", by=by, reason=text)
    _say(dispute, text, by, advice=True)
    _moves(dispute)
    for party in (Party.ORIGINATOR, Party.OTHER):
        letters.tell(dispute, party, letters.ADVISED)


def comment(dispute: Dispute, *, text: str, by: Actor) -> DisputeComment:
    """Say something in writing that both sides read; the other side's first comment is its reply."""
    before = dispute.state
    perform(dispute, "comment", by=by, reason=text)
    said = _say(dispute, text, by)
    if dispute.state is not before:
        _moves(dispute)
    letters.tell_others(dispute, said.party, letters.COMMENTED)
    return said


def refer(dispute: Dispute, *, reason: str, by: Actor) -> None:
    """Take it to the next body of its route, with the reason."""
    perform(dispute, "refer", by=by, why=reason, reason=reason)
    _moves(dispute)
    note(dispute, f"now {dispute.state}", by=by)
    letters.tell_all(dispute, letters.WHERE[dispute.state], but=by)


def withdraw(dispute: Dispute, *, reason: str, by: Actor) -> None:
    """Give it up: the terms go back on the table as they were. What was never shared stays private."""
    shared = dispute.shared_at is not None
    perform(dispute, "withdraw", by=by, why=reason, reason=reason)
    close(dispute)
    if shared:
        _resume(dispute, by)
        note(dispute, "withdrawn", by=by)
        letters.tell_all(dispute, letters.WITHDRAWN, but=by)


def fall_overdue(dispute: Dispute) -> None:
    """Time did it: a paper did not come by its day. Whoever owes it is told, once."""
    perform(dispute, "fall_overdue", by=SYSTEM)
    party = {DisputeState.OPENED: Party.ORIGINATOR, DisputeState.SHARED: Party.OTHER}.get(dispute.state, Party.ADVISER)
    letters.tell(dispute, party, letters.OVERDUE[dispute.state])


# --- what several of them do ------------------------------------------------------------------------------------------


def note(dispute: Dispute, what: str, *, by: Actor) -> None:
    """Say on the agreement's own timeline where the dispute has come to, while that goes on.

    A dispute between two providers is not about the agreement.
    """
    if dispute.route is not Route.PROVIDERS and dispute.agreement.state in DISPUTABLE:
        about = f"{called(dispute)} on {_refs(dispute.terms)}"
        perform(dispute.agreement, "dispute", by=by, what=f"{about}: {what}")


def close(dispute: Dispute) -> None:
    """Nothing is due any more."""
    _moves(dispute)
    dispute.closed_at = clock.now()


def disputed(dispute: Dispute) -> list[Term]:
    """Its terms that are marked as disputed: none of a signed agreement, whose text only a notice changes."""
    return [term for term in dispute.terms if term.state is TermState.DISPUTED]


def _resume(dispute: Dispute, by: Actor) -> None:
    standing.stand(dispute.agreement, disputed(dispute), "resume", by=by)


def _moves(dispute: Dispute, due: date | None = None) -> None:
    dispute.due_on, dispute.moved_at = due, clock.now()
    db.session.flush()


def _number(dispute: Dispute) -> None:
    dispute.number, dispute.shared_at = queries.next_number(dispute.agreement_id), clock.now()


def _say(dispute: Dispute, text: str, by: Actor, *, advice: bool = False) -> DisputeComment:
    party = party_of(dispute, by)
    if party is None:
        raise NotAllowed("Only the two sides comment on a dispute.")
    said = DisputeComment(dispute_id=dispute.id, party=party, advice=advice, text=text, person_id=by.id, at=clock.now())
    db.session.add(said)
    db.session.flush()
    return said


def _ensure_disputable(
    agreement: Agreement, terms: Sequence[Term], other_provider: Organisation | None, by: Actor
) -> None:
    if other_provider is None and not terms:
        raise Refused("Select at least one term that the dispute is about.")
    if other_provider is None and agreement.state in NEGOTIABLE:
        for term in terms:
            standing.check(agreement, term, "dispute", by=by)


def _refs(terms: Sequence[Term]) -> str:
    return ", ".join(term.ref for term in terms)


def _empty(name: str) -> Any:
    return None if name in ("first_raised_on", "severity", "urgency") else ""
