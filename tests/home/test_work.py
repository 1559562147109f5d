"""Each person's first page says what waits for them, since when and by when."""

from datetime import date

import pytest
from sqlalchemy import event

from app.extensions import db
from app.models import Point, Return
from tests import make
from workflows.roles import Role
from workflows.round import RoundState


@pytest.fixture
def round_(app):
    return make.round_(RoundState.NEGOTIATING)


def test_a_negotiator_sees_what_waits_for_them_and_not_what_waits_for_others(browser, round_):
    mine, other = make.provider(name="HMP Mine"), make.provider(name="HMP Other")
    make.agreement(round_, mine, state="with commissioner", offers_sent=2)
    make.agreement(round_, other, state="with commissioner", offers_sent=2)
    page = browser.as_(make.person(Role.COMMISSIONER_NEGOTIATOR, works_with=[mine])).get("/work")
    assert "1 thing waits for you" in page.text
    assert "counter or accept offer 2" in page.text
    assert "HMP Other" not in page.text


def test_what_is_the_other_sides_move_does_not_wait_for_me(browser, round_):
    mine = make.provider()
    make.agreement(round_, mine, state="with provider", offers_sent=1)
    assert "Nothing waits for you" in browser.as_(
        make.person(Role.COMMISSIONER_NEGOTIATOR, works_with=[mine])
    ).get("/work").text  # fmt: skip
    assert "1 thing waits" in browser.as_(make.person(Role.PROVIDER_NEGOTIATOR, at=mine)).get("/work").text


def test_a_signatory_is_asked_to_approve_until_their_side_has(browser, round_):
    mine = make.provider()
    agreement = make.agreement(round_, mine, state="agreed in principle", text_digest="1" * 64)
    signatory = make.person(Role.PROVIDER_SIGNATORY, at=mine)
    assert "1 thing waits" in browser.as_(signatory).get("/work").text
    agreement.provider_approved = True
    make.add(agreement)
    assert "Nothing waits for you" in browser.get("/work").text


def test_an_overdue_return_waits_for_its_provider(browser, round_):
    agreement = make.agreement(round_, state="in force")
    make.add(
        Return(round_id=round_.id, agreement_id=agreement.id, provider_id=agreement.provider_id, key="a", title="Audit",
               state="overdue", covers_from=date(2011, 4, 1), covers_to=date(2011, 9, 30), due_on=date(2011, 10, 28))
    )  # fmt: skip
    page = browser.as_(make.person(Role.PROVIDER_NEGOTIATOR, at=agreement.provider)).get("/work")
    assert "It is overdue: send it now." in page.text
    assert "Late" in page.text
    other = make.person(Role.PROVIDER_NEGOTIATOR, at=make.provider())
    assert "Audit" not in browser.as_(other).get("/work").text


def test_a_return_waits_once_its_period_is_over_or_it_is_nearly_due(browser, round_):
    agreement = make.agreement(round_, state="in force")
    own = {"round_id": round_.id, "agreement_id": agreement.id, "provider_id": agreement.provider_id}
    for key, ends, due in (
        ("a", date(2011, 10, 31), date(2012, 1, 31)),
        ("b", date(2011, 12, 31), date(2011, 12, 10)),
        ("c", date(2012, 3, 31), date(2012, 4, 28)),
    ):
        make.add(Return(**own, key=key, title=f"Audit {key}", covers_from=date(2011, 4, 1), covers_to=ends, due_on=due))
    page = browser.as_(make.person(Role.PROVIDER_NEGOTIATOR, at=agreement.provider)).get("/work").text
    assert "2 things wait for you" in page
    assert "Audit a up to 31 October 2011" in page
    assert "Audit b" in page
    assert "Audit c" not in page


def test_a_manager_is_told_which_move_of_the_round_nothing_holds_up(browser, app):
    round_ = make.round_(RoundState.ANSWERING)
    manager = make.person(Role.ROUND_MANAGER)
    assert "Nothing waits for you" in browser.as_(manager).get("/work").text
    make.edition(round_, kind="final")
    page = browser.get("/work").text
    assert f"Start negotiating, {round_.slug}" in page
    assert "Start negotiating" not in browser.as_(make.person(Role.ANALYST)).get("/work").text


@pytest.mark.parametrize("state", list(RoundState))
def test_a_managers_first_page_takes_few_queries_in_every_state_of_the_round(browser, app, state):
    make.agreement(make.round_(state))
    browser.as_(make.person(Role.ROUND_MANAGER)).get("/work")
    seen: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    db.session.remove()
    browser.get("/work")
    own = [query for query in seen if query.startswith("SELECT") and "FROM setting" not in query]
    assert len(own) <= 8, "beside the rehearsal's clock"


def test_those_who_are_asked_are_invited_to_respond_and_staff_are_not(browser, app):
    round_ = make.round_(RoundState.CONSULTING)
    invitation = f'href="/rounds/{round_.slug}/respond"'
    provider = make.person(Role.PROVIDER_NEGOTIATOR, at=make.provider())
    assert invitation in browser.as_(provider).get("/work").text
    assert invitation not in browser.as_(make.person(Role.ANALYST)).get("/work").text


def test_who_began_a_response_and_did_not_send_it_finds_it_again(browser, app):
    round_ = make.round_(RoundState.CONSULTING)
    make.published(round_)
    kim = make.person(at=make.provider())
    make.response(round_, person_id=kim.id, state="draft", submitted_at=None)
    make.response(round_, state="draft", submitted_at=None)
    page = browser.as_(kim).get("/work").text
    assert page.count("Your response to 2012-13") == 1
    assert "You began it and have not sent it" in page
    make.response(round_, person_id=kim.id)
    assert browser.get("/work").text.count("Your response to 2012-13") == 1


def test_an_analyst_is_told_how_many_points_have_no_answer(browser, round_):
    response = make.response(round_)
    for place in ("CU-1", "CU-2"):
        make.add(Point(response_id=response.id, round_id=round_.id, place=place, text="Why?", received_at=make.NOON))
    assert "2 points without an answer" in browser.as_(make.person(Role.ANALYST)).get("/work").text
    assert "points without" not in browser.as_(make.person(Role.ASSURER)).get("/work").text


def test_the_bar_counts_only_what_one_may_see(browser, round_):
    mine = make.provider()
    make.agreement(round_, mine, state="with provider", offers_sent=1)
    make.agreement(round_, make.provider(), state="with provider", offers_sent=1)
    page = browser.as_(make.person(Role.PROVIDER_NEGOTIATOR, at=mine)).get("/work")
    assert "1 of 1 agreement that you can see" in page.text


def test_the_public_front_page_invites_people_to_respond(browser, app):
    make.round_(RoundState.CONSULTING)
    assert "until the end of Friday 9 December 2011" in browser.get("/").text


def test_signed_out_nobody_has_work(browser, app):
    assert browser.get("/work").location.startswith("/sign-in")
