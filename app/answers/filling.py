"""Words that many answers share, with the few things that differ filled in."""

import re

from app.responses.places import Place

PLACEHOLDERS = {
    "place": "the reference, such as CU-4",
    "title": "the title of the intention or question",
    "round": "the name of the round",
}
"""What a template may name in braces. Nothing about the respondent: everyone reads the answer."""
BRACES = re.compile(r"\{([^{}]*)\}")


def unknown(words: str) -> list[str]:
    """The names in braces that nothing is known for."""
    return [name for name in BRACES.findall(words) if name not in PLACEHOLDERS]


def fill(words: str, *, place: str, asked: Place | None, round_title: str) -> str:
    """A template's words for one point."""
    known = {"place": place, "title": asked.title if asked else place, "round": round_title}
    return BRACES.sub(lambda found: known.get(found[1], found[0]), words)
