"""Lists within a sentence: "one, two and three", "un, dau a thri"."""

from collections.abc import Iterable

from app.languages.words import is_welsh

VOWELS = "aeiouwyâêîôûŵŷ"
ASPIRATED = {"c": "ch", "p": "ph", "t": "th"}


def listed(words: Iterable[str]) -> str:
    """Words joined by commas and a last "and"; in Welsh by "a" or "ac", with the aspirate mutation after "a"."""
    each = list(words)
    if len(each) < 2:
        return "".join(each)
    last = and_(each[-1]) if is_welsh() else f"and {each[-1]}"
    return f"{', '.join(each[:-1])} {last}"


def and_(word: str) -> str:
    """ "ac ymateb", "a charchardai", "a gwasanaethau"."""
    first, rest = word[:1], word[1:]
    if first.lower() in VOWELS:
        return f"ac {word}"
    if first in ASPIRATED and not rest.startswith("h"):
        return f"a {ASPIRATED[first]}{rest}"
    return f"a {word}"
