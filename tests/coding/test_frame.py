"""The code frame is written, changed, put in order and issued; themes are merged, split and retired, and keep why."""

import pytest

from app.coding import codes, frame, queries
from app.extensions import db
from app.models import FrameVersion, Theme
from app.timeline import queries as timeline
from tests import make
from tests.coding.conftest import FEEDBACK, HERE, codes_now
from workflows.engine import Refused
from workflows.roles import Role
from workflows.theme import ThemeState


def test_an_analyst_adds_a_theme_with_its_definition(browser, round_, analyst):
    given = {"name": "Visits", "definition": "About visits.", "includes": "Times.", "excludes": "Travel."}
    browser.as_(analyst).submit(f"{HERE}/themes/add", **given)
    theme = db.session.query(Theme).one()
    assert (theme.name, theme.definition, theme.includes, theme.excludes) == tuple(given.values())
    assert "Visits" in browser.get(HERE).text


def test_a_name_is_given_once_in_a_round(browser, round_, analyst, themes):
    page = browser.as_(analyst).submit(f"{HERE}/themes/add", name="Visits", definition="Again.")
    assert "This round has a theme with this name already" in page.text


def test_two_people_who_change_one_theme_are_told_of_each_other(browser, analyst, themes):
    theme = themes[0]
    address = f"{HERE}/themes/{theme.id}/edit"
    stale = {"name": "Mine", "definition": "D", "version": "0", "csrf_token": browser.as_(analyst)._token()}
    assert "Somebody else saved this" in browser.post(address, data=stale).text
    browser.submit(address, name="Visiting", definition="About visits.")
    assert theme.name == "Visiting"


def test_themes_are_put_in_order(browser, round_, analyst, themes):
    browser.as_(analyst).press(HERE, f"{HERE}/themes/{themes[2].id}/move/up")
    assert [theme.name for theme in queries.in_order(round_.id)] == ["Visits", "Work", "Food"]
    browser.press(HERE, f"{HERE}/themes/{themes[0].id}/move/up")
    assert [theme.name for theme in queries.in_order(round_.id)] == ["Visits", "Work", "Food"]


def test_a_version_is_issued_with_a_reason_and_stays_as_it_was(browser, round_, analyst, themes):
    page = browser.as_(analyst).submit(f"{HERE}/issue", reason="")
    assert "Enter what has changed, and why" in page.text
    browser.submit(f"{HERE}/issue", reason="First reading done.")
    frame.edit_theme(themes[0], by=analyst, name="Visiting")
    frame.add_theme(round_, by=analyst, name="Staff")
    frame.retire(themes[1], reason="Nobody says it.", by=analyst)
    frame.issue(round_, reason="After the second.", by=analyst)
    db.session.commit()
    first, last = db.session.query(FrameVersion).order_by(FrameVersion.number)
    assert [one["name"] for one in first.content] == ["Visits", "Food", "Work"]
    assert [one["name"] for one in last.content] == ["Visiting", "Work", "Staff"]
    page = " ".join(browser.get(f"{HERE}/versions/2").text.split())
    assert "What it says otherwise than version 1" in page
    assert "<strong>New:</strong> Staff" in page
    assert "<strong>No longer in use:</strong> Food" in page
    assert "<del>Visits</del> <ins>Visiting</ins>" in page


def test_an_unchanged_or_empty_frame_is_not_issued(browser, round_, analyst, themes):
    frame.issue(round_, reason="First.", by=analyst)
    with pytest.raises(Refused, match="Nothing in the code frame has changed since version 1"):
        frame.issue(round_, reason="Again.", by=analyst)
    db.session.commit()
    page = browser.as_(analyst).get(f"{HERE}/issue", follow_redirects=True).text
    assert "Nothing in the code frame has changed since version 1" in page


def test_a_retired_theme_keeps_its_points_and_takes_no_more(coded, themes, analyst):
    frame.retire(themes[0], reason="Too wide.", by=analyst)
    assert themes[0].retired_at is not None
    assert codes_now(coded[0]) == {themes[0].id}
    codes.code(coded[0], [themes[0].id, themes[1].id], by=analyst)
    with pytest.raises(Refused, match="Visits takes no more points"):
        codes.code(coded[4], [themes[0].id], by=analyst)
    frame.use_again(themes[0], by=analyst)
    assert themes[0].state is ThemeState.IN_USE


def test_a_merged_theme_hands_over_its_points_once_each(browser, coded, themes, analyst):
    visits, food, _ = themes
    browser.as_(analyst).submit(f"{HERE}/themes/{visits.id}/merge", into=str(food.id), reason="They are one.")
    assert [codes_now(point) for point in coded[:3]] == [{food.id}] * 3
    assert visits.state is ThemeState.RETIRED
    page = browser.get(f"{HERE}/themes/{visits.id}").text
    assert "took over from it" in page
    assert "They are one." in page


def test_a_split_theme_gives_way_to_others_and_its_points_wait_to_be_coded_anew(browser, coded, themes, analyst):
    given = {"names": "Length of visits\nPlace of visits", "reason": "Two matters."}
    browser.as_(analyst).submit(f"{HERE}/themes/{themes[0].id}/split", **given)
    assert {theme.name for theme in db.session.query(Theme).filter_by(state="in use")} == {
        "Food", "Work", "Length of visits", "Place of visits",
    }  # fmt: skip
    page = browser.get(f"{HERE}/points?theme={themes[0].id}").text
    assert "2 points" in page
    assert "Visits are too short." in page


def test_one_name_is_no_split(themes, analyst):
    with pytest.raises(Refused, match="Name two themes or more"):
        frame.split_theme(themes[0], ["Visits again"], reason="So.", by=analyst)


def test_the_history_of_a_theme_is_the_analysts_own(themes, analyst):
    frame.edit_theme(themes[0], by=analyst, name="Visiting")
    assert [line.title for line in timeline.of(themes[0], seen_by=analyst)] == ["Changed", "Created"]


def test_the_count_of_a_theme_leaves_out_what_says_nothing_any_more(coded, themes, analyst, round_):
    from app.points import commands as points

    assert queries.counts(round_.id, seen_by=analyst)[themes[0].id].points == 2
    points.split(coded[2], at=[13], by=analyst)
    db.session.flush()
    assert queries.counts(round_.id, seen_by=analyst)[themes[0].id].points == 1


def test_a_campaigns_points_count_as_one_text(coded, themes, analyst, round_):
    from app.models import Campaign

    campaign = make.add(Campaign(round_id=round_.id, title="A", text="T", found_at=make.NOON))
    for point in coded[:3]:
        codes.code(point, [themes[0].id], by=analyst)
    for point in coded[:2]:
        point.campaign_id = campaign.id
    db.session.commit()
    assert queries.counts(round_.id, seen_by=analyst)[themes[0].id] == queries.Count(3, 2)


def test_managers_read_the_frame_and_change_nothing(browser, themes, manager):
    assert browser.as_(manager).get(HERE).status_code == 200
    assert browser.get(f"{HERE}/themes/{themes[0].id}").status_code == 200
    for page in ("themes/add", f"themes/{themes[0].id}/edit", "issue"):
        assert browser.get(f"{HERE}/{page}").status_code == 404


def test_outside_the_analysts_nothing_is_there(browser, themes):
    for role in (Role.ASSURER, Role.ADMINISTRATOR):
        for page in (HERE, f"{HERE}/themes/{themes[0].id}", f"{HERE}/points", FEEDBACK):
            assert browser.as_(make.person(role)).get(page).status_code == 404
