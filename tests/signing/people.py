"""The people of one agreement, and the agreement brought to any state by what they do."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from app.agreements import commands as agreements
from app.extensions import db
from app.models import Agreement, Person, Round, Template, Term
from app.permissions import SYSTEM
from app.signing import commands
from tests import make
from workflows.agreement import AgreementState
from workflows.instrument import Instrument
from workflows.roles import Role
from workflows.round import RoundState

DATA = Path(__file__).parents[2] / "app" / "demo" / "data" / "2012-13"
FILES = {"SLA": "template-sla.json", "contract schedule": "template-contract-schedule.json"}


@dataclass
class Cast:
    """Everyone who has a part in the agreement `it`."""

    it: Agreement
    round: Round
    commissioner_negotiator: Person
    provider_negotiator: Person
    commissioner_signatory: Person
    provider_signatory: Person
    manager: Person = field(init=False)

    def __post_init__(self) -> None:
        self.manager = make.person(Role.ROUND_MANAGER, name="Morgan Manager")

    @property
    def path(self) -> str:
        return f"/agreements/{self.round.slug}/{self.it.provider.code}"

    def approve(self, *people: Person) -> None:
        for person in people or (self.commissioner_signatory, self.provider_signatory):
            commands.approve(self.it, digest=self.it.text_digest, by=person)
        db.session.commit()

    def sign(self, *people: Person) -> None:
        for person in people or (self.provider_signatory, self.commissioner_signatory):
            commands.sign(self.it, digest=self.it.text_digest, by=person, **signed_as(person))
        db.session.commit()


def signed_as(person: Person) -> dict[str, str]:
    return {
        "name": person.name,
        "post": person.post or "Director",
        "authority": "Delegated by the board",
        "declaration": f"I, {person.name}, sign for my side.",
    }


def national_template(instrument: str) -> Template:
    stored = json.loads((DATA / FILES[instrument]).read_text())
    return make.template(
        instrument,
        number=stored["version"],
        title=stored["title"],
        sections=stored["sections"],
        glossary=stored["glossary"],
    )


def cast(state: str = "agreed in principle", *, round_=None, provider=None, **given) -> Cast:
    """An agreement in `state`, with its people; given fields go to the agreement."""
    round_ = round_ or make.round_(RoundState.NEGOTIATING)
    provider = provider or make.provider()
    national_template(provider.instrument)
    make.commissioner()
    negotiator = make.person(Role.COMMISSIONER_NEGOTIATOR, works_with=[provider], name="Nick Negotiator")
    theirs = make.person(Role.PROVIDER_NEGOTIATOR, at=provider, name="Nora Neighbour")
    director = make.person(Role.COMMISSIONER_SIGNATORY, name="Dora Director", post="Deputy director")
    governor = make.person(Role.PROVIDER_SIGNATORY, at=provider, name="Gary Governor", post="Governor")
    agreement = make.agreement(round_, provider, **given)
    terms = _terms(agreement)
    make.add(*terms)
    agreement.terms_total = agreement.terms_open = len(terms)
    made = Cast(agreement, round_, negotiator, theirs, director, governor)
    bring(made, state)
    return made


def bring(made: Cast, state: str) -> None:
    """From drafting to `state`, step by step."""
    order = ["drafting", "with provider", "with commissioner", "agreed in principle", "approved", "signed", "in force"]
    steps = [_send, _propose, _accept, made.approve, made.sign, _start]
    for step in steps[: order.index(state)]:
        step() if step in (made.approve, made.sign) else step(made)
    db.session.commit()
    assert made.it.state is AgreementState(state)


def _send(made: Cast) -> None:
    agreements.send(made.it, by=made.commissioner_negotiator)


def _propose(made: Cast) -> None:
    words = {part: f"Words on {part}." for part in ("need_profile", "rationale", "subcontracting", "delivery_plan")}
    agreements.write_opening(made.it, by=made.provider_negotiator, **words)
    agreements.propose(made.it, reason="This is how we will deliver.", by=made.provider_negotiator)


def _accept(made: Cast) -> None:
    agreements.accept(made.it, by=made.commissioner_negotiator)


def _start(made: Cast) -> None:
    make.move_clock(made.it.starts_on)
    commands.come_into_force(made.it, by=SYSTEM)


def _terms(agreement: Agreement) -> list[Term]:
    lines = [
        (
            "services", "SV-1", "Visits",
            {"requirement": "Run visits", "minimum": "Twice a month", "delivered_by": "The prison"},
        ),
        (
            "volumes", "VT-1", "Programmes",
            {"service": "Programmes", "population": "Men", "potential_referrals": 240, "target": 90, "profile": "even"},
        ),
        ("price", "PR-1", "Custody", {"baseline": 9000000, "change": 150000, "price": 9150000, "firm": False}),
        ("price", "PR-2", "Healthcare", {"baseline": 1000000, "change": 0, "price": 1000000, "firm": False}),
        (
            "partners", "DP-1", "Mentoring",
            {"partner": "Northern Mentors", "sector": "voluntary", "service": "Mentoring", "contract_kind": "grant",
             "ends": "31 March 2013", "yearly_value": 50000},
        ),
    ]  # fmt: skip
    return [
        Term(agreement_id=agreement.id, schedule=kind, ref=ref, position=n, title=title, fields=fields, intentions=[])
        for n, (kind, ref, title, fields) in enumerate(lines, 1)
    ]


INSTRUMENTS = tuple(Instrument)
