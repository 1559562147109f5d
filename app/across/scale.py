"""How the values of one cell are compared: as numbers, against the standard line at a provider's size, or as words."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from workflows.schedule import FIGURE_TO_FOLLOW, Column, Kind, cell

NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?(?![\w.])")
NUMERIC = (Kind.WHOLE, Kind.MONEY)
PREFERRED = ("target", "price", "places", "price_effect", "yearly_value", "time_limit")
"""Which cell of a term says most about it, where the reader has not chosen."""


@dataclass(frozen=True)
class Scale:
    """`relative`: a percentage against the standard line at a provider's size, because figures grow with it.

    `shape` is for numbers that stand in words: "no more than # %". Neither numbers nor a shape: words.
    """

    column: Column
    numeric: bool
    relative: bool = False
    shape: str = ""

    def number(self, value: Any) -> float | None:
        """A value as a number; None for none, and for a figure to follow."""
        if not self.numeric or value in (None, "", FIGURE_TO_FOLLOW) or isinstance(value, bool):
            return None
        if isinstance(value, int | float):
            return float(value)
        return _inside(value) if shape_of(value) == self.shape else None

    def measure(self, value: Any, standard: Any) -> float | None:
        """What is compared: the number itself, or its percentage above the standard at the provider's size."""
        found = self.number(value)
        if found is None or not self.relative:
            return found
        base = self.number(standard)
        return round(100 * (found - base) / base, 1) if base else None

    def words(self, measure: float | None) -> str:
        """A measure as words, for somebody who may not see the value that it comes from."""
        if measure is None:
            return "–"
        if self.relative:
            return f"{measure:+.1f}%" if measure else "as standard"
        plain = f"{measure:,.0f}" if measure == round(measure) else f"{measure:,.1f}"
        if self.shape:
            return self.shape.replace("#", plain)
        return cell(self.column, round(measure)) if self.column.kind is Kind.MONEY else plain

    def sentence(self, measure: float) -> str:
        """A measure within a sentence: "4.9% below the standard term"."""
        if not self.relative:
            return self.words(measure)
        if not measure:
            return "that of the standard term"
        return f"{abs(measure):.1f}% {'below' if measure < 0 else 'above'} the standard term"

    def blurred(self, measure: float | None) -> float | None:
        """A measure of nobody by name: to half a percentage point, or it could be worked out whose figure it is."""
        return round(2 * measure) / 2 if self.relative and measure is not None else measure

    @property
    def unit(self) -> str:
        """What distances on this scale are measured in."""
        return "percentage points" if self.relative or "%" in self.shape else "pounds" if self._money else ""

    @property
    def _money(self) -> bool:
        return self.column.kind is Kind.MONEY


def shape_of(value: Any) -> str:
    """Words with their one number taken out: "no more than #%"; empty when there is not exactly one."""
    if not isinstance(value, str) or len(NUMBER.findall(value)) != 1:
        return ""
    return NUMBER.sub("#", value.strip().casefold())


def of(column: Column, standard: Any, values: Iterable[Any]) -> Scale:
    """The scale for a cell, from its kind, the standard line's value and the values that providers have."""
    if column.kind in NUMERIC:
        scaled = isinstance(standard, dict) and bool(standard.get("base"))
        return Scale(column, numeric=True, relative=scaled)
    if column.kind is Kind.TEXT:
        shapes = Counter(shape_of(value) for value in values if value and value != FIGURE_TO_FOLLOW)
        if shapes and (most := shapes.most_common(1)[0][0]) and shapes[most] > sum(shapes.values()) / 2:
            return Scale(column, numeric=True, shape=most)
    return Scale(column, numeric=False)


def chosen(columns: Iterable[Column], asked: str) -> Column:
    """The column that the address asks for, or the one that says most about the term."""
    by_key = {column.key: column for column in columns}
    for key in (asked, *PREFERRED):
        if key in by_key:
            return by_key[key]
    return next(iter(by_key.values()))


def _inside(value: str) -> float | None:
    found = NUMBER.search(value)
    return float(found[0].replace(",", "")) if found else None
