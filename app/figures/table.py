"""A table of figures about what was said: numbers for those who work on responses, fewer of them for everybody else."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from workflows import small_numbers
from workflows.small_numbers import NONE, Number

Label = tuple[str, str]
"""A key, and the words that stand for it in English."""


@dataclass(frozen=True, slots=True)
class Line:
    """One row. `cells` are responses by column key and `total` their sum; None is a number that is held back.

    `of_readable` lines count only responses that anybody may read. `texts` is how many distinct texts they sent:
    near-identical ones count once. None where texts are not counted.
    """

    key: str
    label: str
    cells: Mapping[str, int | None]
    total: int | None
    texts: int | None = None
    of_readable: bool = False

    def sum(self, *, without: Iterable[str] = ()) -> int | None:
        """The row's total without some columns; None where that would tell a number that is held back."""
        left_out = [self.cells.get(column, 0) for column in without]
        if self.total is None or None in left_out:
            return None
        return self.total - sum(number or 0 for number in left_out)


@dataclass(frozen=True, slots=True)
class Table:
    """Lines under labelled columns."""

    columns: tuple[Label, ...]
    lines: tuple[Line, ...]

    def __iter__(self) -> Iterator[Line]:
        return iter(self.lines)

    @property
    def is_whole(self) -> bool:
        """Whether no number is held back."""
        return not any(None in line.cells.values() for line in self.lines)

    @property
    def has_readable_only(self) -> bool:
        """Whether some lines count only responses that anybody may read."""
        return any(line.of_readable for line in self.lines)

    @property
    def most(self) -> int:
        """The largest number that is shown in a cell: what the darkest field of a picture stands for."""
        return max((number for line in self.lines for number in line.cells.values() if number), default=0)


Counted = Mapping[str, Mapping[str, Number]]
"""Numbers by line and column."""
Write = Callable[[str, str, Mapping[str, Number], int | None], Line]


def true_line(key: str, label: str, cells: Mapping[str, Number], texts: int | None = None) -> Line:
    """Every number as it is."""
    return Line(
        key,
        label,
        {column: number.of_all for column, number in cells.items()},
        sum(number.of_all for number in cells.values()),
        texts,
    )


def protected_parts(threshold: int) -> Write:
    """Lines whose cells are parts of a whole: small numbers held back, and others so that none can be worked out."""

    def write(key: str, label: str, cells: Mapping[str, Number], texts: int | None = None) -> Line:
        row = small_numbers.row(cells, threshold)
        return Line(
            key, label, row.cells, row.total, None if row.held_back or row.of_readable else texts, row.of_readable
        )

    return write


def protected_alone(threshold: int) -> Write:
    """Lines whose cells may overlap and so add up to nothing: only small numbers are held back, and there is no sum."""

    def write(key: str, label: str, cells: Mapping[str, Number], texts: int | None = None) -> Line:
        row = small_numbers.alone(cells, threshold)
        return Line(key, label, row.cells, None, None if row.held_back or row.of_readable else texts, row.of_readable)

    return write


def table(
    lines: Sequence[Label],
    columns: Sequence[Label],
    counted: Counted,
    write: Write,
    texts: Mapping[str, int | None] | None = None,
) -> Table:
    """What was counted, laid out: each line has every column."""
    return Table(
        tuple(columns),
        tuple(
            write(
                key,
                label,
                {column: counted.get(key, {}).get(column, NONE) for column, _ in columns},
                texts.get(key, 0) if texts is not None else None,
            )
            for key, label in lines
        ),
    )
