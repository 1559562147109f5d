"""An agreement in negotiation with everybody who may have a part in a dispute about it."""

from dataclasses import dataclass
from datetime import date

from app.agreements import commands as agreements
from app.disputes import commands
from app.disputes.queries import REPORT
from app.extensions import db
from app.models import Dispute, Person, Term
from tests import make
from tests.signing.people import Cast, cast
from workflows.dispute_route import Grade
from workflows.roles import Role

WORDS = {name: f"Words on {name}." for name in REPORT} | {
    "first_raised_on": date(2011, 11, 14),
    "severity": Grade.HIGH,
    "urgency": Grade.MEDIUM,
}


@dataclass
class Parties:
    """The agreement with its people, a signatory who took no part (`recorder`), and somebody of another provider."""

    made: Cast
    recorder: Person
    outsider: Person

    @property
    def theirs(self) -> Person:
        return self.made.provider_negotiator

    @property
    def ours(self) -> Person:
        return self.made.commissioner_negotiator

    def term(self, ref: str = "VT-1") -> Term:
        return db.session.query(Term).filter_by(agreement_id=self.made.it.id, ref=ref).one()

    def opened(self, *refs: str, by: Person | None = None) -> Dispute:
        """A report on terms (VT-1 unless said), of the provider unless said, with nothing in it."""
        terms = [self.term(ref) for ref in refs or ("VT-1",)]
        dispute = commands.open_dispute(self.made.it, title="Target for programmes", terms=terms, by=by or self.theirs)
        db.session.commit()
        return dispute

    def written(self, *refs: str, by: Person | None = None) -> Dispute:
        dispute = self.opened(*refs, by=by)
        commands.write(dispute, by=by or self.theirs, **WORDS)
        db.session.commit()
        return dispute

    def shared(self, *refs: str, by: Person | None = None) -> Dispute:
        dispute = self.written(*refs, by=by)
        commands.share(dispute, by=by or self.theirs)
        db.session.commit()
        return dispute

    def commented(self, *refs: str) -> Dispute:
        dispute = self.shared(*refs)
        commands.comment(dispute, text="We see it otherwise.", by=self.ours)
        db.session.commit()
        return dispute

    def with_sub_committee(self, *refs: str) -> Dispute:
        dispute = self.commented(*refs)
        commands.refer(dispute, reason="We cannot settle it.", by=self.theirs)
        db.session.commit()
        return dispute


def parties(state: str = "with commissioner", **given) -> Parties:
    """An agreement on which the provider offered a target of 70 instead of 90, and which waits for the commissioner."""
    made = cast("with provider" if state == "with commissioner" else state, **given)
    if state == "with commissioner":
        words = {part: f"Words on {part}." for part in ("need_profile", "rationale", "subcontracting", "delivery_plan")}
        agreements.write_opening(made.it, by=made.provider_negotiator, **words)
        term = db.session.query(Term).filter_by(agreement_id=made.it.id, ref="VT-1").one()
        agreements.write_change(made.it, term, fields={"target": 70}, reason="No staff.", by=made.provider_negotiator)
        agreements.propose(made.it, reason="This is how we will deliver.", by=made.provider_negotiator)
        db.session.commit()
    return Parties(
        made,
        make.person(Role.COMMISSIONER_SIGNATORY, name="Rita Recorder"),
        make.person(Role.PROVIDER_NEGOTIATOR, at=make.provider(), name="Olga Outsider"),
    )
