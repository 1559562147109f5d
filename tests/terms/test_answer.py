"""Negotiators answer an offer line by line: accept, refuse, ask for a change, park. Nothing moves until it is sent."""

import pytest

from app.agreements import commands
from app.extensions import db
from app.models import Change, Offer, Term
from tests import make
from tests.signing.people import cast
from tests.work import waiting_jobs
from workflows.agreement import AgreementState, Side
from workflows.roles import Role
from workflows.term import Answer, Refusal, TermState


@pytest.fixture
def made(app):
    """The provider has asked for a lower target than the draft's 90, and it is the commissioner's move."""
    made = cast("with provider")
    words = dict.fromkeys(("need_profile", "rationale", "subcontracting", "delivery_plan"), "Words.")
    commands.write_opening(made.it, by=made.provider_negotiator, **words)
    commands.write_change(
        made.it, term("VT-1"), fields={"target": 80}, reason="Fewer staff.", by=made.provider_negotiator
    )
    commands.propose(made.it, reason="Our proposal.", by=made.provider_negotiator)
    db.session.commit()
    return made


def term(ref) -> Term:
    return db.session.query(Term).filter_by(ref=ref).one()


def change(ref) -> Change | None:
    return db.session.query(Change).join(Offer).filter(Offer.number.is_(None), Change.term_id == term(ref).id).first()


def counter(made, **given):
    commands.counter(made.it, reason="Our answer.", by=made.commissioner_negotiator, **given)
    db.session.commit()


def test_the_draft_is_proposed_by_the_commissioner_and_a_change_counters_it(made):
    assert (term("SV-1").state, term("SV-1").stands_by) == (TermState.PROPOSED, Side.COMMISSIONER)
    assert (term("VT-1").state, term("VT-1").stands_by) == (TermState.COUNTERED, Side.PROVIDER)


def test_accepting_one_term_waits_in_the_offer_until_it_is_sent(browser, made):
    browser.as_(made.commissioner_negotiator).submit(f"{made.path}/terms/VT-1/accept", terms=["VT-1"])
    assert term("VT-1").state is TermState.COUNTERED
    commands.write_change(
        made.it, term("SV-1"), fields={"minimum": "Weekly"}, reason="More.", by=made.commissioner_negotiator
    )
    counter(made)
    assert term("VT-1").state is TermState.AGREED
    assert made.it.terms_agreed == 1


def test_an_offer_that_only_accepts_is_not_sent_because_it_would_ask_nothing(browser, made):
    browser.as_(made.commissioner_negotiator).submit(f"{made.path}/accept-terms", terms=["VT-1"])
    page = browser.get(f"{made.path}/counter")
    assert page.status_code == 409
    assert "or accept what is on the table" in page.text


def test_only_what_the_other_side_proposes_can_be_accepted_by_itself(browser, made):
    page = browser.as_(made.commissioner_negotiator).get(f"{made.path}/accept-terms")
    assert "VT-1" in page.text
    assert "SV-1" not in page.text


def test_refusing_goes_back_to_ones_own_value_and_keeps_the_kind(browser, made):
    browser.as_(made.commissioner_negotiator).submit(
        f"{made.path}/terms/VT-1/refuse", kind="not evidenced", reason="The census says 90."
    )
    assert term("VT-1").fields["target"] == 80, "nothing moves until it is sent"
    counter(made)
    assert term("VT-1").fields["target"] == 90
    assert (term("VT-1").state, term("VT-1").stands_by) == (TermState.COUNTERED, Side.COMMISSIONER)
    assert db.session.query(Change).filter_by(answer=Answer.REFUSE).one().refusal is Refusal.NOT_EVIDENCED
    page = browser.get(f"{made.path}/terms/VT-1")
    assert "Refuses it: not evidenced." in page.text


def test_a_draft_value_has_no_earlier_one_to_go_back_to(browser, app):
    made = cast("with provider")
    page = browser.as_(made.provider_negotiator).get(f"{made.path}/terms/VT-1/refuse")
    assert page.status_code == 409
    assert "There is no earlier value of VT-1 to go back to." in page.text


def test_a_wanted_change_is_asked_for_answered_and_the_asker_told(browser, made):
    browser.as_(made.commissioner_negotiator).submit(
        f"{made.path}/terms/VT-1/want", reason="Count women apart, as the census does."
    )
    counter(made)
    assert (term("VT-1").state, term("VT-1").wanted_by) == (TermState.OPEN, Side.COMMISSIONER)
    page = browser.as_(made.provider_negotiator).get(made.path)
    assert "VT-1: the commissioner wants a change." in page.text
    refused = browser.get(f"{made.path}/accept")
    assert refused.status_code == 409
    commands.write_change(
        made.it,
        term("VT-1"),
        fields={"population": "Men; women apart"},
        reason="As asked.",
        by=made.provider_negotiator,
    )
    commands.counter(made.it, reason="Done.", by=made.provider_negotiator)
    db.session.commit()
    assert term("VT-1").wanted_by is None
    assert any("answers 1 change that your side wanted" in job.arguments["body"] for job in waiting_jobs())


def test_an_offer_that_leaves_a_wanted_change_unanswered_is_not_sent(browser, made):
    commands.answer(
        made.it, term("VT-1"), answer=Answer.WANT, reason="Count women apart.", by=made.commissioner_negotiator
    )
    counter(made)
    commands.write_change(
        made.it, term("SV-1"), fields={"minimum": "Daily"}, reason="More.", by=made.provider_negotiator
    )
    db.session.commit()
    page = browser.as_(made.provider_negotiator).get(f"{made.path}/counter")
    assert page.status_code == 409
    assert "The other side wants a change to VT-1." in page.text


def test_a_wanted_change_can_be_refused_and_the_value_stays(browser, made):
    commands.answer(
        made.it, term("VT-1"), answer=Answer.WANT, reason="Count women apart.", by=made.commissioner_negotiator
    )
    counter(made)
    browser.as_(made.provider_negotiator).submit(
        f"{made.path}/terms/VT-1/refuse", kind="not affordable", reason="The system cannot."
    )
    commands.counter(made.it, reason="No.", by=made.provider_negotiator)
    assert (term("VT-1").state, term("VT-1").stands_by, term("VT-1").fields["target"]) == (
        TermState.PROPOSED, Side.PROVIDER, 80,
    )  # fmt: skip


def test_a_parked_term_has_an_owner_a_reason_and_a_day_and_does_not_stop_the_agreement(browser, made):
    page = browser.as_(made.commissioner_negotiator).submit(
        f"{made.path}/terms/VT-1/park", owner="", reason="", until=""
    )
    assert "Enter who will settle it" in page.text
    browser.submit(
        f"{made.path}/terms/VT-1/park",
        owner="A. Smith", reason="The census is late.",
        **{"until-day": "1", "until-month": "6", "until-year": "2012"},
    )  # fmt: skip
    counter(made)
    assert term("VT-1").state is TermState.PARKED
    commands.accept(made.it, by=made.provider_negotiator)
    assert made.it.state is AgreementState.AGREED
    assert (made.it.terms_agreed, made.it.terms_parked) == (4, 1)


def test_accepting_everything_agrees_every_term(made):
    commands.accept(made.it, by=made.commissioner_negotiator)
    assert {one.state for one in db.session.query(Term)} == {TermState.AGREED}
    assert made.it.terms_agreed == made.it.terms_total == 5


def test_an_agreed_term_is_locked(browser, made):
    commands.answer(made.it, term("VT-1"), answer=Answer.ACCEPT, by=made.commissioner_negotiator)
    commands.write_change(
        made.it, term("SV-1"), fields={"minimum": "Weekly"}, reason="More.", by=made.commissioner_negotiator
    )
    counter(made)
    page = browser.as_(made.provider_negotiator).get(f"{made.path}/terms/VT-1/write-change")
    assert page.status_code == 409
    assert "VT-1 is agreed and locked. Ask to reopen it first: that takes both sides." in page.text
    assert "VT-1 is agreed and locked." in browser.get(f"{made.path}/terms/VT-1").text


@pytest.mark.parametrize("action", ["accept", "refuse", "want", "park"])
def test_nobody_answers_a_term_when_it_is_not_their_move(browser, made, action):
    page = browser.as_(made.provider_negotiator).get(f"{made.path}/terms/VT-1/{action}")
    assert page.status_code in (403, 409)


@pytest.mark.parametrize("action", ["", "/accept", "/refuse", "/want", "/park", "/ask-to-reopen"])
def test_another_providers_people_find_nothing(browser, made, action):
    stranger = make.person(Role.PROVIDER_NEGOTIATOR, at=make.provider())
    assert browser.as_(stranger).get(f"{made.path}/terms/VT-1{action}").status_code == 404


def test_a_term_is_not_parked_until_a_day_that_is_over(browser, made):
    page = browser.as_(made.commissioner_negotiator).submit(
        f"{made.path}/terms/VT-1/park",
        owner="The estates lead",
        reason="They wait.",
        **{"until-day": "1", "until-month": "6", "until-year": "2011"},
    )
    assert "Enter a day that is not over yet" in page.text
    assert change("VT-1") is None


def test_a_change_says_how_far_it_meets_what_was_asked_for(browser, made):
    commands.answer(
        made.it, term("VT-1"), answer=Answer.WANT, reason="Count women apart.", by=made.commissioner_negotiator
    )
    counter(made)
    address = f"{made.path}/terms/VT-1/write-change"
    page = browser.as_(made.provider_negotiator).get(address)
    assert "Is this what the other side asked for?" in page.text
    assert "Count women apart." in page.text
    cells = {f"cell_{key}": str(value) for key, value in term("VT-1").fields.items()}
    cells |= {"cell_population": "Men", "cell_target": "70"}
    browser.submit(address, **cells, reason="So.", meets="partly conceded")
    commands.counter(made.it, reason="In part.", by=made.provider_negotiator)
    db.session.commit()
    assert "Changes it: partly conceded." in browser.get(f"{made.path}/terms/VT-1").text


def test_nobody_is_asked_how_far_a_change_meets_what_was_never_asked_for(browser, made):
    page = browser.as_(made.commissioner_negotiator).get(f"{made.path}/terms/VT-1/write-change")
    assert "Is this what the other side asked for?" not in page.text


def test_a_parked_term_can_be_accepted_as_it_stands_after_all(made):
    until = made.it.ends_on
    commands.answer(
        made.it, term("SV-1"), answer=Answer.PARK, owner="A. Smith", reason="Late.", until=until,
        by=made.commissioner_negotiator,
    )  # fmt: skip
    counter(made)
    assert term("SV-1").state is TermState.PARKED
    commands.answer(made.it, term("SV-1"), answer=Answer.ACCEPT, by=made.provider_negotiator)
    commands.answer(made.it, term("PR-1"), answer=Answer.WANT, reason="Say why.", by=made.provider_negotiator)
    commands.counter(made.it, reason="As it stands, then.", by=made.provider_negotiator)
    assert (term("SV-1").state, term("SV-1").parked_owner, term("SV-1").parked_until) == (TermState.AGREED, "", None)
    assert (made.it.terms_agreed, made.it.terms_parked) == (1, 0)
