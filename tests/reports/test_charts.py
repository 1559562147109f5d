"""A chart says in words what it draws, and its words are in the language of its page."""

import pytest

from app.areas import AREAS
from app.documents.chart import Chart
from app.documents.report_tables import kinds, over_time
from app.languages import speaking, translated

NONE_DRAWN = "Nothing is drawn where the number is held back."


def kept(values):
    """A table of numbers as a report keeps it, by day."""
    line = {"key": "days", "label": "", "readable": False, "total": 40, "cells": values}
    return {"columns": [(key, key) for key in values], "lines": [line]}


def chart_of(parts):
    """The chart among what is drawn and written."""
    return next(part for part in parts if isinstance(part, Chart))


@pytest.mark.parametrize(("held_back", "is_said"), [(None, True), (0, False), (7, False)])
def test_nobody_takes_a_number_that_is_held_back_for_nought(app, held_back, is_said):
    by_kind, by_day = kept({"public": 40, "provider": held_back}), kept({"2011-12-08": 40, "2011-12-09": held_back})
    empty = {"columns": [], "lines": []}
    with app.test_request_context():
        first = chart_of(kinds({"responses": 40, "tables": {"kinds": by_kind, "areas": empty}}))
        second = chart_of(over_time({"tables": {"over_time": by_day}}))
    assert [NONE_DRAWN in each.description for each in (first, second)] == [is_said, is_said]


def test_every_area_has_a_name_in_welsh():
    with speaking("cy"):
        assert [area for area in AREAS if translated(area) == area] == []
