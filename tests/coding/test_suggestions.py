"""This machine suggests themes and similar points; nothing counts before a person confirms, and who did is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.coding import codes, queries, suggesting
from app.coding.likeness import Centres, Neighbours, Rarity, cosine, stems
from app.extensions import db
from app.models import Point, PointTheme, SimilarPoint, SuggestionRun, ThemeSuggestion, Verdict
from tests import make
from tests.answers.conftest import respond
from tests.coding.conftest import FEEDBACK, HERE, codes_now
from tests.work import do_jobs, waiting_jobs

VISITS = ["Visits for families are too short", "Families wait hours before visits", "Longer visits help families",
          "Visits should be longer for families with children"]  # fmt: skip
FOOD = ["The kitchen serves cold dinners", "Dinners from the kitchen are small", "Kitchen dinners lack vegetables"]


@pytest.fixture
def spoken(round_, themes, analyst):
    """Three points about each of two things are coded; one of each is not."""
    for number, words in enumerate([*VISITS, *FOOD, "Cold dinners again from that kitchen"]):
        respond(round_, {"CU-1": ("disagree", words)}, name=f"Person {number}")
    points = {point.text: point for point in db.session.query(Point)}
    for words in VISITS[:3]:
        codes.code(points[words], [themes[0].id], by=analyst)
    for words in FOOD:
        codes.code(points[words], [themes[1].id], by=analyst)
    db.session.commit()
    return points


@pytest.fixture
def suggested(app, round_, spoken, analyst):
    suggesting.ask(round_, by=analyst)
    db.session.commit()
    assert do_jobs(app) == ["suggest_themes"]
    return spoken


def test_what_is_like_the_points_of_a_theme_is_suggested_for_it(suggested, themes, round_):
    found = {(one.point_id, one.theme_id) for one in db.session.query(ThemeSuggestion)}
    assert found == {
        (suggested[VISITS[3]].id, themes[0].id),
        (suggested["Cold dinners again from that kitchen"].id, themes[1].id),
    }
    run = db.session.query(SuggestionRun).one()
    assert (run.points, run.suggestions) == (8, 2)


def test_no_figure_counts_it_until_a_person_confirms(suggested, themes, round_, analyst):
    assert queries.counts(round_.id, seen_by=analyst)[themes[0].id].points == 3
    assert db.session.query(PointTheme).count() == 6


def test_ticked_suggestions_are_confirmed_and_dismissed(browser, suggested, themes, analyst):
    visit = suggested[VISITS[3]]
    address = f"{HERE}/themes/{themes[0].id}/suggestions"
    page = browser.as_(analyst).get(address).text
    assert VISITS[3] in page
    assert "Tick the points that you mean" in browser.submit(address, verdict="confirm").text
    browser.submit(address, verdict="confirm", points=str(visit.id))
    assert codes_now(visit) == {themes[0].id}
    dinner = suggested["Cold dinners again from that kitchen"]
    browser.submit(f"{HERE}/themes/{themes[1].id}/suggestions", verdict="dismiss", points=str(dinner.id))
    assert codes_now(dinner) == set()
    verdicts = {one.point_id: (one.verdict, one.decided_by_id) for one in db.session.query(ThemeSuggestion)}
    assert verdicts == {visit.id: (Verdict.CONFIRMED, analyst.id), dinner.id: (Verdict.DISMISSED, analyst.id)}


def test_what_was_dismissed_is_not_suggested_again(app, suggested, themes, round_, analyst):
    dinner = suggested["Cold dinners again from that kitchen"]
    codes.decide(dinner.id, [themes[1].id], Verdict.DISMISSED, by=analyst)
    suggesting.ask(round_, by=analyst)
    db.session.commit()
    do_jobs(app)
    verdicts = {(one.point_id, one.verdict) for one in db.session.query(ThemeSuggestion)}
    assert verdicts == {(dinner.id, Verdict.DISMISSED), (suggested[VISITS[3]].id, Verdict.SUGGESTED)}


def test_many_are_confirmed_at_once_after_a_preview(browser, suggested, themes, analyst):
    address = f"{HERE}/themes/{themes[0].id}/suggestions/confirm"
    assert "No point is so like" in browser.as_(analyst).get(f"{address}?least=1.0").text
    page = browser.get(f"{address}?least=0.1").text
    assert VISITS[3] in page
    assert "Confirm 1 point" in page
    assert db.session.query(ThemeSuggestion).filter_by(verdict=Verdict.CONFIRMED).count() == 0
    browser.submit(f"{address}?least=0.1", least="0.1")
    assert codes_now(suggested[VISITS[3]]) == {themes[0].id}


def test_points_that_may_say_the_same_are_confirmed_or_dismissed(browser, round_, points, analyst):
    pair = {"point_id": points[0].id, "other_id": points[2].id}
    make.add(SimilarPoint(score=0.8, suggested_at=make.NOON, **pair))
    here = f"{FEEDBACK}/{points[2].id}"
    assert "Others that may say the same" in browser.as_(analyst).get(here).text
    browser.press(here, f"{here}/similar/{points[0].id}/confirm")
    found = db.session.query(SimilarPoint).one()
    assert (found.verdict, found.decided_by_id) == (Verdict.CONFIRMED, analyst.id)
    assert "confirmed by Ada Analyst" in browser.get(here).text
    browser.press(here, f"{here}/similar/{points[0].id}/dismiss")
    assert "Others that may say the same" not in browser.get(here).text


def test_nearly_the_same_words_are_found_by_the_job(app, round_, themes, analyst):
    said = "Please keep the bicycle workshop because apprentices repair wheelchairs there"
    for words in (said, f"{said} every week", "Dinners are cold", "Dinners are small", "Bicycle apprentices repair"):
        respond(round_, {"CU-1": ("agree", words)})
    suggesting.ask(round_, by=analyst)
    db.session.commit()
    do_jobs(app)
    points = db.session.query(Point).order_by(Point.id).all()
    found = [(one.point_id, one.other_id) for one in db.session.query(SimilarPoint)]
    assert (points[0].id, points[1].id) in found


def test_asking_twice_looks_once(browser, round_, spoken, analyst):
    page = f"{HERE}/suggestions"
    browser.as_(analyst).press(page, f"{page}/look")
    browser.press(page, f"{page}/look")
    assert len(waiting_jobs()) == 1
    assert "You can leave this page" in browser.get(page).text


def test_a_second_coder_is_suggested_nothing_for_the_points_of_their_sample(suggested, themes, round_, analyst, second):
    from app.coding import frame, samples

    frame.issue(round_, reason="First.", by=analyst)
    codes.code(suggested[VISITS[3]], [], by=analyst)
    samples.draw(round_, size=99, coder=second, by=analyst)
    db.session.flush()
    assert queries.suggested(round_.id, seen_by=second).get(themes[0].id, 0) == 0


words = st.text(alphabet="abc w", max_size=60)


@given(st.lists(words, max_size=12))
def test_a_text_is_as_like_itself_as_can_be_and_likeness_goes_both_ways(texts):
    rarity = Rarity()
    for text in [*texts, *texts]:
        rarity.add(text)
    vectors = [rarity.vector(text) for text in texts]
    for one in vectors:
        for other in vectors:
            assert cosine(one, other) == pytest.approx(cosine(other, one))
            assert 0 <= cosine(one, other) <= 1 + 1e-9
        assert not one or cosine(one, one) == pytest.approx(1)


def test_common_words_of_either_language_say_nothing():
    assert stems("The and which there mae yn y hefyd ynghylch") == {}
    assert stems("Disability disabilities")["disabil"] == 2


def test_centres_know_their_own():
    rarity, centres = Rarity(), Centres()
    for text in [*VISITS, *FOOD]:
        rarity.add(text)
    for number, texts in enumerate((VISITS, FOOD)):
        for text in texts:
            centres.add(number, rarity.vector(text))
    centres.settle()
    likeness = centres.likeness(rarity.vector("families at visits"))
    assert likeness.get(0, 0) > likeness.get(1, 0)


def test_the_crowd_is_passed_over():
    near = Neighbours()
    vector = {"alpha": 0.8, "beta": 0.6}
    assert near.add(1, vector) == []
    assert [other for other, _ in near.add(2, vector)] == [1]
    for number in range(3, 100):
        near.add(number, vector)
    assert len(near.add(100, vector)) == 3
