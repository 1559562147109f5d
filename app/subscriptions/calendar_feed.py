"""Write days as a calendar that programs subscribe to (RFC 5545, RFC 7986)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

from icalendar import Calendar, Event

OURS = UUID("6f1c2b58-6f0e-4d3b-9a61-0f6d2f5c7e10")
"""Whatever the service's address is, a step of a round keeps its name."""


@dataclass(frozen=True)
class Day:
    """One step of a round. `changes` is how often it moved: programs take the highest."""

    uid: str
    title: str
    on: date
    words: str
    link: str
    changes: int
    changed_at: datetime


def uid(*parts: str) -> str:
    """A name for good."""
    return str(uuid5(OURS, "/".join(parts)))


def write(title: str, days: Sequence[Day], language: str) -> bytes:
    """The calendar as UTF-8. Whole days have no time zone; the calendar says which it is meant in."""
    calendar = Calendar()
    calendar.add("prodid", "-//Run a commissioning round//Dates//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("name", title, {"LANGUAGE": language})
    calendar.add("x-wr-calname", title)
    calendar.add("x-wr-timezone", "Europe/London")
    calendar.add("refresh-interval", timedelta(hours=12), {"VALUE": "DURATION"})
    for day in days:
        calendar.add_component(_event(day, language))
    return bytes(calendar.to_ical())


def _event(day: Day, language: str) -> Event:
    event = Event()
    event.add("uid", day.uid)
    event.add("dtstamp", day.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", day.changes)
    event.add("summary", day.title, {"LANGUAGE": language})
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))  # the first day that it no longer is
    event.add("transp", "TRANSPARENT")
    event.add("status", "CONFIRMED")
    event.add("url", day.link)
    if day.words:
        event.add("description", day.words, {"LANGUAGE": language})
    return event
