"""The places of an edition that a response can speak of: intentions, assumptions and questions, by section."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.languages import _, language
from app.languages.spoken import spoken
from app.models import Edition

GENERAL = "general"


class Kind(StrEnum):
    """What is asked in a place: a stance with comment, a remark, or a remark about people with some characteristic."""

    INTENTION = "intention"
    ASSUMPTION = "assumption"
    GENERAL = "general"
    EQUALITY = "equality"


@dataclass(frozen=True, slots=True)
class Place:
    """One page of the response: "CU-4", "PA-2", "general", "EQ-1"."""

    ref: str
    kind: Kind
    section: str
    title: str
    text: str = ""
    direction: str = ""
    concerns: str = ""

    @property
    def heading(self) -> str:
        """What it asks, in a list of such places: a question's own words, since "question 2" tells nobody anything."""
        return self.text if self.kind is Kind.EQUALITY else self.title


@dataclass(frozen=True, slots=True)
class Section:
    """Places that stand together in the task list."""

    key: str
    title: str
    introduction: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Everything an edition asks, in the order in which one is led through it."""

    sections: tuple[Section, ...]
    by_ref: Mapping[str, Place]
    after: Mapping[str, Place | None]
    characteristics: tuple[tuple[str, str], ...]

    def section(self, key: str) -> Section | None:
        return next((section for section in self.sections if section.key == key), None)


NOWHERE = Places((), {}, {}, ())
_known: OrderedDict[tuple[int, str, str], Places] = OrderedDict()
KEPT = 16


def of(edition: Edition) -> Places:
    """The places of a published edition. Its words never change, so they are read from the database once."""
    key = (edition.id, edition.content_digest, language())
    known = _known.get(key) or _read(spoken(edition.content))
    if edition.content_digest:
        _known[key] = known
        if len(_known) > KEPT:
            _known.popitem(last=False)
    return known


def _read(content: Mapping[str, Any]) -> Places:
    sections = tuple(
        section
        for section in (*_groups(content), _assumptions(content), _general(), _equality(content))
        if section.places
    )
    by_ref = {place.ref: place for section in sections for place in section.places}
    after: dict[str, Place | None] = {}
    for section in sections:
        after.update(zip((p.ref for p in section.places), [*section.places[1:], None], strict=True))
    people = tuple((each["key"], each["name"]) for each in content.get("characteristics", ()))
    return Places(sections, by_ref, after, people)


def _groups(content: Mapping[str, Any]) -> list[Section]:
    return [
        Section(
            group["key"],
            group["title"],
            group.get("introduction", ""),
            tuple(_intention(each) for each in content.get("intentions", ()) if each["group"] == group["key"]),
        )
        for group in content.get("groups", ())
    ]


def _intention(each: Mapping[str, Any]) -> Place:
    return Place(
        ref=each["ref"],
        kind=Kind.INTENTION,
        section=each["group"],
        title=each["title"],
        text=each["explanation"],
        direction=each["direction"],
        concerns=each.get("concerns", ""),
    )


def _assumptions(content: Mapping[str, Any]) -> Section:
    places = tuple(
        Place(each["ref"], Kind.ASSUMPTION, "assumptions", each["title"], each["text"])
        for each in content.get("assumptions", ())
    )
    return Section("assumptions", _("Planning assumptions"), _("What the round takes as given."), places)


def _general() -> Section:
    place = Place(GENERAL, Kind.GENERAL, GENERAL, _("Anything else you want to say"))
    return Section(GENERAL, _("Anything else"), "", (place,))


def _equality(content: Mapping[str, Any]) -> Section:
    places = tuple(
        Place(f"EQ-{n}", Kind.EQUALITY, "equality", _("Equality question %(number)s", number=n), each["text"])
        for each in content.get("questions", ())
        if (n := each["number"])
    )
    introduction = _("How the intentions touch people who share a protected characteristic, such as their age or race.")
    return Section("equality", _("Equality questions"), introduction, places)
