"""The sizes and spaces of the house style, and how wide words are in it, to know where lines and pages end."""

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Measure:
    """One paragraph style: half points of size, twentieths of a point of space, 240ths of a line."""

    size: int
    before: int
    after: int
    line: int = 276
    bold: bool = False
    left: int = 0
    keep_next: bool = False

    @property
    def line_height(self) -> float:
        """Twentieths of a point from one line to the next: Arial's own line is 1.149 times its size."""
        return self.size * 10 * (1854 + 434 + 67) / 2048 * self.line / 240


MEASURES = {
    "Normal": Measure(24, 0, 140),
    "Title": Measure(56, 1200, 120, 240, bold=True, keep_next=True),
    "Subtitle": Measure(28, 0, 480),
    "Heading1": Measure(36, 0, 200, 240, bold=True, left=851, keep_next=True),
    "Heading2": Measure(28, 320, 120, 240, bold=True, left=851, keep_next=True),
    "Heading3": Measure(24, 240, 80, 240, bold=True, left=851, keep_next=True),
    "FrontHeading": Measure(32, 360, 160, 240, bold=True, keep_next=True),
    "Clause": Measure(24, 0, 140, left=851),
    "ListBullet": Measure(24, 0, 80, left=1276),
    "Strong": Measure(24, 0, 140, bold=True),
    "Note": Measure(21, 60, 160),
    "Caption": Measure(22, 280, 100, 240, bold=True, keep_next=True),
    "CellText": Measure(20, 60, 60, 252),
    "CellNumber": Measure(20, 60, 60, 252),
    "CellHeader": Measure(20, 80, 80, 240, bold=True),
    "Term": Measure(20, 60, 60, 252, bold=True),
    "FactLabel": Measure(22, 80, 80, 264, bold=True),
    "FactText": Measure(22, 80, 80, 264),
    "SignLine": Measure(22, 120, 120, 264),
    "TOC1": Measure(22, 120, 40, 240, bold=True, left=709, keep_next=True),
    "TOC2": Measure(22, 0, 30, 240, left=1276),
}

CELL_MARGIN = 100
"""Left and right of the text in a cell."""

# Widths of the characters from the space to the tilde in Arial, in 2048ths of its size.
_REGULAR_WIDTHS = """
569 569 727 1139 1139 1821 1366 391 682 682 797 1196 569 682 569 569 1139 1139 1139 1139 1139 1139 1139 1139
1139 1139 569 569 1196 1196 1196 1139 2079 1366 1366 1479 1479 1366 1251 1593 1479 569 1024 1366 1139 1706
1479 1593 1366 1593 1479 1366 1251 1479 1366 1933 1366 1366 1251 569 569 569 961 1139 682 1139 1139 1024
1139 1139 569 1139 1139 455 455 1024 455 1706 1139 1139 1139 1139 682 1024 569 1139 1024 1479 1024 1024 1024
684 532 684 1196
"""
_BOLD_WIDTHS = """
569 682 971 1139 1139 1821 1479 487 682 682 797 1196 569 682 569 569 1139 1139 1139 1139 1139 1139 1139 1139
1139 1139 682 682 1196 1196 1196 1251 1997 1479 1479 1479 1479 1366 1251 1593 1479 569 1139 1479 1251 1706
1479 1593 1366 1593 1479 1366 1251 1479 1366 1933 1366 1366 1251 682 569 682 1196 1139 682 1139 1251 1139
1251 1139 682 1251 1251 569 569 1139 569 1821 1251 1251 1251 1251 797 1139 682 1251 1139 1593 1139 1139 1024
797 573 797 1196
"""
_OTHER = 1139
_QUOTES = {"\u2019": 455, "\u2018": 455, "\u201c": 682, "\u201d": 682, "\u00b7": 682}
_REGULAR = [int(width) for width in _REGULAR_WIDTHS.split()]
_BOLD = [int(width) for width in _BOLD_WIDTHS.split()]


def lines_in(text: str, style: str, width: float) -> int:
    """How many lines a text takes at this width, broken between words as Word breaks it."""
    measure = MEASURES[style]
    room = (width - measure.left) * 2048 / (measure.size * 10)
    return sum(_lines(line, room, bold=measure.bold) for line in str(text).split("\n"))


def _lines(text: str, room: float, *, bold: bool) -> int:
    space = _width(" ", bold=bold)
    count, used = 1, 0.0
    for word in text.split():
        wide = _width(word, bold=bold)
        if used and used + space + wide > room:
            count, used = count + 1, 0.0
        used = used + space + wide if used else wide
        while used > room:
            count, used = count + 1, used - room
    return count


@lru_cache(maxsize=20_000)
def _width(word: str, *, bold: bool) -> int:
    widths = _BOLD if bold else _REGULAR
    return sum(widths[ord(letter) - 32] if " " <= letter <= "~" else _QUOTES.get(letter, _OTHER) for letter in word)
