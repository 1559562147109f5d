"""What came back in an edited file, as plain values that can be kept: values, remarks, troubles, unplaced changes."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Sort = Literal["changed", "added", "removed", "row added", "row removed"]


@dataclass
class Value:
    """A value that somebody changed: of which term and column, what it says now and what the copy said before.

    `others` is what the file says in other places that claim to be the same value; `note` what is unusual about it.
    """

    term: int
    column: int
    text: str
    before: str = ""
    by: list[str] = field(default_factory=list)
    note: str = ""
    others: list[str] = field(default_factory=list)


@dataclass
class Remark:
    """A comment, on a term's value, on a term, or on the whole."""

    author: str
    at: str
    text: str
    where: str = ""
    term: int | None = None
    column: int | None = None


@dataclass
class Trouble:
    """Something about a field that needs no decision but should be known, with what to do."""

    sentence: str
    term: int | None = None


@dataclass
class Unplaced:
    """Text that was changed where no value is: a person says where it belongs, notes it or dismisses it."""

    sort: Sort
    where: str
    before: str
    after: str
    by: list[str] = field(default_factory=list)
    term: int | None = None


@dataclass
class Found:
    """Everything that came back. `copy` is the copy that most of the file came from."""

    copy: int
    values: list[Value] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    unplaced: list[Unplaced] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """As a JSON column keeps it; unplaced changes have rows of their own."""
        kept = asdict(self)
        del kept["unplaced"]
        return kept


def from_dict(kept: dict[str, Any]) -> Found:
    """What `as_dict` gave."""
    return Found(
        kept["copy"],
        [Value(**each) for each in kept["values"]],
        [Remark(**each) for each in kept["remarks"]],
        [Trouble(**each) for each in kept["troubles"]],
    )
