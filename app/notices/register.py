"""The change register: one row for each term that a notice of change has touched (domain §7, "change register")."""

from collections.abc import Iterable, Mapping
from typing import Any

from app.models import NoticeChange
from app.wording import money, sentence_case, short_day
from workflows.schedule import LAYOUTS, Schedule, cell, number

CAUSES = {"notice": "", "decision": ": price decided", "undo": ": undone"}


def register_rows(changes: Iterable[NoticeChange]) -> tuple[tuple[str, ...], ...]:
    """Number, kind, touched, from, to, price effect, effective and resulting version of each change."""
    return tuple(
        (
            str(change.notice.number),
            f"{sentence_case(change.notice.kind)}{CAUSES[change.cause]}",
            f"{change.term.ref} {change.term.title}",
            "\n".join(in_words(change.term.schedule, change.before)),
            "\n".join(in_words(change.term.schedule, change.after)),
            signed(price_effect(change)),
            short_day(change.applied_on),
            change.version_number,
        )
        for change in changes
    )


def in_words(schedule: Schedule, cells: Mapping[str, Any]) -> list[str]:
    """Cells as "Target: 90", in the schedule's order."""
    columns = (column for column in LAYOUTS[schedule].columns if column.key in cells)
    return [f"{column.label}: {cell(column, cells[column.key])}" for column in columns]


def price_effect(change: NoticeChange) -> int:
    """What a change adds to the annual operating price."""
    if change.term.schedule is not Schedule.PRICE or "price" not in change.after:
        return 0
    return (number(change.after["price"]) or 0) - (number(change.before.get("price")) or 0)


def signed(pounds: int) -> str:
    """ "+£1,200", "-£1,200", or that there is no effect."""
    return f"+{money(pounds)}" if pounds > 0 else money(pounds) if pounds else "None"
