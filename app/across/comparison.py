"""What one term across providers shows: who stands out, who asked for what and got what, how far each side moved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from app.across import positions, spread, strip
from app.across.one_term import FEWEST_UNNAMED, Across, Holder
from app.across.scale import Scale
from app.across.spread import Spread
from app.across.strip import Point, Strip
from app.wording import plural
from workflows.agreement import Side
from workflows.schedule import cell

STRIPS = {"now": "Has now", "offered": "Was offered", "asked": "Asked for"}
ORDINALS = ("1st", "2nd", "3rd")


class Count(NamedTuple):
    """How many providers without a name stand at one value."""

    value: str
    now: int
    offered: int
    asked: int


class Concession(NamedTuple):
    """How far one side moved with its n-th offer on the cell, over all agreements."""

    who: str
    providers: int
    moved: str
    share: str


class Wording(NamedTuple):
    """One wording, who has it by name, and how many others."""

    words: str
    names: list[str]
    others: int
    is_standard: bool


@dataclass(frozen=True)
class Comparison:
    """Everything the page shows: `asked` and `content` are the named providers, by whether they asked for anything."""

    title: str
    spread: Spread | None
    fences: str
    strips: list[Strip]
    ends: tuple[str, str]
    far: list[Holder]
    counts: list[Count]
    asked: list[Holder]
    content: list[Holder]
    conceding: str
    concessions: list[Concession]
    wordings: list[Wording]


def of(across: Across, this: str = "") -> Comparison:
    """Compare what is shown; `this` is the code of the agreement that somebody comes from."""
    by, usual = across.scale, spread.of(_values(across.shown, "now"))
    far = [each for each in across.named if usual and usual.is_far(each.now)]
    return Comparison(
        title=_finding(across, usual),
        spread=usual,
        fences=f"{by.words(_tenth(usual.low))} to {by.words(_tenth(usual.high))}" if usual else "",
        strips=_strips(across, usual, this) if by.numeric else [],
        ends=_ends(across),
        far=far,
        counts=_counts(across.unnamed, by) if by.numeric else [],
        asked=[each for each in across.named if each.has_asked],
        content=[each for each in across.named if not each.has_asked],
        conceding=_conceding(across.shown),
        concessions=_concessions(across.shown, by),
        wordings=[] if by.numeric else _wordings(across),
    )


def _values(holders: Iterable[Holder], which: str) -> list[float]:
    return [value for each in holders if (value := getattr(each, which)) is not None]


def _tenth(value: float) -> float:
    return round(value, 1)


def _finding(across: Across, usual: Spread | None) -> str:
    what = across.scale.column.label.lower()
    if not across.scale.numeric:
        return f"The {what}, as providers have it"
    if usual is None:
        return f"The {what} of too few providers is known to say what is usual"
    number = sum(usual.is_far(value) for value in _values(across.shown, "now"))
    middle = f"the middle {what} is {across.scale.sentence(_tenth(usual.median))}"
    if not number:
        return f"No provider lies far from the others: {middle}"
    lie = "lies" if number == 1 else "lie"
    return f"{number} of {plural(usual.count, 'provider')} {lie} far from the others: {middle}"


# --- the picture ------------------------------------------------------------------------------------------------------


def _strips(across: Across, usual: Spread | None, this: str) -> list[Strip]:
    shown = {name: [each for each in across.shown if getattr(each, name) is not None] for name in STRIPS}
    scale = strip.scaling([getattr(each, name) for name, holders in shown.items() for each in holders])
    made = []
    for name, words in STRIPS.items():
        points = [_point(each, getattr(each, name), usual, this) for each in shown[name]]
        middle = median(_values(across.shown, name)) if points else None
        made.append(strip.drawn(f"{words}: {plural(len(points), 'provider')}", points, scale, middle))
    return made


def _point(each: Holder, value: float, usual: Spread | None, this: str) -> Point:
    return Point(value, each.name, far=bool(usual and usual.is_far(value)), this=bool(this) and each.code == this)


def _ends(across: Across) -> tuple[str, str]:
    every = [value for name in STRIPS for value in _values(across.shown, name)]
    return (across.scale.words(min(every)), across.scale.words(max(every))) if every else ("", "")


def _counts(unnamed: Sequence[Holder], by: Scale) -> list[Count]:
    """The points without a name as a table: how many stand at each value."""
    found = {name: [round(value, 1) for value in _values(unnamed, name)] for name in STRIPS}
    every = sorted({value for values in found.values() for value in values})
    return [Count(by.words(value), *(found[name].count(value) for name in STRIPS)) for value in every]


# --- what was asked, and what was given -------------------------------------------------------------------------------


def _conceding(shown: Sequence[Holder]) -> str:
    """Who else asked and what they got, in a sentence or two."""
    asked = [each for each in shown if each.has_asked]
    if not asked:
        return "No provider has asked for anything else than it was offered."
    settled = [each for each in asked if each.settled]
    said = f"{len(asked)} of {plural(len(shown), 'provider')} asked for something else than they were offered."
    if settled:
        said += f" Of the {len(settled)} settled, {_shares(settled)}."
    if still := len(asked) - len(settled):
        said += f" {still} {'is' if still == 1 else 'are'} not settled yet."
    return said


def _shares(settled: Sequence[Holder]) -> str:
    kinds = {"all of it": "all", "part of it": "part", "nothing": "nothing", "something else": "something"}
    counted = {words: sum(each.got.startswith(start) for each in settled) for words, start in kinds.items()}
    said = [f"{number} got {words}" for words, number in counted.items() if number]
    return ", ".join(said) or "nothing can be compared"


def _concessions(shown: Sequence[Holder], by: Scale) -> list[Concession]:
    groups: dict[tuple[int, bool], list[positions.Move]] = {}
    for each in shown:
        for move in each.moves:
            if each.has_asked:
                groups.setdefault((move.turn, move.side is Side.COMMISSIONER), []).append(move)
    return [_concession(turn, ours, moves, by) for (turn, ours), moves in sorted(groups.items())]


def _concession(turn: int, ours: bool, moves: Sequence[positions.Move], by: Scale) -> Concession:  # noqa: FBT001
    """The provider's first offer opens a gap; every later one closes part of it."""
    opens = not ours and turn == 1
    from_ = [(move.other if opens else move.own, move.to, move.other) for move in moves]
    moved = [to - start for start, to, _ in from_ if start is not None and to is not None]
    closed = [part for start, to, other in from_ if (part := positions.share(start, other, to)) is not None]
    ordinal = ORDINALS[turn - 1] if turn <= len(ORDINALS) else f"{turn}th"
    return Concession(
        who=f"{'Our' if ours else 'Providers’'} {ordinal} {'ask' if opens else 'offer'}",
        providers=len(moves),
        moved=_distance(median(moved), by) if moved else "–",
        share="–" if opens or not closed else f"{100 * median(closed):.0f}%",
    )


def _distance(value: float, by: Scale) -> str:
    if by.unit == "pounds":
        return f"{'-' if value < 0 else '+'}£{abs(value):,.0f}"
    return f"{value:+,.1f} {by.unit}".rstrip()


# --- words ------------------------------------------------------------------------------------------------------------


def _wordings(across: Across) -> list[Wording]:
    """Wordings with who has them. One that only unnamed providers have is not repeated: it could say whose it is."""
    standing = cell(across.scale.column, across.standard.fields.get(across.scale.column.key))
    groups: dict[str, list[Holder]] = {}
    for each in across.shown:
        groups.setdefault(each.wording, []).append(each)
    told, others = [], 0
    for words, holders in groups.items():
        names = sorted(each.name for each in holders if each.name)
        unnamed = len(holders) - len(names)
        if words == standing or names or unnamed >= FEWEST_UNNAMED:
            told.append(Wording(words, names, unnamed, words == standing))
        else:
            others += unnamed
    told.sort(key=lambda each: (not each.is_standard, -len(each.names) - each.others, each.words))
    return [*told, Wording("Other wordings, not shown", [], others, is_standard=False)] if others else told
