"""What holds for answers and rows until somebody says otherwise: guesses that the page of answers shows."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.imports import answers
from app.imports.dates import guess_order
from app.imports.targets import TARGETS

Columns = Sequence[Sequence[str]]
Profiles = Sequence[Mapping[str, Any]]
NO_NAME = "Name not given"
DEFAULTS = {
    "name": NO_NAME,
    "permission": "no",
    "language": "en",
    "nation": "both",
    "received": "",
    "date_order": "day",
}


def asked_for(columns: Columns, profiles: Profiles) -> dict[str, dict[str, tuple[str, int]]]:
    """Their different answers to each of our choices: as compared, as written, and how often."""
    found: dict[str, dict[str, tuple[str, int]]] = {}
    for (what, _), profile in zip(columns, profiles, strict=True):
        if TARGETS[what].choice:
            theirs = found.setdefault(what, {})
            for answer, count in profile["answers"]:
                written, before = theirs.get(answers.tidy(answer), (answer, 0))
                theirs[answers.tidy(answer)] = (written, before + count)
    return found


def too_varied(columns: Columns, profiles: Profiles, names: Sequence[str]) -> list[str]:
    """Columns said to hold a choice whose answers are too many to match: comments, most likely."""
    return [
        name
        for (what, _), profile, name in zip(columns, profiles, names, strict=True)
        if TARGETS[what].choice and profile["filled"] and not profile["answers"]
    ]


def values_for(columns: Columns, profiles: Profiles, before: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Our answer for each of theirs: as was said before, else as it seems."""
    return {
        what: {plain: before.get(what, {}).get(plain) or answers.guess(what, plain) for plain in theirs}
        for what, theirs in asked_for(columns, profiles).items()
    }


def defaults_for(columns: Columns, profiles: Profiles, before: Mapping[str, Any]) -> dict[str, str]:
    """What holds for rows that don't say, as was said before; in which order dates stand, as this file has them."""
    dates = [sample for (what, _), one in zip(columns, profiles, strict=True) if what == "received"
             for sample in one["samples"]]  # fmt: skip
    return {**DEFAULTS, **before, "date_order": guess_order(dates) if dates else before.get("date_order", "day")}
