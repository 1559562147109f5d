"""Analysts split, merge and move points on pages that work without JavaScript; who may not finds nothing there."""

import pytest

from app.extensions import db
from app.models import Point, PointRead
from app.points import commands
from tests import make
from tests.points.conftest import GYM, HERE, VISITS, live
from workflows.point import PointState
from workflows.roles import Role


def test_the_page_shows_the_pieces_and_marks_what_is_suggested(browser, whole, analyst):
    page = browser.as_(analyst).get(f"{HERE}/{whole.id}/split").text
    assert "A new point begins with piece 3" in page
    assert "checked" not in page


def test_suggested_cuts_are_ticked_only_when_asked_for(browser, round_, analyst):
    from tests.answers.conftest import respond

    respond(round_, {"CU-1": ("agree", "Keep it.\n\nAlso close the gym.")})
    point = db.session.query(Point).one()
    page = browser.as_(analyst).get(f"{HERE}/{point.id}/split")
    assert "Suggested" in page.text
    assert " checked" not in page.text
    assert " checked" in browser.get(f"{HERE}/{point.id}/split?suggested=yes").text
    assert point.state is PointState.UNANSWERED


def test_one_sentence_is_cut_within_it_at_once(browser, round_, analyst):
    from tests.answers.conftest import respond

    respond(round_, {"CU-1": ("agree", "Keep the workshop, but close the gym on Sundays.")})
    point = db.session.query(Point).one()
    page = browser.as_(analyst).get(f"{HERE}/{point.id}/split").text
    assert "A new point begins with piece 2" in page
    browser.submit(f"{HERE}/{point.id}/split", at=str(point.text.index("but")))
    assert len(live(point.response)) == 2


def test_two_words_offer_nothing_to_press(browser, round_, analyst):
    from tests.answers.conftest import respond

    respond(round_, {"CU-1": ("agree", "At last.")})
    page = browser.as_(analyst).get(f"{HERE}/{db.session.query(Point).one().id}/split").text
    assert "It is too short to be split" in page
    assert "Split it" not in page


def test_ticking_splits_and_leads_to_the_first_part(browser, whole, analyst):
    answer = browser.as_(analyst).submit(f"{HERE}/{whole.id}/split", at=[str(VISITS), str(GYM)])
    first = live(whole.response)[0]
    assert answer.location == f"{HERE}/{first.id}"
    page = browser.get(answer.location).text
    assert f"Split from" in page and f"point {whole.id}" in page  # noqa: F541, PT018
    assert "Put the parts together again" in page


def test_nothing_ticked_asks_for_a_tick(browser, whole, analyst):
    page = browser.as_(analyst).submit(f"{HERE}/{whole.id}/split").text
    assert "Tick at least one place where a new point begins" in page
    assert len(live(whole.response)) == 1


def test_a_second_press_says_that_it_was_split(browser, whole, analyst):
    browser.as_(analyst).submit(f"{HERE}/{whole.id}/split", at=str(VISITS))
    again = browser.post(f"{HERE}/{whole.id}/split", data={"csrf_token": browser._token(), "at": str(VISITS)})
    assert again.status_code == 409
    assert len(live(whole.response)) == 2


def test_parts_are_put_together_by_a_press(browser, whole, analyst):
    parts = commands.split(whole, at=[VISITS], by=analyst)
    db.session.commit()
    browser.as_(analyst).press(f"{HERE}/{parts[0].id}", f"{HERE}/{whole.id}/put-together")
    assert [point.text for point in live(whole.response)] == [whole.text]


def test_merging_and_taking_apart(browser, whole, analyst):
    other = db.session.query(Point).filter_by(place="CU-2").one()
    browser.as_(analyst).submit(f"{HERE}/{whole.id}/merge", points=str(other.id))
    made = db.session.query(Point).filter(Point.text.contains("Good."), Point.id > other.id).one()
    page = browser.get(f"{HERE}/{made.id}").text
    assert "Merged from" in page
    assert "It also concerns CU-2" in page
    browser.press(f"{HERE}/{made.id}", f"{HERE}/{made.id}/take-apart")
    assert [point.text for point in live(whole.response, "CU-2")] == ["Good."]


def test_moving_a_point_and_saying_what_it_concerns(browser, whole, analyst):
    given = {"place": "CU-10", "places": "CU-1", "characteristics": ["age", "sex"], "reason": "It is about CU-10."}
    browser.as_(analyst).submit(f"{HERE}/{whole.id}/concerns", **given)
    assert (whole.place, whole.said_in, [one.place for one in whole.concerns]) == ("CU-10", "CU-1", ["CU-1"])
    assert whole.characteristics == ["age", "sex"]
    assert "Said under CU-1, answered under CU-10" in browser.get(f"{HERE}/{whole.id}").text


def test_what_the_respondent_named_is_not_taken_away_and_the_page_says_why(browser, whole, analyst):
    page = browser.as_(analyst).submit(f"{HERE}/{whole.id}/concerns", place="CU-1")
    assert page.status_code == 409
    assert "They said themselves that it concerns Age" in page.text


def test_two_people_on_one_point_are_told_of_each_other(browser, whole, analyst):
    stale = {
        "place": "CU-1",
        "characteristics": ["age", "sex"],
        "version": "0",
        "csrf_token": browser.as_(analyst)._token(),
    }
    whole.characteristics = ["age", "race"]
    db.session.commit()
    page = browser.post(f"{HERE}/{whole.id}/concerns", data=stale)
    assert "Somebody else saved this while you had it open" in page.text
    assert whole.characteristics == ["age", "race"]


def test_an_equality_lead_says_whom_it_concerns_and_moves_nothing(browser, whole):
    lead = make.person(Role.EQUALITY_LEAD)
    browser.as_(lead).submit(f"{HERE}/{whole.id}/concerns", place="CU-1", characteristics=["age", "disability"])
    assert whole.characteristics == ["age", "disability"]
    page = browser.submit(f"{HERE}/{whole.id}/concerns", place="CU-10", characteristics=["age"])
    assert whole.place == "CU-1"
    assert page.status_code == 200


def test_its_words_are_marked_within_the_comment(browser, whole, analyst):
    parts = commands.split(whole, at=[VISITS, GYM], by=analyst)
    db.session.commit()
    page = browser.as_(analyst).get(f"{HERE}/{parts[1].id}/context").text
    assert "<mark>Visits are too short.</mark>" in page
    assert f'href="{HERE}/{parts[2].id}">Close the gym.</a>' in page
    assert f"<mark>{whole.text}</mark>" in browser.get(f"{HERE}/{whole.id}/context").text


def test_marking_as_read_is_a_press_and_leads_on(browser, whole, analyst):
    browser.as_(analyst).get(f"{HERE}/{whole.id}")
    assert db.session.query(PointRead).count() == 0
    other = db.session.query(Point).filter_by(place="CU-2").one()
    token = {"csrf_token": browser._token(), "then": "next"}
    assert browser.post(f"{HERE}/{whole.id}/read", data=token).location == f"{HERE}/{other.id}"
    browser.post(f"{HERE}/{whole.id}/read", data=token)
    assert db.session.query(PointRead).count() == 1
    assert "You have read it" in browser.get(f"{HERE}/{whole.id}").text


def test_several_are_marked_as_read_from_the_list(browser, whole, analyst):
    everything = [str(point.id) for point in db.session.query(Point)]
    page = browser.as_(analyst).get(HERE).text
    assert "Mark the ticked points as read" in page
    data = {"csrf_token": browser._token(), "point": [*everything, "99999"]}
    browser.post(f"{HERE}/read", data=data)
    assert {str(one.point_id) for one in db.session.query(PointRead)} == set(everything)
    assert "You had marked them as read already" in browser.post(f"{HERE}/read", data=data, follow_redirects=True).text


def test_the_share_done_is_told_overall_and_by_person(browser, whole, analyst):
    from app.answers import commands as answers

    other = db.session.query(Point).filter_by(place="CU-2").one()
    commands.mark_read([whole.id, other.id], by=analyst)
    commands.mark_read([whole.id], by=make.person(Role.ANALYST, name="Bo Reader"))
    answers.answer(other, disposition="accepted", reason="Yes.", by=analyst)
    db.session.commit()
    page = " ".join(browser.as_(analyst).get(f"{HERE}/progress").text.split())
    assert "2 of 2 points read by somebody" in page
    assert "1 of 2 points answered or waived" in page
    assert page.index("Ada Analyst") < page.index("Bo Reader")


@pytest.mark.parametrize("page", ["split", "merge", "concerns", "context"])
@pytest.mark.parametrize("role", [Role.ASSURER, Role.COMMISSIONER_NEGOTIATOR, Role.PROVIDER_NEGOTIATOR])
def test_for_who_sees_no_responses_nothing_is_there(browser, whole, page, role):
    at = make.provider() if role is Role.PROVIDER_NEGOTIATOR else None
    assert browser.as_(make.person(role, at=at)).get(f"{HERE}/{whole.id}/{page}").status_code == 404


def test_the_whole_response_leads_to_every_part(browser, whole, analyst):
    parts = commands.split(whole, at=[VISITS, GYM], by=analyst)
    db.session.commit()
    page = browser.as_(analyst).get(f"{HERE}/responses/{whole.response_id}").text
    assert all(f'href="{HERE}/{part.id}"' in page for part in parts)
    assert f'href="{HERE}/{whole.id}"' not in page
