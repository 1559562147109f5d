"""Whom a dispute waits for, and by when, as one plain sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from workflows.dispute import Dispute, DisputeState, Party
from workflows.dispute_route import WORDS, WORKING_DAYS

S = DisputeState
Says = Callable[[date | None], str]
RECORDER = "recorder"
"""A commissioner signatory who took no part: writes down what a body decided."""


@dataclass(frozen=True)
class Waiting:
    """`on` is a party, the recorder, or "" when it waits for both sides or for nobody."""

    on: str
    sentence: str


def waiting(dispute: Dispute, originator: str, other: str, says: Callable[[date], str]) -> Waiting:
    """Whom it waits for. `originator` and `other` are what the two are called, `says` puts a day in words."""
    by = f" by {says(dispute.due_on)}" if dispute.due_on else ""
    paper = WORDS[dispute.route].paper
    match dispute.state:
        case S.OPENED:
            return Waiting(Party.ORIGINATOR, f"It waits for {originator} to write the {paper} and share it{by}.")
        case S.SHARED:
            return Waiting(Party.OTHER, f"It waits for {other} to reply{by}.")
        case S.ADVICE_ASKED:
            return Waiting(Party.ADVISER, f"It waits for the commissioner to hear both providers and advise{by}.")
        case S.SUB_COMMITTEE | S.EXECUTIVE | S.EXPERT | S.TRIBUNAL | S.OFFICIAL:
            return Waiting(RECORDER, f"{_WITH[dispute.state]} A commissioner signatory records what it decides.")
        case S.SUB_DECIDED:
            return Waiting("", f"The sub-committee has decided. Either side can ask for the executive committee{by}.")
        case _:
            return Waiting("", _BOTH.get(dispute.state, "It is at its end: nothing waits."))


_WITH = {
    S.SUB_COMMITTEE: "The commissioning sub-committee considers it, as a rule at its first meeting "
    f"{WORKING_DAYS} or more working days after it has the papers.",
    S.EXECUTIVE: "The executive committee considers it. Its decision is final and binding.",
    S.EXPERT: "A mediator or an expert has it, as the contract provides.",
    S.TRIBUNAL: "An arbitrator or a court has it, as the contract provides.",
    S.OFFICIAL: "The senior official considers it.",
}
_BOTH = {
    S.COMMENTED: "Both sides have said what they have to say. Settle it, or take it further.",
    S.SENIOR: "Senior people on both sides negotiate. Settle it, or take it further.",
    S.ADVISED: "The commissioner has advised. Settle it, or take it further.",
    S.DECIDED: "It is decided, and the decision stands.",
    S.SETTLED: "Both sides settled it.",
    S.WITHDRAWN: "It was withdrawn by the side that opened it.",
}
