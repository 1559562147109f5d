"""The filters and the order of the list of agreements, as they stand in its address."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from workflows.agreement import AgreementState, Side
from workflows.waiting import Waiting

NAMES = (
    "state", "whose", "sector", "region", "negotiator", "days", "terms", "price_from", "price_to", "flag", "q",
    "intention", "sort",
)  # fmt: skip
NOBODY, BOTH = "nobody", "both sides"
WHOSE = {Side.COMMISSIONER: "Commissioner", Side.PROVIDER: "Provider", BOTH: "Both sides", NOBODY: "Nobody"}
FLAGS = {"late": "Late", "held": "Held over"}
DAYS = {"5": "5 working days or more", "10": "10 or more", "20": "20 or more", "40": "40 or more"}
TERMS = {
    "unsettled": "Some not agreed yet",
    "open": "Some open: no value proposed",
    "parked": "Some parked",
    "disputed": "Some disputed",
    "settled": "All agreed or parked",
}
UNASSIGNED = "nobody"
PRICE = re.compile(r"£?\s*(\d[\d,]*(?:\.\d+)?)\s*(k|m|bn)?", re.IGNORECASE)
TIMES = {None: 1, "k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}
NOT_A_PRICE = "Enter a price in pounds, like 1,200,000 or 1.2m"


class Seen(NamedTuple):
    """One agreement that the person asking may see, with what its row does not say by itself."""

    row: Any
    move: Waiting
    whose: str
    days: int
    flags: tuple[str, ...]
    negotiators: tuple[tuple[int, str], ...]
    sentence: str

    @property
    def names(self) -> str:
        """The commissioner's negotiators, by name."""
        if len(self.negotiators) == 1:
            return self.negotiators[0][1]
        return ", ".join([name for _, name in self.negotiators])

    @property
    def unsettled(self) -> int:
        """Terms that are neither agreed nor parked."""
        return int(self.row.terms_total - self.row.terms_agreed - self.row.terms_parked)


def kept(asked: Mapping[str, str]) -> dict[str, str]:
    """The filters of an address that the list knows, without the empty ones."""
    return {name: asked[name].strip()[:80] for name in NAMES if asked.get(name, "").strip()}


def pounds(text: str) -> int | None:
    """A price as people type it ("£1.2m", "1,200,000"), in whole pounds; None when it is not one."""
    found = PRICE.fullmatch(text.strip())
    if not found:
        return None
    return round(float(found[1].replace(",", "")) * TIMES[found[2].lower() if found[2] else None])


def mistakes(asked: Mapping[str, str]) -> dict[str, str]:
    """What was typed that cannot be filtered by, with what to do instead."""
    return {name: NOT_A_PRICE for name in ("price_from", "price_to") if asked.get(name) and pounds(asked[name]) is None}


def lets_through(one: Seen, asked: Mapping[str, str], *, but: str = "") -> bool:
    """Whether every filter of the address, except `but`, lets an agreement through."""
    return all(TESTS[name](one, value) for name, value in asked.items() if name != but and name in TESTS)


def _has_negotiator(one: Seen, value: str) -> bool:
    if value == UNASSIGNED:
        return not one.negotiators
    return value in {str(number) for number, _ in one.negotiators}


def _has_terms(one: Seen, value: str) -> bool:
    row = one.row
    found: dict[str, bool] = {
        "unsettled": one.unsettled > 0,
        "open": row.terms_open > 0,
        "parked": row.terms_parked > 0,
        "disputed": row.terms_disputed > 0,
        "settled": row.terms_total > 0 and not one.unsettled,
    }
    return found.get(value, False)


def _within(one: Seen, value: str, *, least: bool) -> bool:
    limit = pounds(value)
    return limit is None or (one.row.price >= limit if least else one.row.price <= limit)


TESTS: dict[str, Callable[[Seen, str], bool]] = {
    "state": lambda one, value: str(one.row.state) == value,
    "whose": lambda one, value: one.whose == value,
    "sector": lambda one, value: str(one.row.sector) == value,
    "region": lambda one, value: one.row.region == value,
    "negotiator": _has_negotiator,
    "days": lambda one, value: not value.isdecimal() or one.days >= int(value),
    "terms": _has_terms,
    "price_from": lambda one, value: _within(one, value, least=True),
    "price_to": lambda one, value: _within(one, value, least=False),
    "flag": lambda one, value: FLAGS.get(value) in one.flags,
    "q": lambda one, value: value.casefold() in f"{one.row.name} {one.row.code}".casefold(),
}


# --- the order --------------------------------------------------------------------------------------------------------

ORDERS: dict[str, tuple[str, Callable[[Seen], Any]]] = {
    "provider": ("Provider", lambda one: one.row.name),
    "state": ("State", lambda one: list(AgreementState).index(one.row.state)),
    "whose": ("Whose move", lambda one: list(WHOSE).index(one.whose)),
    "days": ("Working days waiting", lambda one: one.days),
    "agreed": ("Share of terms agreed", lambda one: one.row.terms_agreed / (one.row.terms_total or 1)),
    "unsettled": ("Terms not agreed yet", lambda one: one.unsettled),
    "open": ("Open terms", lambda one: one.row.terms_open),
    "disputed": ("Disputed terms", lambda one: one.row.terms_disputed),
    "price": ("Price", lambda one: one.row.price),
    "change": ("Against last year", lambda one: _growth(one.row)),
    "sector": ("Kind of provider", lambda one: str(one.row.sector)),
    "region": ("Region", lambda one: one.row.region),
    "negotiator": ("Negotiator", lambda one: [name for _, name in one.negotiators]),
}
"""By what the list can be ordered; "-days" in the address is the same, the most first."""


def _growth(row: Any) -> float:
    return (row.price - row.last_year_price) / row.last_year_price if row.last_year_price else 0.0


def sort(found: list[Seen], by: str) -> list[Seen]:
    """In the order that the address asks for; equals stay in order of their names."""
    key = ORDERS.get(by.removeprefix("-"))
    return sorted(found, key=key[1], reverse=by.startswith("-")) if key else found
