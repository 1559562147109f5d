"""Whatever people do to an agreement, in any order: what is signed stays signed, and nothing happens unrecorded."""

import json
from collections import Counter, defaultdict
from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy.exc import NoResultFound

from app import clock, due, jobs
from app.agreements import queries, standing
from app.clock import SETTING
from app.documents import storage
from app.extensions import db
from app.models import (
    Action,
    Agreement,
    AgreementVersion,
    Approval,
    Change,
    Entry,
    Evidence,
    Excuse,
    Offer,
    OpeningProposal,
    Publication,
    Return,
    Setting,
    Signature,
    Term,
)
from app.perform import choices
from app.rehearsal import commands as rehearsal
from app.signing import queries as texts
from app.timeline import verify
from tests import make
from tests.agreements.acts import ACTS, world
from tests.signing.people import Cast
from workflows.agreement import SIGNED_STATES, AgreementState, Side
from workflows.checks import operating_price
from workflows.engine import WorkflowError
from workflows.term import SETTLED, TermState

STARTS = ["drafting", "with provider", "with commissioner", "agreed in principle", "approved", "signed", "in force"]
HALF_WAY = {"agreed in principle": Cast.approve, "approved": Cast.sign}
"""States that one side's part in the next leaves as they are."""
TEXT_IS_FIXED = {AgreementState.AGREED, AgreementState.APPROVED, *SIGNED_STATES}
THEIRS = ["their negotiator", "their signatory", "negotiator and signatory of theirs"]
OURS = ["our negotiator", "our signatory", "manager", "negotiator and signatory of ours"]
NOBODYS = ["another provider", "administrator", "analyst", "negotiator of ours for others", "someone who left"]
WRITTEN = (Action, Agreement, Change, Evidence, Excuse, OpeningProposal, Publication, Setting, Term)
SURE = {"send", "write_opening", "propose", "accept", "reopen", "approve", "sign", "publish"}
"""Actions whose buttons always work when they are offered; others also depend on what is typed, or was answered."""


class Negotiation(RuleBasedStateMachine):
    """Anyone tries anything; now and then somebody does what their page offers them."""

    @initialize(state=st.sampled_from(STARTS), by_one_side=st.booleans())
    def begin(self, state, by_one_side):
        _start_anew()
        self.world = world(state)
        if by_one_side and state in HALF_WAY:
            HALF_WAY[state](self.world.cast, self.world.cast.provider_signatory)
        self.started = {self.world.it.id: AgreementState.DRAFTING, self.world.before.id: AgreementState.IN_FORCE}
        self.issued, self.agreed = {}, {}
        self.wall_seen_in = None
        due.run()

    @rule(action=st.sampled_from(sorted(ACTS)), data=st.data())
    def anyone_tries_anything(self, action, data):
        who = data.draw(st.sampled_from(sorted(self.world.people)), label="who")
        self._try(action, who, data)

    @rule(data=st.data())
    def someone_does_what_their_page_offers(self, data):
        offers = defaultdict(list)
        for name, person in self.world.people.items():
            for choice in choices(self.world.it, person):
                if not choice.obstacles and choice.action in ACTS:
                    offers[choice.action].append(name)
        if offers:
            action = data.draw(st.sampled_from(list(offers)), label="action")
            who = data.draw(st.sampled_from(offers[action]), label="who")
            refused = self._try(action, who, data)
            assert not (refused and action in SURE), f"{who} was offered {action}, and then told: {refused}"

    @rule(days=st.sampled_from([30, 120, 400]))
    def the_administrator_moves_the_clock(self, days):
        rehearsal.move(clock.now() + timedelta(days=days), by=self.world.people["administrator"])

    def _try(self, action, who, data):
        """Do it as a page would: all or nothing. What they are told when they may not."""
        act = data.draw(st.sampled_from(ACTS[action]), label="act")
        before = _everything()
        told = ()
        try:
            act(self.world, self.world.people[who], data.draw)
            db.session.commit()
        except WorkflowError as refused:
            db.session.rollback()
            told = refused.reasons or ("",)
            assert _everything() == before
        assert all(reason.endswith(".") and reason[0].isupper() for reason in told), told
        return told

    @invariant()
    def no_text_that_was_issued_ever_changes(self):
        for version in db.session.scalars(sa.select(AgreementVersion).options(sa.orm.undefer(AgreementVersion.text))):
            kept = (version.digest, json.dumps(version.text, sort_keys=True))
            assert self.issued.setdefault(version.id, kept) == kept
            assert storage.digest(storage.from_dict(version.text)) == version.digest
        versions = Counter(db.session.scalars(sa.select(AgreementVersion.number)))
        assert (versions["1.0"] == 1) is (self.world.it.state in SIGNED_STATES)

    @invariant()
    def the_history_is_whole(self):
        assert list(verify.faults()) == []

    @invariant()
    def every_state_has_its_entry(self):
        for thing, first in [(self.world.it, None), (self.world.before, None), *_returns()]:
            moved = sa.select(Entry.dest).where(
                Entry.chain == f"{thing.workflow.name} {thing.id}", Entry.source != Entry.dest
            )
            last = db.session.scalars(moved.order_by(Entry.seq.desc()).limit(1)).first()
            assert thing.state == (last or first or self.started[thing.id])

    @invariant()
    def what_each_side_has_approved_and_signed_is_there(self):
        it = self.world.it
        for model, flag in ((Approval, "approved"), (Signature, "signed")):
            live = db.session.scalars(sa.select(model).where(model.voided_at.is_(None))).all()
            assert Counter(one.side for one in live) == Counter(s for s in Side if getattr(it, f"{s}_{flag}"))
            assert all(one.digest == it.text_digest for one in live)
        if it.state is AgreementState.APPROVED or it.state in SIGNED_STATES:
            assert it.commissioner_approved
            assert it.provider_approved
        assert (it.commissioner_signed and it.provider_signed) is (it.state in SIGNED_STATES)
        assert bool(it.text_digest) is (it.state in TEXT_IS_FIXED)

    @invariant()
    def nobody_has_approved_what_they_negotiated(self):
        approved = set(db.session.scalars(sa.select(Approval.person_id).where(Approval.voided_at.is_(None))))
        assert not approved & queries.negotiators(self.world.it)

    @invariant()
    def the_price_is_the_sum_of_its_lines(self):
        assert self.world.it.price == operating_price(queries.terms_of(self.world.it))

    @invariant()
    def the_count_of_terms_is_what_counting_them_gives(self):
        it, counted = self.world.it, Counter(term.state for term in queries.terms_of(self.world.it))
        assert it.terms_total == sum(counted.values())
        for state, count in standing.COUNTS.items():
            assert getattr(it, count) == counted[state], state

    @invariant()
    def what_is_agreed_in_principle_has_no_term_left_open(self):
        if self.world.it.text_digest:
            assert {term.state for term in queries.terms_of(self.world.it)} <= set(SETTLED)

    @invariant()
    def an_agreed_term_says_what_it_said_when_it_was_agreed(self):
        agreed = {term.ref: term.fields for term in queries.terms_of(self.world.it) if term.state is TermState.AGREED}
        for ref, fields in agreed.items():
            assert self.agreed.get(ref, fields) == fields
        self.agreed = agreed

    @invariant()
    def each_side_writes_one_offer_at_a_time_and_those_sent_are_counted(self):
        offers = db.session.scalars(sa.select(Offer).where(Offer.agreement_id == self.world.it.id)).all()
        sent = sorted(offer.number for offer in offers if offer.number is not None)
        assert sent == list(range(1, self.world.it.offers_sent + 1))
        assert max(Counter(offer.side for offer in offers if offer.number is None).values(), default=0) <= 1

    @invariant()
    def the_wall_stands(self):
        """What people see depends on the state alone, so it is looked at when that changes."""
        state = self.world.it.state
        if state is self.wall_seen_in:
            return
        self.wall_seen_in = state
        assert not any(self._sees(who) for who in NOBODYS)
        assert all(self._sees(who) for who in OURS)
        assert {self._sees(who) for who in THEIRS} == {state is not AgreementState.DRAFTING}
        assert self._sees("assurer") is (state in SIGNED_STATES)

    @invariant()
    def time_has_left_nothing_undone(self):
        assert due.run() == []
        it, before = self.world.it, self.world.before
        assert not (it.state is AgreementState.SIGNED and it.starts_on <= clock.today())
        if before.state is AgreementState.IN_FORCE and before.ends_on < clock.today():
            assert before.held_over or it.state is AgreementState.SIGNED

    def _sees(self, who):
        it, person = self.world.it, self.world.people[who]
        seen = set()
        for shelf in (queries, texts):
            try:
                seen.add(shelf.get(it.round.slug, it.provider.code, seen_by=person) is it)
            except NoResultFound:
                seen.add(False)
        assert len(seen) == 1
        return seen.pop()


def _start_anew():
    db.session.rollback()
    for table in reversed(db.metadata.sorted_tables):
        db.session.execute(table.delete())
    jobs.clear(db.session.connection())
    db.session.add(Setting(name=SETTING, value=make.NOON.isoformat()))
    db.session.commit()
    db.session.expunge_all()


def _everything():
    """Every row of every table that such acts write to, as it is now."""
    found = {}
    for model in (*WRITTEN, Entry, AgreementVersion, Approval, Signature, Offer, Return):
        table = model.__table__
        found[table.name] = sorted(map(repr, db.session.execute(sa.select(table)).all()))
    db.session.rollback()
    return found


def _returns():
    return [(one, None) for one in db.session.scalars(sa.select(Return))]


@pytest.mark.usefixtures("app")
def test_no_order_of_actions_breaks_what_must_always_hold():
    run_state_machine_as_test(
        Negotiation,
        settings=settings(
            max_examples=20,
            stateful_step_count=25,
            deadline=None,
            database=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
