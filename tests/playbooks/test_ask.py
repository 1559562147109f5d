"""What goes beyond one's own range leaves only with the leave of whoever may give it, and only exactly so."""

import re

import pytest

from app.agreements import commands as agreements
from app.agreements import queries
from app.extensions import db
from app.models import Clearance, Letter, StandardTerm
from app.playbooks import commands
from tests import make
from tests.signing.people import cast
from tests.work import do_jobs
from workflows.agreement import AgreementState, Side
from workflows.clearance import ClearanceState, Step
from workflows.engine import Refused
from workflows.roles import Role
from workflows.schedule import FIGURE_TO_FOLLOW
from workflows.term import Answer

ASK = "VT-1 goes beyond your range: ask Gary Governor to approve this offer first."
WORDS = dict.fromkeys(("need_profile", "rationale", "subcontracting", "delivery_plan"), "Words.")


@pytest.fixture
def made(app):
    """The provider may go to 100 on VT-1, and its governor beyond."""
    made = cast("with provider")
    keep(made, made.provider_signatory, {"target": {"most": 100}}, approver_id=made.provider_signatory.id)
    agreements.write_opening(made.it, by=made.provider_negotiator, **WORDS)
    db.session.commit()
    return made


def keep(made, who, limits, **given):
    commands.write_for_term(target(made), by=who, limits=limits, **given)
    db.session.commit()


def target(made):
    return next(term for term in made.it.terms if term.ref == "VT-1")


def offer(made, figure, who=None):
    who = who or made.provider_negotiator
    agreements.write_change(made.it, target(made), fields={"target": figure}, reason="The evidence.", by=who)
    db.session.commit()


def ask(made, step=Step.OFFER, who=None):
    found = commands.ask(made.it, step, reason="They insist.", by=who or made.provider_negotiator)
    db.session.commit()
    return found[0]


def approve(made, clearance, who=None):
    commands.approve(clearance, by=who or made.provider_signatory)
    db.session.commit()


# --- an offer ----


def test_an_offer_within_the_range_leaves_without_asking(made):
    offer(made, 100)
    agreements.propose(made.it, reason="Here.", by=made.provider_negotiator)
    assert made.it.state is AgreementState.WITH_COMMISSIONER


def test_an_offer_beyond_the_range_does_not_leave_and_says_whom_to_ask(browser, made):
    offer(made, 120)
    page = browser.as_(made.provider_negotiator).get(f"{made.path}/propose")
    assert page.status_code == 409
    assert ASK in page.text
    with pytest.raises(Refused):
        agreements.propose(made.it, reason="Here.", by=made.provider_negotiator)
    db.session.rollback()
    assert made.it.state is AgreementState.WITH_PROVIDER


def test_a_figure_to_follow_gives_nothing_away(made):
    offer(made, FIGURE_TO_FOLLOW)
    agreements.propose(made.it, reason="Here.", by=made.provider_negotiator)


def test_the_agreements_page_says_so_and_leads_to_asking(browser, made):
    offer(made, 120)
    text = browser.as_(made.provider_negotiator).get(made.path).text
    assert ASK in text
    assert f"{made.path}/ask-approval/offer" in text


def test_within_the_range_there_is_nothing_to_ask(browser, made):
    offer(made, 90 + 5)
    assert "ask-approval" not in browser.as_(made.provider_negotiator).get(made.path).text
    assert "nobody has to approve it" in browser.get(f"{made.path}/ask-approval/offer").text


def test_asked_and_approved_it_leaves(browser, made):
    offer(made, 120)
    who = browser.as_(made.provider_negotiator)
    assert who.submit(f"{made.path}/ask-approval/offer", reason="They insist.").status_code == 303
    assert "it waits for Gary Governor to approve this offer" in who.get(made.path).text
    found = db.session.query(Clearance).one()
    governor = browser.as_(made.provider_signatory)
    text = governor.get("/work").text
    assert f"{made.path}/approvals/{found.id}" in text
    page = governor.get(f"{made.path}/approvals/{found.id}")
    assert "They insist." in page.text
    assert "at most 100" in page.text
    assert governor.submit(f"{made.path}/approvals/{found.id}/approve").status_code == 303
    assert found.state is ClearanceState.APPROVED
    page = browser.as_(made.provider_negotiator).submit(f"{made.path}/propose", reason="Here.")
    assert page.status_code == 303
    assert made.it.state is AgreementState.WITH_COMMISSIONER


def test_it_lapses_when_the_offer_changes(made):
    offer(made, 120)
    clearance = ask(made)
    approve(made, clearance)
    offer(made, 121)
    assert clearance.state is ClearanceState.LAPSED
    with pytest.raises(Refused, match="ask Gary Governor"):
        agreements.propose(made.it, reason="Here.", by=made.provider_negotiator)


def test_it_is_for_the_whole_offer_not_for_one_term(made):
    """Another term changed: what was approved is not what would leave."""
    offer(made, 120)
    approve(made, ask(made))
    price = next(term for term in made.it.terms if term.ref == "PR-1")
    fields = {"change": 200_000, "price": 9_200_000}
    agreements.write_change(made.it, price, fields=fields, reason="Pay.", by=made.provider_negotiator)
    db.session.commit()
    with pytest.raises(Refused, match="ask Gary Governor"):
        agreements.propose(made.it, reason="Here.", by=made.provider_negotiator)


def test_even_where_nothing_noted_the_change_the_fingerprint_does(made):
    offer(made, 120)
    clearance = ask(made)
    approve(made, clearance)
    change = queries.unsent(made.it, Side.PROVIDER).changes[0]
    change.after = {"target": 130}
    db.session.commit()
    assert clearance.state is ClearanceState.APPROVED
    with pytest.raises(Refused, match="ask Gary Governor"):
        agreements.propose(made.it, reason="Here.", by=made.provider_negotiator)


def test_declined_it_stays_and_the_offer_can_be_brought_back_within(browser, made):
    offer(made, 120)
    clearance = ask(made)
    page = browser.as_(made.provider_signatory).submit(
        f"{made.path}/approvals/{clearance.id}/decline", reason="Not this year."
    )
    assert page.status_code == 303
    text = browser.as_(made.provider_negotiator).get(made.path).text
    assert "Gary Governor has declined this offer" in text
    assert "Not this year." in browser.get(f"{made.path}/approvals/{clearance.id}").text
    offer(made, 100)
    agreements.propose(made.it, reason="Here.", by=made.provider_negotiator)


# --- who decides ----


def test_only_whom_the_playbook_names_decides(browser, made):
    offer(made, 120)
    clearance = ask(made)
    other = make.person(Role.PROVIDER_SIGNATORY, at=made.it.provider)
    page = browser.as_(other).get(f"{made.path}/approvals/{clearance.id}/approve")
    assert page.status_code == 409
    assert "Your side’s playbook says that Gary Governor decides this." in page.text


def test_whoever_plays_the_part_decides_where_nobody_is_named(made):
    keep(made, made.provider_signatory, {"target": {"most": 100}})
    offer(made, 120)
    clearance = ask(made)
    approve(made, clearance, make.person(Role.PROVIDER_SIGNATORY, at=made.it.provider))
    assert clearance.state is ClearanceState.APPROVED


def test_who_wrote_the_offer_does_not_approve_it(made):
    both = make.person(Role.PROVIDER_NEGOTIATOR, Role.PROVIDER_SIGNATORY, at=made.it.provider)
    keep(made, made.provider_signatory, {"target": {"most": 100}})
    offer(made, 120, who=both)
    clearance = ask(made)
    with pytest.raises(Refused, match="somebody else must decide"):
        commands.approve(clearance, by=both)


def test_what_has_changed_since_is_not_approved(made):
    offer(made, 120)
    clearance = ask(made)
    offer(made, 125)
    with pytest.raises(Refused):
        commands.approve(clearance, by=made.provider_signatory)


@pytest.mark.parametrize("who", ["commissioner_negotiator", "commissioner_signatory", "manager"])
def test_the_other_side_finds_no_request_and_no_word_of_it(browser, made, who):
    offer(made, 120)
    clearance = ask(made)
    them = browser.as_(getattr(made, who))
    for page in ("", "/approve", "/decline"):
        assert them.get(f"{made.path}/approvals/{clearance.id}{page}").status_code == 404
    assert "approval" not in them.get(made.path).text.lower().replace("approval of the exact text", "")


def test_asking_twice_for_the_same_is_said_so(browser, made):
    offer(made, 120)
    who = browser.as_(made.provider_negotiator)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]*)"', who.get(f"{made.path}/ask-approval/offer").text).group(
        1
    )
    for _ in range(2):
        page = who.post(f"{made.path}/ask-approval/offer", data={"csrf_token": token, "reason": "They insist."})
    assert "has been asked for already" in page.text
    assert db.session.query(Clearance).count() == 1


def test_pressing_approve_twice_says_so(browser, made):
    offer(made, 120)
    clearance = ask(made)
    approve(made, clearance)
    who = browser.as_(made.provider_signatory)
    page = who.press(f"{made.path}/approvals/{clearance.id}", f"{made.path}/approvals/{clearance.id}/approve")
    assert page.status_code == 303
    assert "It has not been done twice" in who.get(page.location).text


def test_who_decides_and_who_asked_are_written_to_without_a_value(app, made):
    offer(made, 120)
    clearance = ask(made)
    approve(made, clearance)
    do_jobs(app)
    link = f"{made.path}/approvals/{clearance.id}"
    found = [letter for letter in db.session.query(Letter) if link in letter.body]
    assert {letter.to for letter in found} == {made.provider_signatory.email, made.provider_negotiator.email}
    assert not any("120" in letter.body.replace(link, "") for letter in found)


# --- accepting, and the draft ----


def test_accepting_a_value_beyond_the_range_needs_leave_too(browser, made):
    offer(made, 95)
    agreements.propose(made.it, reason="Here.", by=made.provider_negotiator)
    keep(made, made.manager, {"target": {"least": 100}})
    page = browser.as_(made.commissioner_negotiator).get(f"{made.path}/accept")
    assert page.status_code == 409
    assert "VT-1 goes beyond your range: ask a commissioner signatory to approve accepting it first." in page.text
    clearance = ask(made, Step.ACCEPTANCE, made.commissioner_negotiator)
    commands.approve(clearance, by=made.commissioner_signatory)
    db.session.commit()
    agreements.accept(made.it, by=made.commissioner_negotiator)
    assert made.it.state is AgreementState.AGREED


def test_ones_own_value_is_not_held_against_one_when_everything_is_accepted(made):
    """It left with leave, or before there was a range: what one accepts is what the other side put there."""
    offer(made, 95)
    agreements.propose(made.it, reason="Here.", by=made.provider_negotiator)
    price = next(term for term in made.it.terms if term.ref == "PR-1")
    fields = {"change": 100_000, "price": 9_100_000}
    agreements.write_change(made.it, price, fields=fields, reason="Less.", by=made.commissioner_negotiator)
    agreements.counter(made.it, reason="Less.", by=made.commissioner_negotiator)
    keep(made, made.provider_signatory, {"target": {"most": 90}})
    agreements.accept(made.it, by=made.provider_negotiator)
    assert made.it.state is AgreementState.AGREED


def test_accepting_one_term_within_an_offer_is_held_against_the_range(made):
    offer(made, 95)
    agreements.propose(made.it, reason="Here.", by=made.provider_negotiator)
    keep(made, made.manager, {"target": {"least": 100}})
    agreements.answer(made.it, target(made), answer=Answer.ACCEPT, by=made.commissioner_negotiator)
    price = next(term for term in made.it.terms if term.ref == "PR-2")
    agreements.write_change(
        made.it, price, fields={"change": 1, "price": 1_000_001}, reason="Pay.", by=made.commissioner_negotiator
    )
    with pytest.raises(Refused, match="VT-1 goes beyond your range"):
        agreements.counter(made.it, reason="Here.", by=made.commissioner_negotiator)


def test_a_draft_beyond_the_rounds_range_is_not_sent(browser, app):
    made = cast("drafting")
    standard = make.add(
        StandardTerm(round_id=made.round.id, schedule="volumes", ref="VT-1", position=1, title="P", fields={})
    )
    target(made).standard_term_id = standard.id
    commands.write_for_round(standard, by=made.manager, limits={"target": {"least": 100}})
    db.session.commit()
    page = browser.as_(made.commissioner_negotiator).get(f"{made.path}/send")
    assert page.status_code == 409
    assert "VT-1 goes beyond your range: ask a commissioner signatory to approve this draft first." in page.text
    assert f"{made.path}/ask-approval/draft" in browser.get(made.path).text
    commands.approve(ask(made, Step.DRAFT, made.commissioner_negotiator), by=made.commissioner_signatory)
    db.session.commit()
    agreements.send(made.it, by=made.commissioner_negotiator)


def test_editing_the_draft_undoes_its_approval(app):
    made = cast("drafting")
    keep(made, made.manager, {"target": {"least": 100}})
    commands.approve(ask(made, Step.DRAFT, made.commissioner_negotiator), by=made.commissioner_signatory)
    agreements.edit_term(target(made), fields={"target": 50}, by=made.commissioner_negotiator)
    with pytest.raises(Refused, match="VT-1 goes beyond"):
        agreements.send(made.it, by=made.commissioner_negotiator)


def test_each_who_may_go_beyond_is_asked_for_their_own_terms(made):
    price = next(term for term in made.it.terms if term.ref == "PR-1")
    commands.write_for_term(price, by=made.provider_signatory, limits={"price": {"least": 9_500_000}})
    agreements.write_change(
        made.it, price, fields={"change": 1, "price": 9_000_001}, reason="Less.", by=made.provider_negotiator
    )
    offer(made, 120)
    asked = commands.ask(made.it, Step.OFFER, reason="Why.", by=made.provider_negotiator)
    assert sorted(one.beyond[0]["ref"] for one in asked) == ["PR-1", "VT-1"]
    commands.approve(next(one for one in asked if one.approver_id), by=made.provider_signatory)
    with pytest.raises(Refused, match="PR-1 goes beyond your range: it waits for a provider signatory"):
        agreements.propose(made.it, reason="Here.", by=made.provider_negotiator)


def test_nobody_waits_to_decide_what_has_left_without_it(browser, made):
    """The range was widened meanwhile, so the offer left within it."""
    offer(made, 120)
    clearance = ask(made)
    keep(made, made.provider_signatory, {"target": {"most": 150}})
    agreements.propose(made.it, reason="Here.", by=made.provider_negotiator)
    db.session.commit()
    assert clearance.state is ClearanceState.LAPSED
    assert "Approval to go beyond" not in browser.as_(made.provider_signatory).get("/work").text
