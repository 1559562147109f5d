"""What a bulk change would do to one agreement: its steps, who is left out and why, and what follows."""

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

Do = Literal["edit", "offer", "reopen", "add", "remove", "template", "assign", "send", "counter", "remind"]
HOW = {
    "edit": "At once, in the draft",
    "offer": "Into your unsent offer",
    "reopen": "Asks the provider to reopen it",
    "add": "At once, in the draft",
    "remove": "At once, in the draft",
    "template": "At once",
    "assign": "At once",
    "send": "Sends the draft",
    "counter": "Sends your offer",
    "remind": "Sends a reminder",
}


@dataclass(frozen=True)
class Step:
    """One thing done to one agreement: what was there (`was`), what will be (`fields`), and both in words."""

    do: Do
    ref: str = ""
    term: int | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    was: dict[str, Any] = field(default_factory=dict)
    shown: list[list[str]] = field(default_factory=list)

    @property
    def how(self) -> str:
        return HOW[self.do]

    def as_dict(self) -> dict[str, Any]:
        """As it is kept until it is done."""
        return asdict(self)


@dataclass(frozen=True)
class Outcome:
    """Steps, or why there are none; `notes` are what the person should know about it."""

    steps: tuple[Step, ...] = ()
    left_out: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Planned:
    """One agreement in the preview."""

    row: Any
    outcome: Outcome
    failing: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()
    letters: int = 0
    price: int = 0

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.outcome.steps


def together(outcomes: list[Outcome]) -> Outcome:
    """Several terms of one agreement: what is left out of some is a note beside what is done to others."""
    steps = tuple(step for one in outcomes for step in one.steps)
    why = tuple(dict.fromkeys(one.left_out for one in outcomes if one.left_out))
    notes = tuple(note for one in outcomes for note in one.notes)
    return Outcome(steps, "", (*notes, *why)) if steps else Outcome(left_out=" ".join(why))
