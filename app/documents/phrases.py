"""How documents write dates, times and lists."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def long_date(day: date) -> str:
    """1 April 2012."""
    return f"{day.day} {day:%B %Y}"


def moment(at: datetime) -> str:
    """29 February 2012 at 4:05pm, in London; a time without a zone is taken to be London's."""
    local = at.astimezone(LONDON) if at.tzinfo else at
    half = "am" if local.hour < 12 else "pm"
    return f"{long_date(local)} at {local.hour % 12 or 12}:{local.minute:02d}{half}"


def listed(words: Sequence[str]) -> str:
    """One, two and three."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
