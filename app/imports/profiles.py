"""What stands in each column of a file: how full it is, examples, and its different answers where they are few."""

from collections.abc import Iterable
from typing import Any

MOST_ANSWERS = 60
LONGEST_ANSWER = 150
SAMPLES = 3
LONGEST_SAMPLE = 160


class _Column:
    """One column while the file is read through."""

    __slots__ = ("answers", "filled", "samples")

    def __init__(self) -> None:
        self.filled = 0
        self.samples: list[str] = []
        self.answers: dict[str, int] | None = {}

    def take(self, cell: str) -> None:
        self.filled += 1
        if len(self.samples) < SAMPLES and (short := cell[:LONGEST_SAMPLE]) not in self.samples:
            self.samples.append(short)
        if self.answers is not None:
            if len(cell) > LONGEST_ANSWER or (len(self.answers) == MOST_ANSWERS and cell not in self.answers):
                self.answers = None
            else:
                self.answers[cell] = self.answers.get(cell, 0) + 1

    def as_dict(self) -> dict[str, Any]:
        most_first = sorted((self.answers or {}).items(), key=lambda pair: (-pair[1], pair[0]))
        return {"filled": self.filled, "samples": self.samples, "answers": [list(pair) for pair in most_first]}


def of(rows: Iterable[list[str]], width: int) -> tuple[list[dict[str, Any]], int]:
    """A profile of each column, and how many rows say anything."""
    columns = [_Column() for _ in range(width)]
    count = 0
    for row in rows:
        said = False
        for column, cell in zip(columns, row, strict=False):
            if cell:
                column.take(cell)
                said = True
        count += said
    return [column.as_dict() for column in columns], count
