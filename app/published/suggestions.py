"""What may have to be taken out of a response, found by rule: a suggestion until somebody decides."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.models import Response
from app.published.masks import TakenOut, is_a_name, places_of
from workflows.redaction import RedactionKind

EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
TELEPHONE = re.compile(r"(?<![\w£])\+?\d[\d ()-]{8,14}\d(?!\w)")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Words in a place that look as if they should not be published, and why."""

    place: str
    words: str
    why: str
    kind: RedactionKind = RedactionKind.PERSONAL


def suggestions(response: Response, said: Mapping[str, str], taken_out: Sequence[TakenOut]) -> list[Suggestion]:
    """What stands in the words and looks personal, except what is taken out already."""
    gone = {" ".join(each.words.split()).casefold() for each in taken_out}
    found: list[Suggestion] = []
    for place, text in said.items():
        for each in _in(place, text, response):
            key = " ".join(each.words.split()).casefold()
            if key not in gone:
                gone.add(key)
                found.append(each)
    return found


def _in(place: str, text: str, response: Response) -> Iterator[Suggestion]:
    for name, why in _names(response):
        for begins, ends in places_of(name, text):
            yield Suggestion(place, text[begins:ends], why)
    for pattern, why in (
        (EMAIL, "It looks like an email address"),
        (TELEPHONE, "It looks like a telephone number"),
        (POSTCODE, "It looks like a postcode"),
    ):
        for match in pattern.finditer(text):
            yield Suggestion(place, match.group(), why)


def _names(response: Response) -> Iterator[tuple[str, str]]:
    """Names of the sender, whole and in parts: a part is only ever suggested, for it may be a word like any other."""
    whole = response.name.strip()
    if is_a_name(whole):
        yield whole, "It is the sender’s own name"
        for part in whole.split():
            if len(part) > 3 and part != whole:
                yield part, "It is a part of the sender’s own name"
    if is_a_name(response.organisation_name) and response.permission == "without my name":
        yield response.organisation_name, "It is the sender’s organisation"


def sentences(text: str) -> list[str]:
    """The sentences of a text, for choosing one to take out whole."""
    found = (match.group().strip() for match in SENTENCE.finditer(text))
    return [each for each in found if len(each) > 1]
