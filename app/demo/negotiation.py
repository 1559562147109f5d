"""The demonstration's second half: agreements negotiated as far as each is meant to go. All values illustrative."""

from collections.abc import Callable, Iterator
from enum import IntEnum

from app.agreements import commands as agreements
from app.demo import cast
from app.demo.files import LAST_YEAR
from app.extensions import db
from app.models import Agreement, Person, Term
from app.signing import commands as signing
from workflows.agreement import AgreementState as S
from workflows.schedule import Schedule, number


class Reach(IntEnum):
    """How far an agreement goes: each step includes the ones before it."""

    DRAFT = 0
    SENT = 1
    PROPOSED = 2
    COUNTERED = 3
    ANSWERED = 4
    AGREED = 5
    HALF_APPROVED = 6
    APPROVED = 7
    HALF_SIGNED = 8
    SIGNED = 9

    @property
    def words(self) -> str:
        """The step that leads here, as progress is told."""
        return STEPS[self]


STEPS = {
    Reach.DRAFT: "Drafted",
    Reach.SENT: "Sent to their provider",
    Reach.PROPOSED: "Proposed by the provider",
    Reach.COUNTERED: "Countered by the commissioner",
    Reach.ANSWERED: "Countered by the provider",
    Reach.AGREED: "Agreed in principle",
    Reach.HALF_APPROVED: "Approved by the commissioner",
    Reach.APPROVED: "Approved by both sides",
    Reach.HALF_SIGNED: "Signed by the commissioner",
    Reach.SIGNED: "Signed by both sides",
}
DAYS_IN_NEGOTIATION = {
    Reach.SENT: "2012-01-24",
    Reach.PROPOSED: "2012-01-31",
    Reach.COUNTERED: "2012-02-06",
    Reach.ANSWERED: "2012-02-09",
    Reach.AGREED: "2012-02-13",
    Reach.HALF_APPROVED: "2012-02-14",
    Reach.APPROVED: "2012-02-15",
    Reach.HALF_SIGNED: "2012-02-16",
    Reach.SIGNED: "2012-02-17",
}
DAYS_IN_DELIVERY = dict(zip(DAYS_IN_NEGOTIATION, (f"2012-03-{day:02}" for day in range(5, 22, 2)), strict=True))
"""On which day each step is made: from 24 January to 17 February, and in March for those who come later."""


SPREAD = (9, 2, 5, 1, 7, 3, 9, 4, 6, 2, 8, 0, 5, 9, 3, 1, 7, 2)
"""Repeated over the providers, so that every state before 1 April is well filled."""
SMALLEST = {Schedule.VOLUMES: 20, Schedule.PRICE: 10_000}
CHOSEN = {"hmp-durham": Reach.SENT, "wales-probation-trust": Reach.PROPOSED}
"""The two printed teams have something to do: make an opening proposal, and wait for an answer."""


def reach_in_negotiation(number: int, code: str) -> Reach:
    return CHOSEN.get(code, Reach(SPREAD[number % len(SPREAD)]))


def reach_in_delivery(number: int, code: str) -> Reach:
    """Nearly all are signed; a few are late, as they are in real life."""
    late = number % 41 == 7 and code not in CHOSEN
    return Reach.COUNTERED if late else Reach.SIGNED


def stands_at(agreement: Agreement) -> Reach:
    """How far an agreement has come, from its state, so that a later stage goes on from there."""
    if agreement.state is S.WITH_PROVIDER:
        return Reach.SENT if agreement.offers_sent <= 1 else Reach.COUNTERED
    if agreement.state is S.WITH_COMMISSIONER:
        return Reach.PROPOSED if agreement.offers_sent <= 2 else Reach.ANSWERED
    if agreement.state is S.AGREED:
        return Reach.HALF_APPROVED if agreement.commissioner_approved else Reach.AGREED
    if agreement.state is S.APPROVED:
        return Reach.HALF_SIGNED if agreement.commissioner_signed else Reach.APPROVED
    return Reach.DRAFT if agreement.state is S.DRAFTING else Reach.SIGNED


class Team:
    """The four people of one agreement, and what each does at a step."""

    def __init__(self, agreement: Agreement, director: Person) -> None:
        self.agreement, self.director = agreement, director
        code = agreement.provider.code
        self.ours = cast.negotiator_of(agreement.provider)
        self.theirs = cast.find(cast.team_key(code, "negotiator"))
        self.chief = cast.find(cast.team_key(code, "signatory"))

    def make(self, step: Reach) -> None:
        """Take one step, as the person whose step it is."""
        agreement, digest = self.agreement, self.agreement.text_digest
        steps: dict[Reach, Callable[[], object]] = {
            Reach.SENT: lambda: agreements.send(agreement, by=self.ours),
            Reach.PROPOSED: self._propose,
            Reach.COUNTERED: lambda: self._counter(
                self.ours, 0.985, "Our answer on price: the settlement leaves less."
            ),
            Reach.ANSWERED: lambda: self._counter(self.theirs, 1.005, "We can meet you most of the way on price."),
            Reach.AGREED: lambda: agreements.accept(agreement, by=self.ours),
            Reach.HALF_APPROVED: lambda: signing.approve(agreement, digest=digest, by=self.director),
            Reach.APPROVED: lambda: signing.approve(agreement, digest=digest, by=self.chief),
            Reach.HALF_SIGNED: lambda: self._sign(self.director, "Delegated authority of the chief executive"),
            Reach.SIGNED: lambda: self._sign(self.chief, "Head of the establishment or trust"),
        }
        steps[step]()

    def _propose(self) -> None:
        name = self.agreement.provider.name
        agreements.write_opening(
            self.agreement,
            need_profile=f"Illustrative: {name} profiled its population by offence and risk band.",
            rationale="Illustrative: the proposal follows the evidence base; no departure from it is asked for.",
            subcontracting="Illustrative: employment and family work go to voluntary bodies; nothing reserved does.",
            delivery_plan="Illustrative: services run from 1 April, with quarterly reviews of volumes and targets.",
            by=self.theirs,
        )
        if self.agreement.round.slug != LAST_YEAR:  # which was proposed as it was drafted
            why = "Illustrative: staff in training cannot deliver the full number yet."
            self._change(Schedule.VOLUMES, "target", 0.95, self.theirs, why)
        agreements.propose(self.agreement, reason="How we propose to deliver in the coming year.", by=self.theirs)

    def _counter(self, by: Person, factor: float, reason: str) -> None:
        self._change(Schedule.PRICE, "baseline", factor, by, "Illustrative: costs and savings as known this week.")
        agreements.counter(self.agreement, reason=reason, by=by)

    def _change(self, schedule: Schedule, key: str, factor: float, by: Person, why: str) -> None:
        term = next(self._terms(schedule, key))
        fields = {key: round(term.fields[key] * factor)}
        if schedule is Schedule.PRICE:
            fields["price"] = fields["baseline"] + term.fields["change"]
        agreements.write_change(self.agreement, term, fields=fields, reason=why, by=by)

    def _terms(self, schedule: Schedule, key: str) -> Iterator[Term]:
        """Terms of one schedule whose cell is a number large enough to change by a little."""
        found = db.session.query(Term).filter_by(agreement_id=self.agreement.id, schedule=schedule)
        for term in found.order_by(Term.position):
            if (number(term.fields.get(key)) or 0) > SMALLEST[schedule]:
                yield term

    def _sign(self, by: Person, authority: str) -> None:
        signing.sign(
            self.agreement,
            digest=self.agreement.text_digest,
            name=by.name,
            post=by.post,
            authority=authority,
            declaration=f"I, {by.name}, sign this agreement and have the authority to do so.",
            by=by,
        )
