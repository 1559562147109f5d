"""Days in Welsh, with the names of the Unicode CLDR: "dydd Gwener 9 Rhagfyr 2011"."""

from datetime import date
from functools import cache

from babel import Locale


@cache
def _names() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The days from Monday, and the months. A day's name begins small, as it does within a sentence."""
    welsh = Locale("cy")
    days, months = welsh.days["format"]["wide"], welsh.months["format"]["wide"]
    return tuple(days[n][:1].lower() + days[n][1:] for n in range(7)), tuple(months[n] for n in range(1, 13))


def day(value: date) -> str:
    """ "dydd Gwener 9 Rhagfyr 2011". After "ar", "i" or "tan" the catalogue writes "d%(day)s": "ar ddydd Gwener"."""
    return f"{_names()[0][value.weekday()]} {short_day(value)}"


def short_day(value: date) -> str:
    """ "9 Rhagfyr 2011"."""
    return f"{value.day} {month(value)} {value.year}"


def brief_day(value: date) -> str:
    """ "9 Rhag", for the foot of a narrow column."""
    return f"{value.day} {Locale('cy').months['stand-alone']['abbreviated'][value.month]}"


def month(value: date) -> str:
    """ "Rhagfyr"."""
    return _names()[1][value.month - 1]
