"""Each filter, and any of them together, finds what a plain reading of the points finds, on either database."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extensions import db
from app.models import Campaign, Point, PointConcern, PointRead, PointTheme, Theme
from app.searching import pages, queries
from app.searching.filters import NAMES, Search, from_arguments
from tests import make
from tests.searching.conftest import say
from workflows.roles import Role

ABOUT = {
    "kind": ("organisation_kind", ["public", "provider", "voluntary body"]),
    "area": ("area", ["London", "Wales", ""]),
    "language": ("language", ["en", "cy"]),
    "permission": ("permission", ["yes", "no", "without my name"]),
    "late": ("late_days", [0, 3]),
}
PLACES = ["CO-1", "CU-2", "CU-10", "PA-1", "general", "EQ-4"]
STATES = ["unanswered", "answered", "approved", "withdrawn", "replaced", "released"]


@pytest.fixture
def known(round_, analyst, colleague):
    """Forty points that differ in everything, and for each what a search could ask of it, for the analyst."""
    draw = random.Random(7)
    theme = make.add(Theme(round_id=round_.id, name="Women"))
    campaign = make.add(Campaign(round_id=round_.id, title="Postcard", text="Text", found_at=make.NOON))
    found = {}
    for number in range(40):
        who = {column: draw.choice(values) for column, values in ABOUT.values()}
        about = {
            "state": draw.choice(STATES),
            "stance": draw.choice(["agree", "disagree", None]),
            "disposition": draw.choice(["accepted", None]),
            "characteristics": draw.choice([[], ["age"], ["age", "sex"], ["sexual-orientation"]]),
            "assigned_to_id": draw.choice([None, analyst.id, colleague.id]),
            "campaign_id": draw.choice([None, campaign.id]),
        }
        point = say(round_, f"Text {number}", draw.choice(PLACES), response=make.response(round_, **who), **about)
        marks = {mark: draw.random() < 0.5 for mark in ("theme", "read", "read by another", "concerns")}
        db.session.add_all(
            [PointTheme(point_id=point.id, theme_id=theme.id, at=make.NOON)] * marks["theme"]
            + [PointRead(point_id=point.id, person_id=analyst.id, at=make.NOON)] * marks["read"]
            + [PointRead(point_id=point.id, person_id=colleague.id, at=make.NOON)] * marks["read by another"]
            + [PointConcern(point_id=point.id, place="XX-9")] * marks["concerns"]
        )
        found[point.id] = {**who, **about, **marks, "place": point.place, "at": point.received_at}
    db.session.commit()
    return found, str(theme.id), str(campaign.id), str(colleague.id)


def matches(known, analyst, search):
    """A plain reading of what each filter means."""
    facts, theme, campaign, colleague = known
    people = {"me": analyst.id, "nobody": None, colleague: int(colleague)}
    rules = {
        "place": lambda of, value: of["place"] == value or (value == "XX-9" and of["concerns"]),
        "theme": lambda of, value: of["theme"] and value == theme,
        "stance": lambda of, value: of["stance"] == value,
        "kind": lambda of, value: of["organisation_kind"] == value,
        "area": lambda of, value: of["area"] == ("" if value == "unknown" else value),
        "late": lambda of, value: (of["late_days"] > 0) == (value == "late"),
        "language": lambda of, value: of["language"] == value,
        "characteristic": lambda of, value: value in of["characteristics"],
        "read": lambda of, value: of["read"] == (value == "read"),
        "coded": lambda of, value: of["theme"] == (value == "coded"),
        "state": lambda of, value: of["state"] == value,
        "disposition": lambda of, value: of["disposition"] == value,
        "assigned": lambda of, value: of["assigned_to_id"] == people[value],
        "campaign": lambda of, value: (of["campaign_id"] is not None) == (value in ("any", campaign)),
        "permission": lambda of, value: of["permission"] == value,
    }  # fmt: skip
    asked = search.as_arguments()
    return [
        id_
        for id_, of in facts.items()
        if all(rules[name](of, value) for name, value in asked.items())
        and ("state" in asked or of["state"] not in ("withdrawn", "replaced"))
    ]


def test_filters_together_find_what_a_plain_reading_finds(round_, analyst, known):
    _, theme, campaign, colleague = known
    offered = {
        "place": [*PLACES, "XX-9", "XX"], "theme": [theme, "999", "x"], "stance": ["agree", "disagree", "perhaps"],
        "kind": ["public", "provider"], "area": ["London", "unknown"], "late": ["late", "in time"],
        "language": ["en", "cy"], "characteristic": ["age", "sex", "sexual", "%"], "read": ["read", "unread"],
        "coded": ["coded", "uncoded"], "state": STATES, "disposition": ["accepted"],
        "assigned": ["me", "nobody", colleague], "campaign": ["any", "none", campaign],
        "permission": ["yes", "without my name"],
    }  # fmt: skip
    one = st.sampled_from(sorted(offered)).flatmap(
        lambda name: st.sampled_from(offered[name]).map(lambda value: (name, value))
    )

    @settings(max_examples=150, deadline=None, database=None)
    @given(st.lists(one, max_size=3).map(lambda pairs: Search(**dict(pairs))))
    def agrees(search):
        found = queries.ids_of(round_, search, seen_by=analyst)
        assert sorted(found) == sorted(matches(known, analyst, search))
        numbers = queries.numbers_of(round_, search, seen_by=analyst)
        campaigned = [known[0][id_]["campaign_id"] for id_ in found]
        assert numbers.points == numbers.responses == len(found)
        assert numbers.texts == campaigned.count(None) + len(set(campaigned) - {None})

    agrees()


def test_several_searches_are_counted_in_one_query(round_, analyst, known):
    searches = [Search(), Search(state="unanswered"), Search(late="late"), Search(words="nothing says this")]
    one_by_one = [queries.numbers_of(round_, each, seen_by=analyst) for each in searches]
    assert queries.numbers_of_each(round_, searches, seen_by=analyst) == one_by_one


def test_an_address_asks_for_what_it_names_and_nothing_else():
    assert from_arguments({"words": " a ", "state": "", "page": "7", "theme": "3"}) == Search(words="a", theme="3")
    assert from_arguments(dict.fromkeys(NAMES, "x" * 9_999)).as_arguments().keys() == set(NAMES)


def test_pages_hold_every_point_once_in_the_order_of_the_document(round_, analyst, known, monkeypatch):
    monkeypatch.setattr(pages, "AT_ONCE", 7)
    order = queries.ids_of(round_, Search(), seen_by=analyst)
    forwards, page = [], pages.page(round_, Search(), seen_by=analyst)
    assert page.before == ""
    while True:
        forwards.append([row.id for row in page.rows])
        if not page.after:
            break
        page = pages.page(round_, Search(), seen_by=analyst, after=page.after)
    assert [id_ for ids in forwards for id_ in ids] == order
    backwards = [[row.id for row in page.rows]]
    while page.before:
        page = pages.page(round_, Search(), seen_by=analyst, before=page.before)
        backwards.insert(0, [row.id for row in page.rows])
    assert [id_ for ids in backwards for id_ in ids] == order


@pytest.mark.parametrize("key", ["", "x", "1.2", "1.2.3.4", "-1.2.3", "9" * 40 + ".1.1", "1.1.99999999999", "²..1"])
def test_a_made_up_place_in_the_list_is_its_beginning_or_somewhere_in_it(round_, analyst, known, key):
    pages.page(round_, Search(), seen_by=analyst, after=key)
    pages.page(round_, Search(), seen_by=analyst, before=key)


def test_the_neighbours_of_a_point_are_those_of_the_list(round_, analyst, known):
    order = queries.ids_of(round_, Search(), seen_by=analyst)
    left = len(queries.ids_of(round_, Search(state="unanswered"), seen_by=analyst))
    for at, id_ in enumerate(order):
        around = queries.around(round_, Search(), db.session.get(Point, id_), seen_by=analyst)
        assert (around.previous, around.following) == ((order[at - 1] if at else None), [*order, None][at + 1])
        assert (around.number, around.total, around.left) == (at + 1, len(order), left)


def test_a_point_that_has_left_the_list_goes_on_from_where_it_stood(round_, analyst, known):
    order = queries.ids_of(round_, Search(state="unanswered"), seen_by=analyst)
    point = db.session.get(Point, order[1])
    point.state = "answered"
    db.session.commit()
    around = queries.around(round_, Search(state="unanswered"), point, seen_by=analyst)
    assert (around.previous, around.following, around.number) == (None, order[2], 0)


def test_whoever_does_not_see_responses_finds_their_own_points_only(round_, known):
    someone = make.person(Role.PROVIDER_NEGOTIATOR, at=make.provider())
    own = say(round_, "Mine", response=make.response(round_, person_id=someone.id))
    assert queries.ids_of(round_, Search(), seen_by=someone) == [own.id]
    assert queries.numbers_of(round_, Search(), seen_by=someone).points == 1
    assert sum(queries.counts_by_state(round_, seen_by=someone).values()) == 1
