"""Write a letter from its template: the first line is the subject, the rest the body."""

from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.languages import ENGLISH

TEMPLATES = Path(__file__).parents[2] / "templates" / "mail"

# What a letter may say. Mail carries links, never negotiated values: no word here can hold a price, a target,
# an offer, a reason or a comment. Adding one is a decision about the ethical wall.
MAY_SAY = frozenset(
    {
        "name",  # whom the letter greets
        "by",  # who acted
        "organisation",
        "provider",
        "round",
        "edition",
        "agreement",  # its reference or title
        "return_",  # its title
        "what",  # what the letter is about, in words fixed in the code
        "date",
        "deadline",
        "link",  # a path on this service; the letter shows the full address
        "stop",  # the path that ends letters of this kind
        "welsh",  # the path of the same page in Welsh, for somebody whose language nobody knows
        "service_name",
        "service_url",
        "rehearsal",
    }
)


class Written(NamedTuple):
    subject: str
    body: str


def write(template: str, language: str = ENGLISH, **facts: Any) -> Written:
    """Fill in `templates/mail/<template>.txt`, or the one in the folder of the language where there is one.

    Raises ValueError for a fact that letters may not carry.
    """
    forbidden = sorted(facts.keys() - MAY_SAY)
    if forbidden:
        raise ValueError(f"Letters may not say {', '.join(forbidden)}: link to the page that does")
    wanted = [f"{template}.txt"] if language == ENGLISH else [f"{language}/{template}.txt", f"{template}.txt"]
    subject, _, body = _environment().select_template(wanted).render(**facts).partition("\n")
    return Written(" ".join(subject.split()), body.strip() + "\n")


@cache
def _environment() -> Environment:
    """Plain text, so nothing is escaped; a fact that is missing is an error, not a gap."""
    return Environment(  # noqa: S701  # nosec B701
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
