"""Points are given their themes, from their own page, with the answer, and quickly one after the other."""

import pytest

from app.coding import codes
from app.coding.uncoding import BEFORE
from app.extensions import db
from app.models import Entry, PointCoding, PointRead, PointTheme, ThemeSuggestion, Verdict
from tests import make
from tests.coding.conftest import FEEDBACK, HERE, codes_now
from tests.points.conftest import say
from workflows.engine import NotAllowed


def test_themes_are_saved_from_the_page_of_the_point(browser, points, themes, analyst):
    answer = browser.as_(analyst).post(
        f"{FEEDBACK}/{points[0].id}/codes", data=form_of(browser, points[0]) | {"themes": [str(themes[0].id)]}
    )
    assert answer.status_code == 303
    assert codes_now(points[0]) == {themes[0].id}
    assert db.session.get(PointCoding, points[0].id).by_id == analyst.id


def form_of(browser, point):
    """The hidden fields of the point's own page."""
    import re

    page = browser.get(f"{FEEDBACK}/{point.id}").text
    return dict(re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page))


def test_save_and_next_saves_the_answer_and_the_themes(browser, points, themes, analyst):
    given = {"disposition": "accepted", "reason": "Yes.", "change": "", "then": "next", "themes": str(themes[1].id)}
    browser.as_(analyst).submit(f"{FEEDBACK}/{points[0].id}", **given)
    assert points[0].reason == "Yes."
    assert codes_now(points[0]) == {themes[1].id}


def test_an_answer_without_a_tick_leaves_the_point_uncoded(browser, points, themes, analyst):
    given = {"disposition": "accepted", "reason": "Yes.", "change": ""}
    browser.as_(analyst).submit(f"{FEEDBACK}/{points[0].id}", **given)
    assert db.session.get(PointCoding, points[0].id) is None


def test_that_no_theme_fits_is_said_by_a_tick_and_counts_as_coded(browser, points, themes, analyst):
    browser.as_(analyst).submit(f"{HERE}/points/{points[0].id}", none_fits="y")
    assert codes_now(points[0]) == set()
    assert db.session.get(PointCoding, points[0].id) is not None


def test_going_through_points_leads_on_and_marks_them_as_read(browser, points, themes, analyst):
    answer = browser.as_(analyst).submit(f"{HERE}/points/{points[0].id}", themes=str(themes[0].id))
    assert answer.location == f"{HERE}/points/{points[1].id}"
    assert db.session.query(PointRead).one().point_id == points[0].id
    page = browser.get(f"{HERE}/points").text
    assert "4 points not coded yet" in page
    assert points[0].text not in page


def test_after_the_last_it_leads_back_to_the_list(browser, coded, themes, analyst):
    answer = browser.as_(analyst).submit(f"{HERE}/points/{coded[-1].id}", themes=str(themes[0].id))
    assert answer.location == f"{HERE}/points"


def test_two_people_who_code_one_point_are_told_of_each_other(browser, points, themes, analyst, second):
    stale = form_of(browser.as_(analyst), points[0])
    codes.code(points[0], [themes[0].id], by=second)
    db.session.commit()
    page = browser.post(
        f"{FEEDBACK}/{points[0].id}/codes", data={**stale, "themes": str(themes[1].id)}, follow_redirects=True
    ).text
    assert "Somebody else coded it while you had it open: it has Visits now" in page
    assert codes_now(points[0]) == {themes[0].id}


def test_pressing_twice_codes_once(browser, points, themes, analyst):
    data = form_of(browser.as_(analyst), points[0]) | {"themes": str(themes[0].id)}
    for _ in range(2):
        browser.post(f"{FEEDBACK}/{points[0].id}/codes", data=data)
    entries = db.session.query(Entry).filter_by(chain=f"point {points[0].id}", action="code").all()
    assert [entry.what for entry in entries] == ["Visits"]


def test_only_analysts_code(points, themes, manager):
    with pytest.raises(NotAllowed):
        codes.code(points[0], [themes[0].id], by=manager)


def test_the_public_history_of_a_point_tells_no_codes(points, themes, analyst):
    from app.timeline import queries as timeline

    codes.code(points[0], [themes[0].id], by=analyst)
    db.session.flush()
    assert [line.title for line in timeline.of(points[0], seen_by=analyst)] == ["Coded", "Commented"]
    assert [line.title for line in timeline.of(points[0], seen_by=None)] == ["Commented"]


def test_codes_of_words_that_changed_are_only_suggested(coded, themes, analyst):
    say(coded[0].response, "Visits are fine.", characteristics=())
    assert codes_now(coded[0]) == set()
    assert db.session.get(PointCoding, coded[0].id) is None
    found = db.session.query(ThemeSuggestion).one()
    assert (found.theme_id, found.source, found.verdict) == (themes[0].id, BEFORE, Verdict.SUGGESTED)


def test_ticking_what_is_suggested_confirms_it_and_keeps_by_whom(browser, points, themes, analyst):
    make.add(ThemeSuggestion(point_id=points[0].id, theme_id=themes[0].id, source="by its words", score=0.7,
                             suggested_at=make.NOON))  # fmt: skip
    page = browser.as_(analyst).get(f"{FEEDBACK}/{points[0].id}").text
    assert "Suggested" in page
    assert db.session.query(PointTheme).count() == 0
    browser.submit(f"{HERE}/points/{points[0].id}", themes=str(themes[0].id))
    found = db.session.query(ThemeSuggestion).one()
    assert (found.verdict, found.decided_by_id) == (Verdict.CONFIRMED, analyst.id)
