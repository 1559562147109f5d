"""Somebody with everything that is published, and patience, cannot work out a small number by subtraction."""

import csv
import io
import random
from collections import Counter, defaultdict

import pytest

from app.extensions import db
from app.figures.labels import KINDS as KINDS_OF_RESPONDENT
from app.models import Point, PointTheme, Theme, View
from app.published import commands as published
from tests import make
from tests.work import do_jobs
from workflows.response import Permission
from workflows.roles import Role
from workflows.small_numbers import THRESHOLD

STANCES = {"Agree": "agree", "Agree in part": "partly", "Disagree": "disagree", "No view": "no view"}
KINDS = ("public", "provider", "voluntary body", "department")
HERE = "/rounds/2012-13"


@pytest.fixture(params=[1, 2, 3, 9, 41])
def responses(app, released, request):
    """Sixty responses drawn at random, published as far as their senders allow it; in two few want no name."""
    drawn = random.Random(request.param)
    nameless, refusing = (1, [0, 6]) if request.param > 5 else (3, [1, 6])
    themes = [make.add(Theme(round_id=released.id, name=name, definition="")) for name in ("Visits", "Food", "Work")]
    for _ in range(60):
        response = make.response(
            released,
            organisation_kind=drawn.choices(KINDS, [9, 5, 3, 1])[0],
            permission=drawn.choices(list(Permission), [5, nameless, drawn.choice(refusing)])[0],
            submitted_at=make.NOON,
            area=drawn.choices(["London", "Wales", "South West"], [6, 3, 1])[0],
        )
        for place in ("CU-1", "CU-2"):
            stance = drawn.choices(list(STANCES.values()), [6, 2, drawn.choice([1, 5]), 1])[0]
            db.session.add(
                View(response_id=response.id, place=place, stance=stance, sent_stance=stance, saved_at=make.NOON)
            )
        theme = drawn.choices(themes, [6, 3, 1])[0]
        point = Point(response_id=response.id, round_id=released.id, place="CU-1", text="So it is.",
                      received_at=make.NOON, state="released", disposition="accepted", reason="Yes.")  # fmt: skip
        db.session.add(point)
        db.session.flush()
        db.session.add(PointTheme(point_id=point.id, theme_id=theme.id, at=make.NOON))
    db.session.commit()
    volume = published.prepare(released, by=make.person(Role.ANALYST))
    published.publish(volume, by=make.person(Role.ROUND_MANAGER))
    db.session.commit()
    do_jobs(app)
    return released


def rows_of(browser, address):
    text = browser.get(address).data.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def told(browser):
    """Every published number by figure and line; whether a line counts only those that can be read."""
    numbers, readable = defaultdict(dict), set()
    for row in rows_of(browser, f"{HERE}/in-numbers.csv"):
        line = (row["Figure"], row["Reference"])
        numbers[line][row["Column"]] = int(row["Responses"]) if row["Responses"] else None
        if "anybody may read" in row["Note"]:
            readable.add(line)
    return numbers, readable


def read(browser, place):
    """What the responses that are published one by one say of a place."""
    return Counter(row[place] for row in rows_of(browser, f"{HERE}/responses/data/responses.csv") if row[place])


def test_no_small_number_can_be_worked_out_from_all_that_is_published(browser, responses):
    numbers, readable = told(browser)
    truth = Counter(
        (view.place, str(view.sent_stance))
        for view in db.session.query(View).join(View.response).filter_by(permission=Permission.NO)
    )
    for place in ("CU-1", "CU-2"):
        line = ("Stance by intention", place)
        seen, total = read(browser, place), numbers[line].pop("All", None)
        if line in readable or total is None:
            continue
        rest = {words: number - seen[STANCES[words]] for words, number in numbers[line].items() if number is not None}
        held = [words for words, number in numbers[line].items() if number is None]
        left = total - sum(seen.values()) - sum(rest.values())
        assert left == sum(truth[place, STANCES[words]] for words in held)
        assert not any(0 < number < THRESHOLD for number in rest.values())
        assert len(held) != 1
        assert not held or left >= THRESHOLD or len(held) == len(STANCES)


@pytest.mark.parametrize(("figure", "column"), [("Kind of respondent", "kind"), ("Area", "area")])
def test_what_is_left_out_of_responses_without_a_name_is_not_told_by_what_is_left_over(
    browser, responses, figure, column
):
    named = {label: key for key, label in KINDS_OF_RESPONDENT}
    entries = Counter(row[column] for row in rows_of(browser, f"{HERE}/responses/data/responses.csv"))
    (cells,), readable = [
        [each for line, each in told(browser)[0].items() if line[0] == figure],
        any(line[0] == figure for line in told(browser)[1]),
    ]
    left = {
        words: number - entries[named.get(words, words)]
        for words, number in cells.items()
        if number is not None and words != "All"
    }
    small = {words: number for words, number in left.items() if 0 < number < THRESHOLD}
    assert small == {}
    assert not readable or set(left.values()) <= {0}


def test_no_kind_that_is_left_out_is_told_by_the_themes_of_what_can_be_read(browser, responses):
    """Whoever has the table of themes by kind takes off each response whose kind and themes can be read."""
    labels = dict(KINDS_OF_RESPONDENT)
    kinds = {row["number"]: row["kind"] for row in rows_of(browser, f"{HERE}/responses/data/responses.csv")}
    seen, any_kind = Counter(), Counter()
    for row in rows_of(browser, f"{HERE}/responses/data/points.csv"):
        seen[row["themes"], labels.get(kinds[row["number"]], "")] += 1
        any_kind[row["themes"]] += 1
    names = {str(theme.id): theme.name for theme in db.session.query(Theme)}
    numbers, readable = told(browser)
    checked = 0
    for (figure, key), cells in numbers.items():
        if figure != "Theme by kind of respondent" or (figure, key) in readable:
            continue
        total = cells.pop("All", None)
        for kind, number in cells.items():
            left = None if number is None else number - seen[names[key], kind]
            assert left is None or not 0 < left < THRESHOLD, (names[key], kind)
            checked += left is not None
        assert total is None or not 0 < total - any_kind[names[key]] < THRESHOLD
    assert checked or readable


def test_no_number_below_the_threshold_stands_in_any_published_table(browser, responses):
    numbers, _ = told(browser)
    small = {
        (line, column): number
        for line, cells in numbers.items()
        for column, number in cells.items()
        if number is not None and 0 < number < THRESHOLD
    }
    assert small == {}
    assert sum(number is not None for cells in numbers.values() for number in cells.values()) > 5
