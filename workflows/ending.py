"""How long before an agreement ends its end must be given notice of, and what is asked about equality first."""

import calendar
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from workflows.deadline import LONDON, passed
from workflows.engine import Guard, guard

MONTHS = 3
"""The national template's own period. Voluntary bodies never get less; others may, with the reason."""


class EqualityEffect(StrEnum):
    """What is known of how an ending touches people with protected characteristics."""

    NONE = "no adverse effect"
    ADVERSE = "an adverse effect"
    UNKNOWN = "not known"


def earliest_end(given_on: date) -> date:
    """The first day on which an agreement can end when notice is given on this day: three months later."""
    year, month = divmod(given_on.month - 1 + MONTHS, 12)
    year, month = given_on.year + year, month + 1
    return date(year, month, min(given_on.day, calendar.monthrange(year, month)[1]))


@guard("Notice has been given already. Take it back before you give another.")
def no_notice_is_given(agreement: Any, **_: Any) -> bool:
    return agreement.ends_early_on is None


@guard("No notice has been given.")
def notice_is_given(agreement: Any, **_: Any) -> bool:
    return agreement.ends_early_on is not None


@guard("A voluntary body has at least three months to prepare: choose {earliest_end} or later.")
def voluntary_bodies_have_three_months(
    _: Any, *, now: datetime, last_day: date | None = None, is_voluntary: bool = False, **__: Any
) -> bool:
    return last_day is None or not is_voluntary or last_day >= earliest_end(_day(now))


@guard("Notice is at least three months: choose {earliest_end} or later, or say why it must be sooner.")
def three_months_or_a_reason(
    _: Any,
    *,
    now: datetime,
    last_day: date | None = None,
    is_voluntary: bool = False,
    sooner_reason: str = "",
    **__: Any,
) -> bool:
    in_time = last_day is None or is_voluntary or last_day >= earliest_end(_day(now))
    return in_time or bool(sooner_reason.strip())


@guard("Choose a last day after today, and before the agreement ends by itself on {ends_on}.")
def last_day_is_ahead(agreement: Any, *, now: datetime, last_day: date | None = None, **_: Any) -> bool:
    return last_day is None or _day(now) < last_day < agreement.ends_on


@guard("Not knowing whom it touches is not the same as touching nobody. Find out before you give notice.")
def equality_is_known(_: Any, *, equality: EqualityEffect | None = None, **__: Any) -> bool:
    return equality is not EqualityEffect.UNKNOWN


@guard("Say what you considered about people with protected characteristics, and what follows from it.")
def equality_is_considered(_: Any, *, equality_words: str = "typed", **__: Any) -> bool:
    return bool(equality_words.strip())


@guard("Its last day is {ends_early_on}.")
def last_day_has_passed(agreement: Any, *, now: datetime, **_: Any) -> bool:
    return agreement.ends_early_on is not None and passed(agreement.ends_early_on, now)


CONDITIONS: list[Guard] = [
    no_notice_is_given,
    last_day_is_ahead,
    voluntary_bodies_have_three_months,
    three_months_or_a_reason,
    equality_is_known,
    equality_is_considered,
]
"""What must hold before notice of an ending is given, beside its reason."""


def _day(now: datetime) -> date:
    return now.astimezone(LONDON).date()
