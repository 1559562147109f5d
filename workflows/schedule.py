"""The schedules of an agreement and their columns (domain §7): what a term of each kind is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

FIGURE_TO_FOLLOW: Final = "figure to follow"
"""A legal value for any cell: the real agreements were issued with figures filled in months later."""


class Schedule(StrEnum):
    SERVICES = "services"
    VOLUMES = "volumes"
    SERVICE_LEVELS = "service_levels"
    ADDITIONAL = "additional"
    EXCEPTIONS = "exceptions"
    CAPACITY = "capacity"
    PRICE = "price"
    PARTNERS = "partners"
    INTERFACES = "interfaces"


class Kind(StrEnum):
    """How a column is typed and shown."""

    TEXT = "text"
    LONG = "long text"
    WHOLE = "whole number"
    MONEY = "money"
    YES_NO = "yes or no"
    DATE = "date"


@dataclass(frozen=True)
class Column:
    key: str
    label: str
    kind: Kind = Kind.TEXT
    required: bool = True


@dataclass(frozen=True)
class Layout:
    """One schedule: its title, the prefix of its refs, and its columns after ref and title."""

    title: str
    prefix: str
    columns: tuple[Column, ...]


def _text(key: str, label: str) -> Column:
    return Column(key, label)


LAYOUTS: Mapping[Schedule, Layout] = {
    Schedule.SERVICES: Layout(
        "Services",
        "SV",
        (
            Column("requirement", "Requirement", Kind.LONG),
            Column("minimum", "Mandatory minimum", Kind.LONG),
            _text("delivered_by", "Delivered by"),
        ),
    ),
    Schedule.VOLUMES: Layout(
        "Volumes and targets",
        "VT",
        (
            _text("service", "Service"),
            _text("population", "Population or segment"),
            Column("potential_referrals", "Potential referrals", Kind.WHOLE),
            Column("target", "Target", Kind.WHOLE),
            _text("profile", "Quarterly profile"),
            Column("evidence", "Evidence", Kind.LONG, required=False),
        ),
    ),
    Schedule.SERVICE_LEVELS: Layout(
        "Service levels",
        "SL",
        (
            Column("definition", "Definition", Kind.LONG),
            _text("population", "Population counted"),
            _text("time_limit", "Time limit"),
            _text("clock", "Clock"),
            _text("unit", "Unit"),
            _text("target", "Target"),
            _text("tolerance", "Tolerance"),
            _text("source", "Source"),
            _text("frequency", "Frequency"),
        ),
    ),
    Schedule.ADDITIONAL: Layout(
        "Additional delivery",
        "AD",
        (
            Column("exceeds", "What exceeds the minimum", Kind.LONG),
            Column("why", "Why", Kind.LONG),
            Column("price_effect", "Price effect", Kind.MONEY),
            _text("from", "From"),
            _text("to", "To"),
        ),
    ),
    Schedule.EXCEPTIONS: Layout(
        "Exceptions",
        "EX",
        (
            Column("not_met", "Minimum not met", Kind.LONG),
            Column("reason", "Reason", Kind.LONG),
            _text("action", "Action plan"),
            _text("agreed_by", "Agreed by"),
            Column("review_date", "Review date", Kind.DATE),
        ),
    ),
    Schedule.CAPACITY: Layout(
        "Capacity",
        "CP",
        (
            _text("function", "Function"),
            _text("category", "Security category"),
            _text("sentence_range", "Sentence range"),
            _text("age_group", "Age group"),
            Column("places", "Places", Kind.WHOLE),
        ),
    ),
    Schedule.PRICE: Layout(
        "Annual operating price",
        "PR",
        (
            Column("baseline", "Baseline", Kind.MONEY),
            Column("change", "Change", Kind.MONEY),
            Column("price", "Price", Kind.MONEY),
            Column("firm", "Firm or indicative", Kind.YES_NO),
        ),
    ),
    Schedule.PARTNERS: Layout(
        "Delivery partners",
        "DP",
        (
            _text("partner", "Partner"),
            _text("sector", "Sector"),
            _text("service", "Service"),
            _text("contract_kind", "Kind of contract"),
            _text("ends", "Ends"),
            Column("yearly_value", "Yearly value", Kind.MONEY),
        ),
    ),
    Schedule.INTERFACES: Layout(
        "Operational interfaces",
        "IN",
        (
            _text("topic", "Topic"),
            _text("other_provider", "Other provider"),
            Column("who_does_what", "Who does what", Kind.LONG),
            _text("time_limit", "Time limit"),
        ),
    ),
}


def number(value: Any) -> int | None:
    """A cell as a whole number; None while its figure is to follow."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def cell(column: Column, value: Any) -> str:
    """A cell as words: what a page and a document say."""
    if value is None or value == "":
        return "" if not column.required else "Figure to follow"
    if value == FIGURE_TO_FOLLOW:
        return "Figure to follow"
    if column.kind is Kind.YES_NO:
        return "Firm" if value else "Indicative"
    if column.kind is Kind.MONEY and isinstance(value, int):
        return f"-£{-value:,}" if value < 0 else f"£{value:,}"
    return f"{value:,}" if isinstance(value, int) else str(value)
