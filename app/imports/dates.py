"""When a response came, as survey tools and people write it."""

import re
from datetime import UTC, datetime, timedelta

from workflows.deadline import LONDON
from workflows.loose_dates import read_date

_NUMBERS = re.compile(r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})(?:[ T,]+(.*))?")
_TIME = re.compile(
    r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d+)?)?\s*([ap]\.?m\.?)?\s*(?:(z|utc|gmt|[+-]\d{2}:?\d{2})\b.*)?.*",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"(\d{5})(\.\d+)?")
_EXCEL_BEGINS = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's clock has no zone
NOON = (12, 0, 0)
EARLIEST, LATEST = 1990, 2100


def read_moment(text: str, order: str = "day") -> datetime | None:
    """The moment, London time unless it says another; noon where only a day is given. None for what is no date.

    `order` says which number comes first in 3/4/2012: "day" or "month".
    """
    if found := _NUMBERS.fullmatch(text):
        first, second, third, rest = found.groups()
        return _at(_day(first, second, third, order), rest or "")
    if found := _SERIAL.fullmatch(text):
        whole = _EXCEL_BEGINS + timedelta(days=float(text))
        return _made(whole.year, whole.month, whole.day, (whole.hour, whole.minute, whole.second) if found[2] else NOON)
    day, question = read_date(re.split(r"(?:,| at)? \d{1,2}[:.]\d{2}", text)[0])
    if day is None or (question and "real" in question):
        return None
    return _at((day.year, day.month, day.day), text[text.find(str(day.year)) + 4 :])


def guess_order(samples: list[str]) -> str:
    """Which number comes first, told by those above twelve; the day, as it is written here, where none is."""
    for text in samples:
        if (found := _NUMBERS.fullmatch(text)) and len(found[1]) <= 2:
            if int(found[1]) > 12:
                return "day"
            if int(found[2]) > 12:
                return "month"
    return "day"


def _day(first: str, second: str, third: str, order: str) -> tuple[int, int, int]:
    if len(first) == 4:
        return int(first), int(second), int(third)
    year = int(third) if len(third) == 4 else 2000 + int(third)
    return (year, int(first), int(second)) if order == "month" else (year, int(second), int(first))


def _at(day: tuple[int, int, int], rest: str) -> datetime | None:
    found = _TIME.fullmatch(rest.strip(" ,T").removeprefix("at ").strip())
    if not found:
        return _made(*day, NOON)
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    half = (found[4] or "").lower()[:1]
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return _made(*day, (hour, minute, second), (found[5] or "").lower())


def _made(year: int, month: int, day: int, time: tuple[int, int, int], zone: str = "") -> datetime | None:
    if not EARLIEST <= year <= LATEST:
        return None
    try:
        moment = datetime(year, month, day, *time, tzinfo=UTC if zone in ("z", "utc") else LONDON)
    except ValueError:
        return None
    if re.fullmatch(r"[+-]\d{2}:?\d{2}", zone):
        away = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
        return moment.replace(tzinfo=UTC) - (away if zone[0] == "+" else -away)
    return moment
