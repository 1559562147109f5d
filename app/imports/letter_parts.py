"""Which part of a letter is said of which place: by lines that begin with a reference, as people head their answers."""

import re
from collections.abc import Mapping

from app.responses.places import GENERAL, Kind, Place, Places

_BEFORE = (
    r"[\s>*•#\d.)(-]{0,8}(?:re:?\s+|on\s+|about\s+)?(?:commissioning\s+)?(?:intentions?\s+|assumption\s+|no\.?\s*)?"
)
_AFTER = r"(?=$|[\s:.)\]–—-])[\s:.)\]–—-]*"
_ELSE = re.compile(r"^\s*(general( comments?)?|(any )?other comments?|anything else)\s*[:.–—-]*\s*$", re.IGNORECASE)
SHORT = 140


def split(text: str, places: Places) -> list[tuple[str, str]]:
    """The places that a letter names in headings, each with what follows; what comes before the first is general."""
    refs = {_plain(ref): place for ref, place in places.by_ref.items()}
    pattern = re.compile(rf"^{_BEFORE}(?P<ref>{_any_ref(places.by_ref)}){_AFTER}(?P<rest>.*)$", re.IGNORECASE)
    parts: list[tuple[str, list[str]]] = [(GENERAL, [])]
    for line in text.split("\n"):
        found = pattern.match(line)
        if found:
            place = refs[_plain(found["ref"])]
            parts.append((place.ref, [_without_title(found["rest"], place)]))
        elif _ELSE.match(line):
            parts.append((GENERAL, []))
        else:
            parts[-1][1].append(line)
    return _joined(parts)


def _any_ref(places: Mapping[str, Place]) -> str:
    """Every reference, however it is written: "CU-4", "cu 4", "CU4", "Equality question 1"."""
    spelled = []
    for ref, place in places.items():
        letters, _, number = ref.partition("-")
        if place.kind is not Kind.GENERAL and number:
            name = rf"(?:{letters}|equality question)" if letters == "EQ" else re.escape(letters)
            spelled.append(rf"{name}[\s.-]{{0,2}}{number}(?!\d)")
    return "|".join(sorted(spelled, key=len, reverse=True)) or r"(?!)"


def _plain(ref: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", ref.upper().replace("EQUALITY QUESTION", "EQ"))


def _without_title(rest: str, place: Place) -> str:
    """What stands in the line of the heading itself, when it is more than the title of the place."""
    words = rest.strip()
    return "" if len(words) <= SHORT and place.title.lower().startswith(words.lower().rstrip(".:")) else words


def _joined(parts: list[tuple[str, list[str]]]) -> list[tuple[str, str]]:
    found: dict[str, str] = {}
    for ref, lines in parts:
        words = "\n".join(lines).strip()
        if words:
            found[ref] = f"{found[ref]}\n\n{words}" if ref in found else words
    return list(found.items())
