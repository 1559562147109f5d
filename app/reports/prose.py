"""The prose of a report, section by section: proposed from the figures, written over by staff, figures bound by name.

"{responses}" in a section is always the number as it is now; what stands around it may be out of date, and says so.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.documents.report_sections import TITLES
from app.languages import _
from app.languages.stretches import kept, read_again
from app.wording import day, plural

NAME = re.compile(r"\{(\w+)\}")
THEME = "theme-"
FIGURES = {
    "responses": "how many responses came",
    "late": "how many of them late",
    "points": "how many points they make",
    "texts": "how many distinct texts",
    "themes": "how many themes are spoken of",
    "campaigns": "how many campaigns",
    "opened": "the day on which feedback opened",
    "closed": "the day on which it closed",
    "theme_responses": "in a theme: how many responses speak of it",
    "theme_texts": "in a theme: how many distinct texts",
}
"""What prose can name in braces, and what it stands for."""
SAID_AS = {
    "responses": "response", "points": "point", "theme": "response on this theme", "changes": "change",
    "refusals": "reason for refusing", "coded": "coded point", "samples": "compared sample",
    "named": "named respondent",
}  # fmt: skip
RESTS_ON = {
    "summary": ("responses", "points"),
    "themes": ("responses",),
    "changes": ("changes",),
    "refusals": ("refusals",),
    "method": ("responses", "coded", "samples"),
    "respondents": ("named",),
}


@dataclass(frozen=True, slots=True)
class InWelsh:
    """What stands of a section on Welsh pages: what somebody wrote, what is proposed, or ("english") the English.

    `earlier` is the Welsh of what the English said before.
    """

    stands: str
    text: str = ""
    filled: str = ""
    by: str = ""
    earlier: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One section as it stands: what it says with figures filled in, who wrote it, and what has changed since."""

    key: str
    title: str
    text: str
    filled: str
    is_written: bool
    welsh: InWelsh
    out_of_date: str = ""
    by: str = ""


def title_of(key: str, content: Mapping[str, Any]) -> str:
    """A section's title; a theme's is its name. Empty for one that the report does not have."""
    if key.startswith(THEME):
        return next((each["name"] for each in content["themes"] if each["key"] == key), "")
    return TITLES.get(key, "")


def keys(content: Mapping[str, Any]) -> Iterator[str]:
    """Every section in order; those of themes within theirs."""
    for key in TITLES:
        yield key
        if key == "themes":
            yield from (each["key"] for each in content["themes"])


def unknown(text: str) -> list[str]:
    """Names in braces that stand for nothing."""
    return sorted({name for name in NAME.findall(text) if name not in FIGURES})


def filled(text: str, key: str, content: Mapping[str, Any]) -> str:
    """The text with each figure that it names as it is now; one that is held back is not told.

    Words in another language than the rest stay marked.
    """
    known = {**content["named"], **_days(content), **_of_theme(key, content)}

    def figure(match: re.Match[str]) -> str:
        value = known.get(match.group(1), match.group(0))
        return _("some") if value is None else f"{value:,}" if isinstance(value, int) else str(value)

    return read_again([[code, NAME.sub(figure, words)] for code, words in kept(text)])


def _days(content: Mapping[str, Any]) -> dict[str, str]:
    """The days that prose can name, in the current language."""
    return {name: day(date.fromisoformat(iso)) if iso else "" for name, iso in content["days"].items()}


def _of_theme(key: str, content: Mapping[str, Any]) -> dict[str, Any]:
    for each in content["themes"]:
        if each["key"] == key:
            return {"theme_responses": each["responses"], "theme_texts": each["texts"]}
    return {}


def basis(key: str, content: Mapping[str, Any]) -> dict[str, int | None]:
    """The figures on which a section rests: what is kept when it is written, to say later that it is out of date."""
    if key.startswith(THEME):
        return {"theme": _of_theme(key, content).get("theme_responses")}
    every: dict[str, int | None] = content["basis"]
    return {name: every[name] for name in RESTS_ON.get(key, ())}


def changed(key: str, seen: Mapping[str, Any], content: Mapping[str, Any]) -> str:
    """ "Written when there were 212 responses; there are 214 now."; empty while nothing has changed."""
    now = basis(key, content)
    moved = [name for name in now if name in seen and seen[name] != now[name]]
    return " ".join(f"Written when there {_were(seen[name], name)}; there {_are(now[name])} now." for name in moved)


def _were(number: int | None, name: str) -> str:
    return f"{'was' if number == 1 else 'were'} {_number(number, name)}"


def _are(number: int | None) -> str:
    return f"{'is' if number == 1 else 'are'} {number if number is not None else 'a few'}"


def _number(number: int | None, name: str) -> str:
    many = {"response on this theme": "responses on this theme", "reason for refusing": "reasons for refusing"}
    one = SAID_AS[name]
    return plural(number, one, many.get(one, "")) if number is not None else f"a few {many.get(one, one + 's')}"


def paragraphs(text: str) -> list[str]:
    """A text as its paragraphs."""
    return [block.strip() for block in re.split(r"\n\s*\n", text) if block.strip()]
