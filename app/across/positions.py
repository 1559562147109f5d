"""What was offered, asked for and conceded on one cell of one agreement, as its sent offers tell it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from workflows.agreement import Side

ALL, NOTHING = 0.995, 0.005
"""Shares that count as all and as nothing: figures are rounded."""


class Said(NamedTuple):
    """What one sent offer said on the cell: from which value to which. `accepts`: the other side's value instead."""

    side: Side
    before: Any
    after: Any
    accepts: bool = False


class Move(NamedTuple):
    """One side's move: its how manieth on this cell, from its own value towards the other's."""

    side: Side
    turn: int
    own: Any
    to: Any
    other: Any


@dataclass(frozen=True)
class Positions:
    """Each side's last value, and how it came to it. `first_ask`: what was offered when the provider first asked, and
    for what.
    """

    offered: Any
    asked: Any
    first_ask: tuple[Any, Any] | None
    moves: tuple[Move, ...]


def of(now: Any, said: Sequence[Said], *, sent: bool) -> Positions:
    """Follow the offers in order. Before the first change, what the draft said was the commissioner's offer."""
    if not sent:
        return Positions(None, None, None, ())
    start = said[0].before if said else now
    at: dict[Side, Any] = {Side.COMMISSIONER: start, Side.PROVIDER: None}
    turns = dict.fromkeys(Side, 0)
    moves: list[Move] = []
    first_ask = None
    for each in said:
        value = at[each.side.other] if each.accepts else each.after
        if value is None:
            continue
        turns[each.side] += 1
        if each.side is Side.PROVIDER and first_ask is None:
            first_ask = (at[Side.COMMISSIONER], value)
        moves.append(Move(each.side, turns[each.side], at[each.side], value, at[each.side.other]))
        at[each.side] = value
    return Positions(at[Side.COMMISSIONER], at[Side.PROVIDER], first_ask, tuple(moves))


def share(start: float | None, goal: float | None, reached: float | None) -> float | None:
    """How much of the way from `start` to `goal` was gone; None when there was no way to go, or a figure is missing."""
    if start is None or goal is None or reached is None or start == goal:
        return None
    return (reached - start) / (goal - start)


def got(part: float | None) -> str:
    """How much of what was asked for was given, in words."""
    if part is None:
        return ""
    if part >= ALL:
        return "all"
    return "nothing" if part <= NOTHING else f"part: {100 * part:.0f}%"
