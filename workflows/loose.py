"""Understand a value as people type it in a document, by the kind of its column; ask where it could mean two things."""

import re
from dataclasses import dataclass
from typing import Any

from workflows.loose_dates import read_date
from workflows.loose_numbers import read_money, read_whole
from workflows.schedule import FIGURE_TO_FOLLOW, Column, Kind

LONGEST = {Kind.TEXT: 300, Kind.LONG: 4000}
TO_FOLLOW = re.compile(
    r"(figures?|amounts?|numbers?|dates?)?\s*(is |are )?(still )?"
    r"(to follow|to come|tb[acd]|t\.b\.[acd]\.|to be (confirmed|agreed|decided|advised)|not (yet )?known|n/?k)",
    re.IGNORECASE,
)
FIRM = re.compile(r"(it is )?(firm|fixed|yes)( price)?", re.IGNORECASE)
INDICATIVE = re.compile(r"(it is )?(indicative|provisional|estimated?|no|not firm)( price)?", re.IGNORECASE)


@dataclass(frozen=True)
class Understood:
    """What somebody meant, as a term keeps it."""

    value: Any


@dataclass(frozen=True)
class Unclear:
    """What to ask instead, and the value that is most likely meant, where there is one."""

    question: str
    guess: Any = None


def understand(column: Column, typed: str) -> Understood | Unclear:
    """What `typed` means in a cell of this column. Nothing is guessed silently: a doubt is a question."""
    text = " ".join(typed.split()) if column.kind is not Kind.LONG else typed.strip()
    if not text:
        return _empty(column)
    if TO_FOLLOW.fullmatch(text.strip(" .([])")):
        return Understood(FIGURE_TO_FOLLOW)
    value: int | str | None
    match column.kind:
        case Kind.WHOLE:
            value, question = read_whole(text)
        case Kind.MONEY:
            value, question = read_money(text)
        case Kind.DATE:
            day, question = read_date(text)
            value = day.isoformat() if day else None
        case Kind.YES_NO:
            return _yes_or_no(text)
        case _:
            return _words(column, text)
    return Unclear(question, value) if question else Understood(value)


def _empty(column: Column) -> Understood | Unclear:
    if not column.required:
        return Understood("")
    return Unclear(
        f"The {column.label.lower()} is empty now. Enter it, or write that it is to follow.", FIGURE_TO_FOLLOW
    )


def _yes_or_no(text: str) -> Understood | Unclear:
    if FIRM.fullmatch(text):
        return Understood(value=True)
    if INDICATIVE.fullmatch(text):
        return Understood(value=False)
    return Unclear("Enter “firm” or “indicative”.")


def _words(column: Column, text: str) -> Understood | Unclear:
    most = LONGEST[column.kind]
    if len(text) > most:
        return Unclear(f"Shorten it to {most:,} characters or fewer: it has {len(text):,} now.")
    return Understood(text)
