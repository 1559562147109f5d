"""Respondents save as they go, and nothing that they typed is lost."""

import re

from app.extensions import db
from app.models import Entry, View
from tests.responses.conftest import HERE, Respondent
from workflows.response import Permission, Stance


def saved(place):
    return db.session.query(View).filter_by(place=place).one_or_none()


def test_an_answer_is_saved_and_leads_to_the_next_intention(ann):
    answer = ann.says("CU-1", stance="partly", comment="Yes, but slowly.", evidence="A study.", wording="Slowly.")
    assert answer.location.endswith("/respond/CU-2")
    view = saved("CU-1")
    assert (view.stance, view.comment, view.evidence, view.wording) == (
        Stance.PARTLY, "Yes, but slowly.", "A study.", "Slowly.",
    )  # fmt: skip


def test_the_last_intention_of_a_group_leads_back_to_the_group(ann):
    assert ann.says("CU-2", stance="agree").location.endswith("/sections/custodial")


def test_saving_is_not_sending_so_it_is_not_on_the_timeline(ann):
    ann.says("CU-1", stance="agree")
    assert [entry.action for entry in db.session.query(Entry)] == ["start"]


def test_without_a_stance_the_page_asks_for_one_and_keeps_the_comment(ann):
    page = ann.says("CU-1", comment="I wrote a lot.").text
    assert "Select whether you agree, agree in part, disagree, or have no view" in page
    assert "I wrote a lot." in page
    assert saved("CU-1") is None


def test_a_comment_that_is_too_long_is_kept_and_counted(ann):
    page = ann.says("CU-1", stance="agree", comment="word " * 1001).text
    assert "Shorten your comment to 1,000 words or fewer" in page
    assert page.count("word word") > 100
    assert saved("CU-1") is None


def test_save_and_come_back_later_takes_an_unfinished_answer(ann, browser):
    answer = browser.submit(f"{HERE}/CU-1", comment="Half a thought", then="later")
    assert answer.location.endswith("/later")
    assert saved("CU-1").comment == "Half a thought"
    assert ann.code in browser.get(f"{HERE}/later").text


def test_an_unfinished_about_page_can_be_saved_for_later(ann, browser):
    answer = browser.submit(f"{HERE}/about-you", name="Ann", then="later")
    assert answer.location.endswith("/later")
    assert ann.response.name == "Ann"


def test_who_responds_is_saved(ann):
    ann.is_called("Ann", permission="without my name", nation="Wales", language="cy", email="Ann@Example.test")
    response = ann.response
    assert (response.name, response.permission) == ("Ann", Permission.WITHOUT_NAME)
    assert (response.nation, response.language, response.email) == ("Wales", "cy", "ann@example.test")
    assert response.organisation_kind == "public"


def test_an_organisation_says_what_it_is_called_and_what_kind_it_is(ann):
    page = ann.is_called(capacity="organisation").text
    assert "Enter the name of the organisation or group" in page
    assert "Select what kind of organisation it is" in page
    ann.is_called(capacity="organisation", organisation_name="Nacro", organisation_kind="voluntary body")
    assert ann.response.organisation_name == "Nacro"


def test_an_equality_answer_names_characteristics(ann):
    ann.says("EQ-4", comment="It hits the old.", characteristics=["age", "sex"])
    assert saved("EQ-4").characteristics == ["age", "sex"]


def test_assumptions_and_anything_else_can_be_commented_on(ann):
    assert ann.says("PA-1", comment="Too late.").status_code == 303
    assert ann.says("general", comment="Diolch.").location.endswith("/sections")


def test_a_place_that_the_edition_does_not_have_is_not_there(ann, browser):
    assert browser.get(f"{HERE}/CU-99").status_code == 404


def test_an_intention_written_after_the_edition_is_not_shown(ann, browser, round_):
    from tests import make

    make.intention(round_, "CU-3", title="Secret plan")
    assert browser.get(f"{HERE}/CU-3").status_code == 404
    assert "Secret plan" not in browser.get(f"{HERE}/sections/custodial").text


def test_pressing_save_twice_is_no_conflict(ann, browser):
    page = browser.get(f"{HERE}/CU-1").text
    token = re.search(r'name="csrf_token" value="([^"]*)"', page).group(1)
    typed = {"csrf_token": token, "seen": "", "stance": "agree", "comment": "Good", "then": "next"}
    assert browser.post(f"{HERE}/CU-1", data=typed).status_code == 303
    assert browser.post(f"{HERE}/CU-1", data=typed).status_code == 303
    assert db.session.query(View).count() == 1


def test_two_tabs_on_the_same_intention_are_both_shown(ann, browser):
    page = browser.get(f"{HERE}/CU-1").text
    token = re.search(r'name="csrf_token" value="([^"]*)"', page).group(1)
    ann.says("CU-1", stance="agree", comment="From the first tab")
    late = {"csrf_token": token, "seen": "", "stance": "disagree", "comment": "From the second tab", "then": "next"}
    shown = browser.post(f"{HERE}/CU-1", data=late).text
    assert "From the first tab" in shown
    assert "From the second tab" in shown
    assert saved("CU-1").comment == "From the first tab"
    seen = re.search(r'name="seen" value="([^"]+)"', shown).group(1)
    browser.post(f"{HERE}/CU-1", data={**late, "seen": seen})
    assert saved("CU-1").comment == "From the second tab"


def test_two_tabs_on_different_intentions_disturb_nothing(ann, browser):
    first, second = browser.get(f"{HERE}/CU-1").text, browser.get(f"{HERE}/CU-2").text
    for place, page in (("CU-2", second), ("CU-1", first)):
        token = re.search(r'name="csrf_token" value="([^"]*)"', page).group(1)
        browser.post(f"{HERE}/{place}", data={"csrf_token": token, "stance": "agree", "then": "next"})
    assert db.session.query(View).count() == 2


def test_a_forged_answer_saves_nothing(ann, browser):
    answer = browser.post(f"{HERE}/CU-1", data={"stance": "agree", "comment": "Forged"})
    assert answer.status_code == 200
    assert saved("CU-1") is None


def test_what_is_typed_survives_the_end_of_the_session(ann, browser):
    browser.signed_out()
    page = browser.post(f"{HERE}/CU-1", data={"stance": "disagree", "comment": "Do not lose me", "seen": ""}).text
    assert "What you have just typed is not lost" in page
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    answer = browser.post(f"{HERE}/return", data={**hidden, "code": ann.code, "then": "next"})
    assert answer.status_code == 303
    assert saved("CU-1").comment == "Do not lose me"


def test_a_page_of_questions_without_a_response_asks_for_the_code(browser, round_):
    for page in ("sections", "CU-1", "about-you", "check", "sent", "later"):
        assert browser.get(f"{HERE}/{page}").location.endswith("/respond/return")


def test_a_response_of_one_round_is_not_written_in_from_another(ann, browser):
    from tests import make
    from workflows.round import RoundState

    other = make.round_(RoundState.CONSULTING)
    assert browser.get(f"/rounds/{other.slug}/respond/sections").location.endswith("/respond/return")


def test_a_list_of_equality_questions_shows_what_each_asks(ann, browser):
    page = browser.get(f"{HERE}/sections/equality").text
    assert "EQ-1 Question 1?" in page
    assert "Equality question 1" not in page


def test_the_list_of_sections_shows_how_far_one_is(ann, browser):
    ann.says("CU-1", stance="agree")
    page = browser.get(f"{HERE}/sections").text
    assert "1 of 2 answered" in page
    assert Respondent(browser).browser is browser
