"""What a person added to the shared text of a campaign, in numbers and word by word."""

from collections import Counter

from app.documents import differences
from app.documents.differences import Runs

OWN_WORDS = 3
"""Fewer words than these of one's own are a slip of the pen, not something that somebody added."""


def added(shared: list[str], said: list[str]) -> int:
    """How many words a text has beyond those of the shared one."""
    return sum((Counter(said) - Counter(shared)).values())


def compared(shared: str, said: str) -> Runs:
    """Both texts as one: what stayed, what this person added, and what they left out."""
    return differences.words(shared, said)
