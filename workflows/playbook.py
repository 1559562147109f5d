"""A side's playbook: where it opens on a term, what it accepts, where it walks away, and who may go beyond (domain §7).

What a value is held against stands here too, so that pages and guards can never differ about it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from workflows.agreement import Side
from workflows.engine import Move, Workflow, guard
from workflows.roles import Role
from workflows.schedule import FIGURE_TO_FOLLOW, LAYOUTS, Column, Kind, Schedule, cell, number
from workflows.term import SETTLED, Answer, TermState

Limits = Mapping[str, Mapping[str, Any]]
"""By column: {"least": 80, "most": 100}, either may be missing; or {"words": [...]}, the acceptable wordings."""
NUMERIC, WORDED = (Kind.WHOLE, Kind.MONEY), (Kind.TEXT, Kind.LONG)
MAY_GO_BEYOND = {
    Side.COMMISSIONER: (Role.COMMISSIONER_SIGNATORY, Role.ROUND_MANAGER),
    Side.PROVIDER: (Role.PROVIDER_SIGNATORY,),
}
"""The parts that a side may name for it, the usual one first."""


class Kept(StrEnum):
    KEPT = "kept"


@guard("This is the other side’s playbook.")
def is_own_side(line: Any, *, side: Side | None = None, **_: Any) -> bool:
    return side is not None and line.side is side


workflow = Workflow(
    name="playbook",
    states=Kept,
    initial=Kept.KEPT,
    moves=[
        Move(
            "write",
            [Kept.KEPT],
            to=None,
            by={Role.COMMISSIONER_SIGNATORY, Role.ROUND_MANAGER, Role.PROVIDER_SIGNATORY},
            when=[is_own_side],
        )
    ],
)


# --- what goes beyond -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Approver:
    """Who may go beyond: a person, or whoever of one's own side plays a part."""

    person_id: int | None
    role: Role | None
    name: str = ""

    @property
    def key(self) -> tuple[int | None, Role | None]:
        return self.person_id, self.role

    def __str__(self) -> str:
        return self.name or f"a {self.role}"


@dataclass(frozen=True)
class Beyond:
    """A value that lies outside one's own range."""

    ref: str
    label: str
    value: str
    range: str
    approver: Approver


def given(step: str, terms: Iterable[Any], said: Mapping[int, Any], side: Side | None) -> dict[int, dict[str, Any]]:
    """The values that a step would give away, by the id of their term.

    A draft gives all of them; an acceptance those that the other side put on the table; an offer what it changes,
    goes back to, accepts, or parks as it stands, and what it leaves open, because that is proposed as it stands.
    """
    found: dict[int, dict[str, Any]] = {}
    for term in terms:
        value = _given(step, term, said.get(term.id), side)
        if value is not None:
            found[term.id] = value
    return found


def _given(step: str, term: Any, change: Any, side: Side | None) -> dict[str, Any] | None:
    fields = dict(term.fields)
    if step == "draft":
        return fields
    if step == "acceptance":
        return None if term.state in SETTLED or term.stands_by is side else fields
    if change is None:
        return fields if term.state is TermState.OPEN else None
    if change.after:
        return {**fields, **change.after}
    return fields if change.answer in (Answer.ACCEPT, Answer.PARK) else None


def beyond(
    terms: Iterable[Any], values: Mapping[int, Mapping[str, Any]], lines: Mapping[int, tuple[Limits, Approver]]
) -> tuple[Beyond, ...]:
    """What of `values` lies outside the range kept for its term. `lines`: range and approver by the id of the term."""
    return tuple(
        Beyond(
            term.ref, column.label, cell(column, values[term.id].get(column.key)), range_in_words(column, limits), who
        )
        for term in terms
        if term.id in values and term.id in lines
        for limits, who in (lines[term.id],)
        for column in LAYOUTS[term.schedule].columns
        if not lies_within(column, values[term.id].get(column.key), limits)
    )


def lies_within(column: Column, value: Any, limits: Limits) -> bool:
    """Whether a value is acceptable. A figure to follow gives nothing away, and a column without a range is free."""
    kept = limits.get(column.key)
    if not kept or value in (None, "", FIGURE_TO_FOLLOW):
        return True
    if column.kind in NUMERIC:
        figure, least, most = number(value), kept.get("least"), kept.get("most")
        return figure is not None and (least is None or figure >= least) and (most is None or figure <= most)
    return _plain(value) in {_plain(words) for words in kept.get("words", [])}


def _plain(words: Any) -> str:
    return " ".join(str(words).split()).casefold()


def range_in_words(column: Column, limits: Limits) -> str:
    """ "80 to 100", "at least £1,000"; empty where nothing is kept."""
    kept = limits.get(column.key) or {}
    if column.kind not in NUMERIC:
        return " or ".join(f"“{words}”" for words in kept.get("words", []))
    least, most = (cell(column, kept[end]) if kept.get(end) is not None else "" for end in ("least", "most"))
    return (
        f"{least} to {most}" if least and most else f"at least {least}" if least else f"at most {most}" if most else ""
    )


def ranges(schedule: Schedule, limits: Limits) -> list[tuple[str, str]]:
    """Label and range of each column that has one."""
    found = [(column.label, range_in_words(column, limits)) for column in LAYOUTS[schedule].columns]
    return [(label, words) for label, words in found if words]
