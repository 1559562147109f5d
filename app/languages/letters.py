"""Letters in the language that somebody chose: the facts put into its words, the links to its pages."""

from typing import Any

from app.languages.addresses import PREFIX
from app.languages.content import called
from app.languages.words import WELSH


def site(code: str) -> str:
    """What addresses within letters in this language begin with."""
    return PREFIX if code == WELSH else ""


def about(round_: Any, code: str, path: str) -> dict[str, str]:
    """The facts of a letter about a round: its title, and the page it leads to. Ask within `speaking(code)`."""
    return {"language": code, "round": str(called(round_)), "link": site(code) + path}
