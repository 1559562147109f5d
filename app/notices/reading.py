"""Notices of change in the words that their pages show."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from app.models import Notice, NoticeChange
from app.models.notice import EFFECTS
from app.notices import queries
from app.notices.register import price_effect, signed
from app.wording import money
from workflows.schedule import LAYOUTS, cell

CAUSES = {"notice": "", "decision": "Price decided", "undo": "Undone"}
ANSWERS = {"accept": "Accepted", "accept_at_a_cost": "Accepted at a cost", "object": "Objected"}
EFFECT = {
    "service": "Effect on the service",
    "staff": "Effect on staff",
    "price": "Effect on price",
    "targets": "Effect on targets",
    "equality": "Effect on people with protected characteristics",
}


class Line(NamedTuple):
    """One cell that a notice changes."""

    ref: str
    title: str
    column: str
    before: str
    after: str
    cause: str


def lines(changes: Iterable[NoticeChange]) -> list[Line]:
    """What a notice changes, cell by cell."""
    return [
        Line(
            change.term.ref,
            change.term.title,
            column.label,
            cell(column, change.before.get(column.key)),
            cell(column, change.after[column.key]),
            CAUSES[change.cause],
        )
        for change in changes
        for column in LAYOUTS[change.term.schedule].columns
        if column.key in change.after
    ]


def effects(notice: Notice) -> list[tuple[str, str]]:
    """Each effect that it states, by what it is on."""
    return [(EFFECT[effect], getattr(notice, f"effect_{effect}")) for effect in EFFECTS]


def price_of(notice: Notice) -> str:
    """What the notice itself does to the annual operating price."""
    return signed(sum(price_effect(change) for change in queries.own_changes(notice)))


def answers(notice: Notice) -> list[tuple[str, str, datetime, str]]:
    """Each answer: what it was, who gave it and when, and its words."""
    said = []
    for one in notice.answers:
        what = ANSWERS[one.action]
        if one.cost is not None:
            what = f"{what}: {money(one.cost)} a year on top of what the notice says"
        if one.ground:
            what = f"{what} on this ground: {one.ground}"
        said.append((what, one.person.name, one.at, one.words))
    return said
