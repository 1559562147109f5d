"""The demonstration's data files, as plain values."""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

THIS_YEAR, LAST_YEAR = "2012-13", "2011-12"
FOLDER = Path(__file__).parent / "data"


@cache
def read(name: str, year: str = THIS_YEAR) -> Any:
    """What `data/<year>/<name>.json` holds."""
    return json.loads((FOLDER / year / f"{name}.json").read_text(encoding="utf-8"))


def providers() -> list[dict[str, str]]:
    """The 166 providers of the round, a row each."""
    with (FOLDER / THIS_YEAR / "providers.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def final_wording() -> dict[str, str]:
    """The explanations that feedback changed, by reference of the intention: how they read in the final edition."""
    changes = (row.get("change") for row in read("feedback")["dispositions"])
    return {change["ref"]: change["wording"] for change in changes if change}
