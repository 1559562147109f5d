"""What people may try with one agreement, in any order: each act names its action and calls the real command."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from app import clock
from app.agreements import commands as agreements
from app.assurance import commands as assurance
from app.extensions import db
from app.models import Agreement, Excuse, Person, Return, ReturnKind
from app.rehearsal import commands as rehearsal
from app.signing import commands as signing
from app.signing import ending
from tests import make
from tests.signing.people import Cast, bring, cast, signed_as
from workflows.roles import Role
from workflows.round import RoundState
from workflows.schedule import FIGURE_TO_FOLLOW
from workflows.term import Answer

NO_SUCH_TEXT = "0" * 64
START_PRICE = 10_150_000


@dataclass
class World:
    """One agreement, the one before it, and everybody who might turn up."""

    cast: Cast
    before: Agreement
    people: dict[str, Person] = field(default_factory=dict)

    @property
    def it(self) -> Agreement:
        return self.cast.it


def world(state: str) -> World:
    """An agreement in `state` whose predecessor is in force, and people of every kind on both sides and beyond."""
    provider, elsewhere = make.provider(), make.provider()
    earlier = make.round_(RoundState.DELIVERING, slug="2011-12")
    now = make.round_(RoundState.NEGOTIATING, slug="2012-13")
    first, last = earlier.starts_on.replace(year=2011), earlier.ends_on.replace(year=2012)
    before = make.agreement(earlier, provider, state="in force", starts_on=first, ends_on=last)
    made = cast(round_=now, provider=provider, state="drafting", price=START_PRICE)
    make.intention(now, "CU-1")
    agreements.excuse(made.it, make.intention(now, "CU-2"), reason="Not here.", by=made.commissioner_negotiator)
    agreements.add_term(
        made.it, schedule="services", title="Advice", fields={}, intentions=["CU-1"], by=made.commissioner_negotiator
    )
    make.add(
        ReturnKind(
            round_id=now.id, key="statement", title="Assurance statement", sectors=["public prison"],
            frequency="yearly", due_after_days=20, clock="working days",
        )
    )  # fmt: skip
    bring(made, state)
    both = {"at": provider, "name": "Bo Both"}
    people = {
        "their negotiator": made.provider_negotiator,
        "our negotiator": made.commissioner_negotiator,
        "their signatory": made.provider_signatory,
        "our signatory": made.commissioner_signatory,
        "manager": made.manager,
        "assurer": make.person(Role.ASSURER),
        "administrator": make.person(Role.ADMINISTRATOR),
        "analyst": make.person(Role.ANALYST),
        "negotiator and signatory of theirs": make.person(Role.PROVIDER_NEGOTIATOR, Role.PROVIDER_SIGNATORY, **both),
        "negotiator and signatory of ours": make.person(
            Role.COMMISSIONER_NEGOTIATOR, Role.COMMISSIONER_SIGNATORY, works_with=[provider]
        ),
        "negotiator of ours for others": make.person(Role.COMMISSIONER_NEGOTIATOR, works_with=[elsewhere]),
        "another provider": make.person(Role.PROVIDER_NEGOTIATOR, Role.PROVIDER_SIGNATORY, at=elsewhere),
        "someone who left": make.person(Role.COMMISSIONER_SIGNATORY, Role.COMMISSIONER_NEGOTIATOR, active=False),
    }
    return World(made, before, people)


Draw = Callable[[Any], Any]
Act = Callable[[World, Person, Draw], object]
ACTS: dict[str, list[Act]] = {}
WORDS = st.sampled_from(["Because the wing is closed.", "The figures are in."])
PRICES = st.integers(0, 4).map(lambda n: n * 50_000)


def act(action: str) -> Callable[[Act], Act]:
    """Say under which action an act stands in the table of moves."""

    def named(do: Act) -> Act:
        ACTS.setdefault(action, []).append(do)
        return do

    return named


# --- drafting and negotiating ----


@act("edit")
def edit_a_term(world, who, draw):
    agreements.edit_term(_term(world, draw), fields=draw(cells()), by=who)


@act("edit")
def add_a_price(world, who, draw):
    price = draw(PRICES)
    fields = {"baseline": price, "change": 0, "price": price, "firm": False}
    agreements.add_term(world.it, schedule="price", title="Extra", fields=fields, intentions=[], by=who)


@act("edit")
def remove_a_term(world, who, draw):
    agreements.remove_term(_term(world, draw), by=who)


@act("send")
def send(world, who, draw):
    agreements.send(world.it, by=who)


@act("write_opening")
def write_opening(world, who, draw):
    parts = ("need_profile", "rationale", "subcontracting", "delivery_plan")
    agreements.write_opening(world.it, by=who, **dict.fromkeys(parts, draw(WORDS)))


@act("write_offer")
def write_a_change(world, who, draw):
    agreements.write_change(world.it, _term(world, draw), fields=draw(cells()), reason=draw(WORDS), by=who)


@act("write_offer")
def remove_a_change(world, who, draw):
    agreements.remove_change(world.it, _term(world, draw), by=who)


@act("write_offer")
def answer_a_term(world, who, draw):
    said = draw(st.sampled_from([one for one in Answer if one is not Answer.CHANGE]))
    words, until = draw(WORDS), world.it.ends_on
    agreements.answer(world.it, _term(world, draw), answer=said, reason=words, owner="A. Smith", until=until, by=who)


@act("withdraw")
def withdraw(world, who, draw):
    agreements.withdraw(world.it, reason=draw(WORDS), by=who)


@act("ask_to_reopen")
def ask_to_reopen(world, who, draw):
    agreements.ask_to_reopen(_term(world, draw), reason=draw(WORDS), by=who)


@act("reopen_term")
def reopen_a_term(world, who, draw):
    agreements.reopen_term(_term(world, draw), by=who)


@act("keep_agreed")
def keep_a_term_agreed(world, who, draw):
    agreements.keep_agreed(_term(world, draw), reason=draw(WORDS), by=who)


@act("propose")
def propose(world, who, draw):
    agreements.propose(world.it, reason=draw(WORDS), by=who)


@act("counter")
def counter(world, who, draw):
    agreements.counter(world.it, reason=draw(WORDS), by=who)


@act("excuse")
def excuse(world, who, draw):
    excused = db.session.query(Excuse).filter_by(agreement_id=world.it.id).order_by(Excuse.id).first()
    agreements.excuse(world.it, excused.intention, reason=draw(WORDS), by=who)


@act("plan_action")
def plan_an_action(world, who, draw):
    agreements.plan_action(world.it, text=draw(WORDS), lead="Head of care", target_on=world.it.ends_on, by=who)


@act("allow_excess")
def allow_excess(world, who, draw):
    agreements.allow_excess(_term(world, draw), reason=draw(WORDS), by=who)


@act("accept")
def accept(world, who, draw):
    agreements.accept(world.it, by=who)


@act("reopen")
def reopen(world, who, draw):
    agreements.reopen(world.it, reason=draw(WORDS), by=who)


# --- text ----


@act("approve")
def approve(world, who, draw):
    signing.approve(world.it, digest=world.it.text_digest, by=who)


@act("sign")
def sign(world, who, draw):
    signing.sign(world.it, digest=world.it.text_digest, by=who, **signed_as(who))


@act("approve again")
def approve_what_was_never_there(world, who, draw):
    signing.approve(world.it, digest=NO_SUCH_TEXT, by=who)


@act("sign again")
def sign_what_was_never_there(world, who, draw):
    signing.sign(world.it, digest=NO_SUCH_TEXT, by=who, **signed_as(who))


@act("publish")
def publish(world, who, draw):
    signing.publish(world.it, redactions=[], by=who)


@act("end early")
def end_early(world, who, draw):
    given = {"last_day": clock.today() + timedelta(days=draw(st.sampled_from([1, 100]))), "sooner_reason": "Closed."}
    words = {"reason": draw(WORDS), "equality": "no adverse effect", "equality_words": draw(WORDS)}
    ending.give_notice_of_end(world.it, **given, **words, by=who)


@act("run on after all")
def run_on(world, who, draw):
    ending.take_back_notice_of_end(world.it, reason=draw(WORDS), by=who)


# --- delivery and time ----


@act("answer a return")
def send_a_return(world, who, draw):
    return_ = _return(world)
    if return_ is not None:
        assurance.write(return_, statement="All is well.", self_rating=3, by=who)
        assurance.attach(return_, make.upload(), title="Audit", by=who)
        assurance.submit(return_, by=who)


@act("judge a return")
def judge_a_return(world, who, draw):
    return_ = _return(world)
    if return_ is not None and draw(st.booleans()):
        assurance.send_back(return_, reason=draw(WORDS), by=who)
    elif return_ is not None:
        assurance.review(return_, rating=draw(st.integers(1, 4)), conclusion=draw(WORDS), by=who)


@act("move the clock")
def move_the_clock(world, who, draw):
    rehearsal.move(clock.now() + timedelta(days=draw(st.sampled_from([-1, 1, 60, 150, 400]))), by=who)


def cells() -> st.SearchStrategy[dict[str, Any]]:
    """Cells that add up, cells that don't, targets above what can be referred, and figures to follow."""
    price = st.builds(lambda b, c: {"baseline": b, "change": c, "price": b + c}, PRICES, PRICES)
    wrong = PRICES.map(lambda amount: {"price": amount})
    other = st.sampled_from([{"target": 500}, {"target": 80}, {"firm": True}, {"price": FIGURE_TO_FOLLOW}])
    return st.one_of(price, price, wrong, other)


def _term(world: World, draw: Draw) -> Any:
    return draw(st.sampled_from(sorted(world.it.terms, key=lambda term: term.id)))


def _return(world: World) -> Return | None:
    return db.session.query(Return).filter_by(agreement_id=world.it.id).order_by(Return.id).first()
