"""What a report was gathered with, in the language of the page: where there is no Welsh, English that is marked."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from app.documents.parts import Paragraph, Part
from app.documents.phrases import long_date
from app.languages import _, dates, is_welsh
from app.languages.content import chosen, in_english
from app.languages.stretches import read_again


def long_day(iso: str) -> str:
    """A date in words, from its ISO form: "9 December 2011"."""
    day = date.fromisoformat(iso)
    return dates.short_day(day) if is_welsh() else long_date(day)


def welsh_of(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """The Welsh that a report has; none for one that was released before reports had any."""
    found: Mapping[str, Any] = content.get("welsh", {})
    return found


def title_of(content: Mapping[str, Any]) -> str:
    """The round's title."""
    return chosen(content["title"], welsh_of(content).get("title"))


def name_of(content: Mapping[str, Any], key: str, english: str) -> str:
    """What an intention, a characteristic or a theme is called."""
    return chosen(english, welsh_of(content).get("names", {}).get(key))


def reason_of(content: Mapping[str, Any], english: str) -> str:
    """Why a point was not accepted, or what an answer says was changed."""
    return chosen(english, welsh_of(content).get("reasons", {}).get(english))


def place_of(place: str) -> str:
    """A place of the edition by its reference: "CU-4"; what is said beside all of them has none."""
    return _("Anything else") if place == "general" else place


def section_of(content: Mapping[str, Any], key: str) -> str:
    """The prose of a section, each stretch in its language."""
    if not is_welsh():
        return str(content["sections"].get(key, ""))
    said = welsh_of(content).get("sections", {}).get(key)
    return read_again(said) if said is not None else in_english(content["sections"].get(key))


def method_of(content: Mapping[str, Any]) -> tuple[list[str], list[list[str]]]:
    """The paragraphs of the method note, and the rows of its table."""
    kept = content["method"]
    if is_welsh() and "welsh" in kept:
        kept = kept["welsh"]
    elif is_welsh():
        return [in_english(each) for each in kept["paragraphs"]], _rows(content, kept["agreement"])
    return kept["paragraphs"], _rows(content, kept["agreement"])


def _rows(content: Mapping[str, Any], rows: list[list[str]]) -> list[list[str]]:
    keys = {each["name"]: each["key"] for each in content["themes"]}
    return [[sample, name_of(content, keys.get(name, ""), name), *rest] for sample, name, *rest in rows]


def prose(text: str) -> Iterator[Part]:
    """A text as its paragraphs."""
    for block in text.split("\n\n"):
        if block.strip():
            yield Paragraph(block)
