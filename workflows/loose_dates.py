"""Dates as people type them: "31/03/2013", "31st March 2013", "end of March 2013"."""

import calendar
import re
from datetime import date

MONTHS = {name.lower()[:3]: number for number, name in enumerate(calendar.month_name) if name}
DAYS = {name.lower()[:3]: number for number, name in enumerate(calendar.day_name)}
MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|" \
        r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"  # fmt: skip
YEAR = r"(?P<year>\d{4}|[’']?\d{2})"
WEEKDAY = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)\w*,? )?(?:the )?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
WRITTEN = (
    re.compile(rf"{WEEKDAY}{DAY}(?: of)?[ -]{MONTH},?[ -]{YEAR}", re.IGNORECASE),
    re.compile(rf"{WEEKDAY}{MONTH} {DAY},? {YEAR}", re.IGNORECASE),
    re.compile(rf"(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-]{YEAR}"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
)
END = re.compile(rf"(?:by )?(?:the )?(?:end|last day)(?: of)? {MONTH},? {YEAR}", re.IGNORECASE)
START = re.compile(rf"(?:from )?(?:the )?(?:start|beginning|first day)(?: of)? {MONTH},? {YEAR}", re.IGNORECASE)
WHOLE_MONTH = re.compile(rf"(?:(?P<part>early|mid|late|during|in|middle of)[ -])?{MONTH},? {YEAR}", re.IGNORECASE)
ASK = "Enter a date, like 31 March 2013."


def read_date(text: str) -> tuple[date | None, str]:
    """A day, and the question where it is not certain. Numbers are day first, as they are written here."""
    tidy = text.strip().rstrip(".")
    for form in WRITTEN:
        if found := form.fullmatch(tidy):
            return _day(found.groupdict())
    for form, last in ((END, True), (START, False), (WHOLE_MONTH, True)):
        if found := form.fullmatch(tidy):
            day = _edge(found["month"], found["year"], last=last)
            if day is None or form is not WHOLE_MONTH:
                return day, "" if day else ASK
            return None if found["part"] else day, "Which day of the month is meant?"
    return None, ASK


def _day(parts: dict[str, str | None]) -> tuple[date | None, str]:
    year, month, day = _year(parts["year"] or ""), _month(parts["month"] or ""), int(parts["day"] or 0)
    try:
        found = date(year, month, day)
    except ValueError:
        return None, f"There is no such day. {ASK}"
    weekday = parts.get("weekday")
    if weekday and DAYS[weekday.lower()] != found.weekday():
        return found, f"{_words(found)} is a {calendar.day_name[found.weekday()]}. Is it the day that is meant?"
    return found, ""


def _edge(month: str, year: str, *, last: bool) -> date | None:
    number, of = _month(month), _year(year)
    if of < 1900:
        return None
    return date(of, number, calendar.monthrange(of, number)[1] if last else 1)


def _month(text: str) -> int:
    return int(text) if text.isdigit() else MONTHS[text.lower()[:3]]


def _year(text: str) -> int:
    digits = text.lstrip("’'")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _words(day: date) -> str:
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"
