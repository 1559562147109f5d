"""Days end at midnight in London; working days are counted by whoever knows the bank holidays."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def end_of(day: date) -> datetime:
    """The moment `day` ends in London: the first moment of the next."""
    return datetime.combine(day + timedelta(days=1), time(), LONDON)


def passed(day: date, now: datetime) -> bool:
    """Whether `day` is over in London."""
    return now >= end_of(day)


def days_late(day: date, now: datetime) -> int:
    """Whole or begun calendar days after the end of `day`; 0 when in time."""
    return max((now.astimezone(LONDON).date() - day).days, 0)
