"""The steps that a round usually dates, and how they are called."""

import re

STEPS = {
    "discussion_edition": "Discussion edition published",
    "feedback_closes": "Feedback closes, at the end of the day in London",
    "settlement": "Budget settlement",
    "answering_cut_off": "Last day on which feedback counts for the final edition",
    "final_edition": "Final edition published",
    "negotiation_done": "Negotiation done",
    "agreements_start": "Agreements start",
    "agreements_end": "Agreements end",
}

RECORDED_BY_A_MOVE = {
    "discussion_edition",
    "feedback_closes",
    "settlement",
    "answering_cut_off",
    "final_edition",
    "agreements_start",
    "agreements_end",
}
"""What happens to these is written down by the move that makes it happen; the others are recorded by hand."""


def key_for(title: str) -> str:
    """A key for a step with a name of its own: "Board meets" is "board_meets"."""
    return re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")[:40] or "step"
