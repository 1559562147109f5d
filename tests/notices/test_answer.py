"""The other side's signatory accepts a notice, accepts it at a cost, or objects; a price in question is decided."""

from datetime import date

import pytest

from app.extensions import db
from app.models import AgreementVersion, Entry, NoticeAnswer
from tests.notices.given import JUNE, issued, on, term
from tests.signing.people import cast

BOTH = {"kind": "discretionary", "origin": "proposal"}


def answer(browser, made, by=None, **fields):
    browser.as_(by or made.provider_signatory)
    return browser.submit(f"{made.path}/notices/1/answer", **{"words": "Because.", **fields})


def decide(browser, made, by=None, **fields):
    browser.as_(by or made.commissioner_signatory)
    return browser.submit(f"{made.path}/notices/1/decide", **{"reason": "It is fair.", **fields})


def test_the_signatory_accepts_it(browser):
    made = cast("in force")
    notice = issued(made, **BOTH)
    answer(browser, made, answer="accept", words="")
    assert (notice.state, db.session.query(NoticeAnswer).one().person_id) == ("accepted", made.provider_signatory.id)
    on(JUNE)
    assert term(made, "VT-1").fields["target"] == 120


def test_accepted_at_a_cost_a_discretionary_notice_waits_for_consent_to_the_cost(browser):
    made = cast("in force")
    notice = issued(made, **BOTH)
    answer(browser, made, answer="accept_at_a_cost", cost="20,000")
    assert (notice.state, notice.asked_cost) == ("accepted at a cost", 20000)
    on(JUNE)
    assert notice.state == "accepted at a cost"
    page = decide(browser, made, cost="5000", line="PR-1")
    assert "The other side accepts it at £20,000. Agree to that, or withdraw the notice." in page.text
    decide(browser, made, cost="20000", line="PR-1")
    assert notice.state == "decided"
    on(JUNE)
    assert (notice.state, term(made, "PR-1").fields["price"]) == ("in effect", 9170000)
    numbers = [version.number for version in db.session.query(AgreementVersion).order_by(AgreementVersion.id)]
    assert numbers[-2:] == ["1.0", "2.0"]


def test_an_objection_keeps_a_discretionary_notice_from_taking_effect(browser):
    made = cast("in force")
    notice = issued(made, **BOTH)
    answer(browser, made, answer="object", ground="cannot be delivered")
    on(JUNE)
    assert (notice.state, term(made, "VT-1").fields["target"]) == ("objected to", 90)
    page = browser.as_(made.commissioner_signatory).get(f"{made.path}/notices/1/decide")
    assert page.status_code == 409
    assert "needs both sides, and the other side objects" in page.text


def test_whoever_objected_can_come_to_accept_it(browser):
    made = cast("in force")
    notice = issued(made, **BOTH)
    answer(browser, made, answer="object", ground="cannot be delivered")
    answer(browser, made, answer="accept")
    assert notice.state == "accepted"


def test_a_mandatory_notice_takes_effect_while_its_price_is_disputed(browser):
    made = cast("in force")
    notice = issued(made)
    answer(browser, made, answer="object", ground="price")
    on(JUNE)
    assert (notice.state, notice.price_in_question) == ("in effect", True)
    assert term(made, "VT-1").fields["target"] == 120
    assert "Its price waits for the commissioner to decide." in browser.get(f"{made.path}/notices/1").text


def test_decided_after_its_effect_the_price_changes_that_day_in_a_version_of_its_own(browser):
    made = cast("in force")
    notice = issued(made)
    answer(browser, made, answer="accept_at_a_cost", cost="20000")
    on(JUNE)
    on(date(2012, 6, 20))
    decide(browser, made, cost="12000", line="PR-2")
    assert (notice.state, notice.price_in_question, term(made, "PR-2").fields["price"]) == ("in effect", False, 1012000)
    last = db.session.query(AgreementVersion).order_by(AgreementVersion.id.desc()).first()
    assert (last.number, last.applies_from) == ("3.0", date(2012, 6, 20))
    text = browser.get(f"{made.path}/text").text
    assert "£1,012,000 (notice 1, price decided)" in text
    assert "£1,000,000" in browser.get(f"{made.path}/text?on=2012-06-19").text


def test_the_price_in_the_notice_can_be_upheld(browser):
    made = cast("in force")
    notice = issued(made)
    answer(browser, made, answer="accept_at_a_cost", cost="20000")
    on(JUNE)
    decide(browser, made, cost="0")
    assert (notice.price_in_question, notice.decided_cost) == (False, 0)
    assert db.session.query(AgreementVersion).order_by(AgreementVersion.id.desc()).first().number == "2.0"


def test_a_mandatory_notice_is_objected_to_on_its_price_alone(browser):
    made = cast("in force")
    notice = issued(made)
    page = answer(browser, made, answer="object", ground="cannot be delivered")
    assert "Select ground of your objection" in page.text or "Select the ground of your objection" in page.text
    assert notice.state == "issued"


def test_a_mandatory_notice_can_be_answered_after_its_day(browser):
    made = cast("in force")
    notice = issued(made)
    on(JUNE)
    answer(browser, made, answer="accept_at_a_cost", cost="900")
    assert (notice.state, notice.price_in_question) == ("in effect", True)
    assert browser.get(f"{made.path}/notices/1/answer").status_code == 409


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Select your answer"),
        ({"answer": "accept_at_a_cost"}, "Enter the cost in whole pounds"),
        ({"answer": "accept_at_a_cost", "cost": "9", "words": ""}, "Explain your answer"),
        ({"answer": "object"}, "Select the ground of your objection"),
    ],
)
def test_what_an_answer_needs_is_asked_for(browser, fields, sentence):
    made = cast("in force")
    notice = issued(made, **BOTH)
    assert sentence in answer(browser, made, **fields).text
    assert notice.state == "issued"


def test_a_cost_needs_the_line_that_it_goes_on(browser):
    made = cast("in force")
    issued(made)
    answer(browser, made, answer="accept_at_a_cost", cost="20000")
    assert "Select the price line that the cost goes on" in decide(browser, made, cost="20000").text


def test_ones_own_side_does_not_answer(browser):
    made = cast("in force")
    issued(made)
    page = browser.as_(made.commissioner_signatory).get(f"{made.path}/notices/1/answer")
    assert page.status_code == 409
    assert "Your own side gave this notice. The other side answers it." in page.text


@pytest.mark.parametrize("who", ["provider_negotiator", "commissioner_negotiator", "manager"])
def test_only_signatories_answer_decide_and_withdraw(browser, who):
    made = cast("in force")
    issued(made)
    for page in ("answer", "decide", "withdraw"):
        assert browser.as_(getattr(made, who)).get(f"{made.path}/notices/1/{page}").status_code == 404


def test_the_commissioner_answers_a_providers_notice_and_the_provider_decides_on_its_cost(browser):
    made = cast("in force")
    notice = issued(made, by=made.provider_negotiator, **BOTH)
    answer(browser, made, by=made.commissioner_signatory, answer="accept_at_a_cost", cost="-30000")
    decide(browser, made, by=made.provider_signatory, cost="-30000", line="PR-1")
    on(JUNE)
    assert (notice.state, term(made, "PR-1").fields["price"]) == ("in effect", 9120000)


def test_a_second_press_answers_once_and_says_so(browser):
    made = cast("in force")
    notice = issued(made, **BOTH)
    browser.as_(made.provider_signatory)
    page = browser.get(f"{made.path}/notices/1/answer").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    data = {"csrf_token": token, "version": str(notice.version), "answer": "accept", "words": ""}
    browser.post(f"{made.path}/notices/1/answer", data=data)
    again = browser.post(f"{made.path}/notices/1/answer", data=data, follow_redirects=True)
    assert "It has not been done twice." in again.text
    assert db.session.query(Entry).filter_by(action="accept", subject_type="notice").count() == 1


def test_a_notice_that_changed_meanwhile_is_read_again_first(browser):
    made = cast("in force")
    notice = issued(made, **BOTH)
    browser.as_(made.provider_signatory)
    page = browser.get(f"{made.path}/notices/1/answer").text
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    data = {"csrf_token": token, "version": str(notice.version - 1), "answer": "accept", "words": ""}
    assert "This notice has changed since you opened the page" in browser.post(
        f"{made.path}/notices/1/answer", data=data
    ).text  # fmt: skip


# --- withdrawing ------------------------------------------------------------------------------------------------------


def test_it_is_withdrawn_with_a_reason_before_it_takes_effect(browser):
    made = cast("in force")
    notice = issued(made)
    browser.as_(made.commissioner_signatory).submit(f"{made.path}/notices/1/withdraw", reason="The Act is delayed.")
    assert notice.state == "withdrawn"
    assert on(JUNE) == []
    assert "The Act is delayed." in browser.as_(made.provider_negotiator).get(f"{made.path}/notices/1").text


def test_in_effect_it_cannot_be_withdrawn(browser):
    made = cast("in force")
    issued(made)
    on(JUNE)
    assert browser.as_(made.commissioner_signatory).get(f"{made.path}/notices/1/withdraw").status_code == 409
