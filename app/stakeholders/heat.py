"""The silence map as a picture: a rectangle for each kind and area, darker the fewer have answered."""

from dataclasses import dataclass

from app.stakeholders.silence import Cell, Map

LEFT, TOP, WIDE, HIGH = 128, 44, 106, 46
LONGEST = 14
"""Letters of a label in one line."""
SHADES = (
    (0.25, "#12436d", "#ffffff"),
    (0.5, "#5c83ac", "#000000"),
    (0.75, "#a9c3dc", "#000000"),
    (1.01, "#eaf1f7", "#000000"),
)
"""Share answered below which, the colour, and the colour of the words on it: each pair reads in black and white."""


@dataclass(frozen=True)
class Box:
    """One cell: where it is drawn, what it says, and the filters of the list behind it."""

    x: int
    y: int
    fill: str
    ink: str
    cell: Cell
    kind: str
    area: str
    words: str


@dataclass(frozen=True)
class Picture:
    """Everything that the template draws; areas down, kinds across."""

    width: int
    height: int
    kinds: list[tuple[int, list[str]]]
    areas: list[tuple[int, list[str]]]
    boxes: list[Box]


def picture(found: Map) -> Picture:
    """Where each cell of the map is drawn."""
    across = {key: LEFT + place * WIDE for place, (key, _) in enumerate(found.kinds)}
    down = {key: TOP + place * HIGH for place, (key, _) in enumerate(found.areas)}
    names = {**dict(found.kinds)}
    boxes = [
        Box(across[kind], down[area], *_shade(cell), cell, kind, area, f"{names[kind]}, {dict(found.areas)[area]}")
        for (kind, area), cell in sorted(found.cells.items())
    ]
    return Picture(
        width=LEFT + WIDE * len(across) + 2,
        height=TOP + HIGH * len(down) + 2,
        kinds=[(across[key], _lines(label)) for key, label in found.kinds],
        areas=[(down[key], _lines(label)) for key, label in found.areas],
        boxes=boxes,
    )


def _shade(cell: Cell) -> tuple[str, str]:
    return next((fill, ink) for below, fill, ink in SHADES if cell.share < below)


def _lines(label: str) -> list[str]:
    """A label in lines that fit above a column, or before a row."""
    lines: list[str] = []
    for word in label.split():
        if lines and len(lines[-1]) + len(word) < LONGEST:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines
