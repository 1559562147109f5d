"""One term of an agreement, from its first wording to agreed, parked or disputed (domain §7, "Term states").

An offer is a whole text that its side would sign. What it says on one term is an `Answer`; what it does not answer
stays on the table as it is.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Protocol

from workflows.agreement import Side
from workflows.engine import Move, Workflow, guard
from workflows.roles import Role


class TermState(StrEnum):
    OPEN = "open"
    PROPOSED = "proposed"
    COUNTERED = "countered"
    AGREED = "agreed"
    PARKED = "parked"
    DISPUTED = "disputed"


class Answer(StrEnum):
    """What one offer says on one term."""

    CHANGE = "change"
    ACCEPT = "accept"
    REFUSE = "refuse"
    WANT = "want"
    PARK = "park"


class Refusal(StrEnum):
    """How an answer met what the other side asked for (domain §7, "A refusal carries its kind")."""

    NATIONAL = "national requirement"
    NOT_AFFORDABLE = "not affordable"
    NOT_EVIDENCED = "not evidenced"
    CONCEDED = "conceded"
    PARTLY = "partly conceded"
    WITHDRAWN = "withdrawn"


S = TermState
SETTLED = (S.AGREED, S.PARKED)
LIVE = (S.OPEN, S.PROPOSED, S.COUNTERED)
SAYS_NO = (Refusal.NATIONAL, Refusal.NOT_AFFORDABLE, Refusal.NOT_EVIDENCED)


class Term(Protocol):
    """What the guards look at."""

    @property
    def ref(self) -> str: ...
    @property
    def state(self) -> TermState: ...
    @property
    def stands_by(self) -> Side | None: ...
    @property
    def wanted_by(self) -> Side | None: ...
    @property
    def reopen_asked_by(self) -> Side | None: ...


@guard("The value of {ref} on the table is the other side’s: counter it.")
def value_is_not_the_other_sides(term: Term, *, side: Side | None = None, **_: Any) -> bool:
    return side is not None and term.stands_by is not side.other


@guard("The value of {ref} on the table is your own side’s: the other side answers it.")
def value_is_the_other_sides(term: Term, *, side: Side | None = None, **_: Any) -> bool:
    return side is not None and term.stands_by is side.other


@guard("The value of {ref} on the table is your own side’s: the other side answers it.")
def value_may_be_accepted(term: Term, *, side: Side | None = None, whole: bool = False, **_: Any) -> bool:
    """Accepting the whole text accepts one's own values too: the other side's offer left them standing."""
    return whole or (side is not None and term.stands_by is side.other)


@guard("A change to {ref} is wanted. Make it, or refuse it with a reason.")
def no_change_is_wanted(term: Term, **_: Any) -> bool:
    return term.wanted_by is None


@guard("No change to {ref} is wanted.")
def a_change_is_wanted(term: Term, **_: Any) -> bool:
    return term.wanted_by is not None


@guard("Nobody on the other side has asked for a change to {ref}.")
def other_side_wants_a_change(term: Term, *, side: Side | None = None, **_: Any) -> bool:
    return side is not None and term.wanted_by is side.other


@guard("There is no earlier value of {ref} to go back to. Propose one, or ask for a change.")
def earlier_value_is_known(_: Term, *, earlier: Any = None, **__: Any) -> bool:
    return bool(earlier)


@guard("Enter who settles {ref}, why it waits, and until when.")
def parking_is_complete(_: Term, *, owner: str = "", reason: str = "", until: Any = None, **__: Any) -> bool:
    return bool(owner.strip() and reason.strip() and until)


@guard("Somebody has already asked to reopen {ref}.")
def reopening_is_not_asked(term: Term, **_: Any) -> bool:
    return term.reopen_asked_by is None


@guard("{ref} reopens when both sides want it: the other side has not asked.")
def other_side_asks_to_reopen(term: Term, *, side: Side | None = None, **_: Any) -> bool:
    return side is not None and term.reopen_asked_by is side.other


def _was(state: TermState) -> Any:
    """A guard that picks the row that leads back; it never shows to a person."""

    @guard("{ref} was something else before.")
    def was_that(_: Term, *, before: TermState | None = None, **__: Any) -> bool:
        return before is state

    return was_that


NEGOTIATORS = {Role.COMMISSIONER_NEGOTIATOR, Role.PROVIDER_NEGOTIATOR}
PARTIES = NEGOTIATORS | {Role.COMMISSIONER_SIGNATORY, Role.PROVIDER_SIGNATORY}
MOVABLE: Sequence[TermState] = (*LIVE, S.PARKED)

workflow = Workflow(
    name="term",
    states=TermState,
    initial=S.OPEN,
    moves=[
        Move("propose", MOVABLE, to=S.PROPOSED, by=NEGOTIATORS, when=[value_is_not_the_other_sides]),
        Move("counter", MOVABLE, to=S.COUNTERED, by=NEGOTIATORS, when=[value_is_the_other_sides]),
        Move("accept", MOVABLE, to=S.AGREED, by=NEGOTIATORS, when=[value_may_be_accepted, no_change_is_wanted]),
        Move("refuse", [S.OPEN], to=S.PROPOSED, by=NEGOTIATORS, when=[other_side_wants_a_change]),
        Move(
            "refuse",
            [S.PROPOSED, S.COUNTERED],
            to=S.COUNTERED,
            by=NEGOTIATORS,
            when=[value_is_the_other_sides, earlier_value_is_known],
        ),
        Move("want", LIVE, to=S.OPEN, by=NEGOTIATORS, when=[value_is_the_other_sides, no_change_is_wanted]),
        Move("park", LIVE, to=S.PARKED, by=NEGOTIATORS, when=[parking_is_complete]),
        *(
            Move("take_back", list(S), to=state, by=NEGOTIATORS, when=[_was(state)])
            for state in (S.OPEN, S.PROPOSED, S.COUNTERED, S.PARKED)
        ),
        Move("ask_to_reopen", [S.AGREED], to=None, by=NEGOTIATORS, when=[reopening_is_not_asked]),
        Move("reopen", [S.AGREED], to=S.OPEN, by=NEGOTIATORS, when=[other_side_asks_to_reopen]),
        Move("keep_agreed", [S.AGREED], to=None, by=NEGOTIATORS, when=[other_side_asks_to_reopen]),
        Move("dispute", MOVABLE, to=S.DISPUTED, by=PARTIES),
        Move("settle", [S.DISPUTED, S.PARKED], to=S.AGREED, by=PARTIES | {Role.SYSTEM}),
        Move("resume", [S.DISPUTED], to=S.PROPOSED, by=PARTIES | {Role.SYSTEM}, when=[no_change_is_wanted]),
        Move("resume", [S.DISPUTED], to=S.OPEN, by=PARTIES | {Role.SYSTEM}, when=[a_change_is_wanted]),
    ],
)
