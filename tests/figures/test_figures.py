"""What was said, in numbers: true for those who work on it, and protected for everybody else."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import NoResultFound

from app.editions.content import gather
from app.extensions import db
from app.figures import queries
from app.models import Campaign, PointConcern, PointTheme, Setting, Theme
from app.reports.counted import for_report
from tests import make
from tests.figures.conftest import respond
from workflows.point import PointState
from workflows.response import Permission
from workflows.roles import Role


def figures(round_):
    return queries.of(round_, seen_by=make.person(Role.ANALYST))


def line(table, key):
    return next(each for each in table if each.key == key)


def test_stances_are_counted_with_no_view_apart(round_):
    respond(round_, 3, stance="agree")
    respond(round_, 2, stance="disagree")
    respond(round_, 4, stance="no view")
    found = line(figures(round_).stances, "CU-1")
    assert found.cells == {"agree": 3, "partly": 0, "disagree": 2, "no view": 4}
    assert found.sum(without=["no view"]) == 5
    assert line(figures(round_).stances, "CU-2").total == 0


def test_a_draft_is_counted_nowhere(round_):
    respond(round_, 1, stance="agree", state="draft")
    assert figures(round_).responses == 0
    assert line(figures(round_).stances, "CU-1").total == 0


def test_a_campaign_is_one_text_and_many_responses(round_):
    campaign = make.add(Campaign(round_id=round_.id, title="Save it", text="Save it!", found_at=make.NOON))
    for point in respond(round_, 4, text="Save it!"):
        point.campaign_id = campaign.id
    respond(round_, 1, text="I disagree with all of this.")
    db.session.commit()
    found = figures(round_)
    assert found.points == (5, 2)
    assert line(found.stances, "CU-1").texts == 2
    assert found.campaigns.lines[0].cells == {"responses": 4}


def test_points_taken_back_or_split_are_not_counted(round_):
    taken_back, split, _kept = respond(round_, 3, text="Words.")
    taken_back.state, split.state = PointState.WITHDRAWN, PointState.REPLACED
    db.session.commit()
    assert figures(round_).points == (1, 1)


def test_a_response_with_two_points_on_a_theme_counts_once_for_it(round_):
    theme = make.add(Theme(round_id=round_.id, name="Workshops"))
    first, other = respond(round_, 1, text="One.") + respond(round_, 1, text="Two.", organisation_kind="provider")
    second = respond(round_, 1, text="And another.")[0]
    second.response_id = first.response_id
    make.add(*[PointTheme(point_id=each.id, theme_id=theme.id, at=make.NOON) for each in (first, second, other)])
    found = line(figures(round_).themes, str(theme.id))
    assert (found.cells["public"], found.cells["provider"], found.total) == (1, 1, 2)
    assert found.texts == 3


def test_characteristics_stand_under_every_intention_that_a_point_concerns(round_):
    (point,) = respond(round_, 1, text="Older men lose most.", place="EQ-4")
    point.characteristics = ["age", "sex"]
    make.add(PointConcern(point_id=point.id, place="CU-2"))
    table = figures(round_).characteristics
    assert [each.key for each in table] == ["CU-2"]
    assert {key for key, number in table.lines[0].cells.items() if number} == {"age", "sex"}


def test_a_day_is_a_day_in_london(round_):
    midsummer = make.NOON.replace(month=6, day=30, hour=23, minute=30)
    respond(round_, 1, submitted_at=midsummer)
    assert list(figures(round_).over_time.lines[0].cells) == ["2011-07-01"]


def test_days_without_a_response_stand_between_those_with_one(round_):
    respond(round_, 2)
    respond(round_, 1, submitted_at=make.NOON + timedelta(days=3))
    assert list(figures(round_).over_time.lines[0].cells.values()) == [2, 0, 0, 1]


def test_nobody_else_sees_them_as_they_are(round_):
    for role in (Role.COMMISSIONER_NEGOTIATOR, Role.ASSURER, Role.ADMINISTRATOR):
        with pytest.raises(NoResultFound):
            queries.of(round_, seen_by=make.person(role))
    with pytest.raises(NoResultFound):
        queries.of(round_, seen_by=None)


def test_nothing_is_published_before_the_answers_are(round_):
    assert queries.published(round_) is None


def test_small_numbers_and_those_that_would_tell_them_are_held_back(released):
    respond(released, 20, stance="agree")
    respond(released, 8, stance="partly")
    respond(released, 3, stance="disagree")
    found = line(queries.published(released).stances, "CU-1")
    assert found.cells == {"agree": 20, "partly": None, "disagree": None, "no view": 0}
    assert found.total == 31


def test_those_who_allow_publication_do_not_give_away_those_who_do_not(released):
    """Eighteen of twenty can be read one by one: the number would tell what the other two said."""
    respond(released, 30, stance="agree")
    respond(released, 18, stance="disagree", permission=Permission.YES)
    respond(released, 2, stance="disagree")
    assert line(queries.published(released).stances, "CU-1").cells["disagree"] in (None, 18)


def test_a_report_drafted_before_the_answers_are_out_holds_back_what_it_will_hold_back_then(round_):
    respond(round_, 8, stance="agree", permission=Permission.YES)
    respond(round_, 2, stance="agree", permission=Permission.NO)
    respond(round_, 7, stance="disagree", permission=Permission.NO)
    drafted = line(for_report(round_).stances, "CU-1")
    make.edition(round_, "final", content=gather(round_))
    assert drafted == line(queries.published(round_).stances, "CU-1")
    assert drafted != line(figures(round_).stances, "CU-1")


def test_a_response_that_comes_after_the_answers_changes_no_public_number(released):
    respond(released, 9, stance="agree")
    before = line(queries.published(released).stances, "CU-1")
    respond(released, 6, stance="disagree", submitted_at=make.NOON + timedelta(days=1))
    assert line(queries.published(released).stances, "CU-1") == before


def test_an_administrator_sets_the_smallest_number(released):
    respond(released, 9, stance="agree")
    respond(released, 9, stance="disagree")
    assert line(queries.published(released).stances, "CU-1").cells["agree"] == 9
    make.add(Setting(name="smallest number published", value=10))
    assert line(queries.published(released).stances, "CU-1").cells["agree"] is None


def test_how_many_came_late_does_not_tell_of_a_week_that_is_held_back(released):
    came = {make.NOON: (20, 0), make.NOON + timedelta(days=21): (8, 1), make.NOON + timedelta(days=28): (2, 8)}
    for at, (number, late_days) in came.items():
        respond(released, number, submitted_at=make.NOON, received_at=at, late_days=late_days)
    found = queries.published(released)
    assert (found.over_time.lines[0].cells["2011-12-19"], found.late) == (None, None)
    respond(released, 4, submitted_at=make.NOON, received_at=make.NOON + timedelta(days=28), late_days=8)
    assert queries.published(released).late == 14


def test_how_many_texts_there_are_does_not_tell_that_few_of_many_said_something(released):
    """Eight who allow no publication agree; two of them say why."""
    for place in ("CU-1", "CU-2"):
        respond(released, 6, stance="agree", permission=Permission.NO, place=place)
        respond(released, 2, stance="agree", permission=Permission.NO, place=place, text="Why not?")
        respond(released, 10, stance="disagree", permission=Permission.YES, place=place, text="Certainly.")
    held = line(queries.published(released).stances, "CU-1")
    assert (held.cells["agree"], held.total, held.texts) == (8, 18, None)
    respond(released, 6, stance="agree", permission=Permission.NO, text="Why not?")
    respond(released, 6, stance="agree", permission=Permission.NO, text="Why not?", place="CU-2")
    assert line(queries.published(released).stances, "CU-1").texts == 18
    assert line(figures(released).stances, "CU-1").texts == 18


def test_no_area_or_week_stands_there_only_because_of_a_response_that_nobody_may_read(released):
    for area in ("London", "South West"):
        respond(released, 10, area=area, permission=Permission.YES, submitted_at=make.NOON)
    later = make.NOON + timedelta(days=21)
    respond(released, 1, area="Wales", permission=Permission.NO, submitted_at=make.NOON, received_at=later)
    shown = queries.published(released)
    assert [key for key, _ in shown.areas.columns] == ["London", "South West"]
    assert [key for key, _ in shown.over_time.columns] == ["2011-11-21"]
    assert "Wales" in dict(figures(released).areas.columns)
