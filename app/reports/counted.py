"""The figures of a report as plain values, which a released report keeps: never one that everybody may not read."""

from collections.abc import Mapping
from typing import Any

from app.figures import queries as figures
from app.figures.counted import Scope
from app.figures.queries import Figures
from app.figures.settings import smallest_number
from app.figures.table import Line, Table
from app.models import Round

TABLES = ("kinds", "areas", "over_time", "stances", "themes", "characteristics", "campaigns")


def for_report(round_: Round) -> Figures:
    """What everybody may read; before answers are out, the same protected figures of all that has come so far."""
    return figures.published(round_) or Figures(round_, Scope(round_.id, threshold=smallest_number()))


def gathered(found: Figures) -> dict[str, Any]:
    """Every table of a report, and the numbers that its sentences name."""
    points, texts = found.points
    return {
        "responses": found.responses,
        "late": found.late,
        "points": points,
        "texts": texts,
        "threshold": found.threshold,
        "tables": {name: plain(getattr(found, name)) for name in TABLES},
    }


def plain(table: Table) -> dict[str, Any]:
    """A table as JSON keeps it."""
    return {
        "columns": [[key, str(label)] for key, label in table.columns],
        "lines": [
            {
                "key": line.key,
                "label": str(line.label),
                "cells": dict(line.cells),
                "total": line.total,
                "texts": line.texts,
                "readable": line.of_readable,
            }
            for line in table
        ],
    }


def table_of(kept: Mapping[str, Any]) -> Table:
    """The same, back as a table."""
    return Table(
        tuple((key, label) for key, label in kept["columns"]),
        tuple(
            Line(each["key"], each["label"], each["cells"], each["total"], each["texts"], each["readable"])
            for each in kept["lines"]
        ),
    )
