"""What a report says where nobody has written yet: short, true sentences from the round and its figures."""

from collections.abc import Mapping
from typing import Any

from app.reports.prose import THEME


def proposed(key: str, content: Mapping[str, Any]) -> str:
    """The proposed text of a section, with the figures that it names in braces."""
    if key.startswith(THEME):
        return _theme(next(each for each in content["themes"] if each["key"] == key))
    written = {
        "introduction": _introduction,
        "background": _background,
        "summary": _summary,
        "themes": _themes,
        "changes": _changes,
        "refusals": _refusals,
        "method": lambda _: "",
        "respondents": _respondents,
        "formats": _formats,
        "contact": _contact,
    }
    return written[key](content)


def _introduction(content: Mapping[str, Any]) -> str:
    return (
        f"This is the response of {content['commissioner']} to what people and organisations said about the "
        f"{content['title']}.\n\nIt says who responded, what they said on each theme, what changed because of it, "
        "which points were not accepted and why, and how the responses were read and counted."
    )


def _background(content: Mapping[str, Any]) -> str:
    named = content["named"]
    dates = "Feedback was open from {opened} to {closed}." if named["opened"] and named["closed"] else ""
    why = f" It was open for less than 12 weeks: {content['window_reason']}" if content["window_reason"] else ""
    first = content["introduction"].split("\n\n")[0]
    return "\n\n".join(part for part in (first, f"{dates}{why}".strip()) if part)


def _summary(content: Mapping[str, Any]) -> str:
    late = " {late} of them came late." if content["late"] else ""
    return (
        "{responses} responses came, which make {points} points." + late + " Near-identical texts counted once, "
        "there are {texts} distinct texts. The tables say who responded and what view they took; those who said that "
        "they had no view are counted apart."
    )


def _themes(content: Mapping[str, Any]) -> str:
    if not content["themes"]:
        return "No theme has been given to any point."
    return "The points fall under {themes} themes. A response counts once under each theme that it speaks of."


def _theme(theme: Mapping[str, Any]) -> str:
    about = f"{theme['definition']}\n\n" if theme["definition"] else ""
    texts = " ({theme_texts} distinct texts)" if theme["texts"] is not None else ""
    counted = "{theme_responses} responses speak of this" if theme["responses"] is not None else "Few speak of this"
    said = f"{about}{counted}{texts}."
    decided = [f"{disposition[:1].upper()}{disposition[1:]}: {reason}" for disposition, reason in theme["decided"]]
    return said + ("\n\nOur response. " + "\n\n".join(decided) if decided else "")


def _changes(content: Mapping[str, Any]) -> str:
    if not content["changes"]:
        return "Nothing was changed because of what was said."
    return "These changes were made because of what was said. Exact words stand as they were before, and as they are."


def _refusals(content: Mapping[str, Any]) -> str:
    if not content["refusals"]:
        return "No point was refused."
    return "These are the reasons for which points were not accepted, those that answer the most responses first."


def _respondents(_: Mapping[str, Any]) -> str:
    return (
        "Organisations that allow it are listed by name. Everybody else is counted in the table of respondents, "
        "and individuals are not named here."
    )


def _formats(content: Mapping[str, Any]) -> str:
    ways = content["contact"]
    how = f" Write to {ways['email']}." if ways.get("email") else " Ask us at the address given for contact."
    welsh = f"\n\n{ways['welsh']}" if ways.get("welsh") else ""
    return f"Ask for this report in another format: large print, braille, easy read or audio.{how}{welsh}"


def _contact(content: Mapping[str, Any]) -> str:
    ways = content["contact"]
    place = ways.get("address") or ""
    where = place if isinstance(place, str) else ", ".join(place)
    lines = [ways.get("team") or content["commissioner"], where, ways.get("email") or "", ways.get("telephone") or ""]
    return (
        "Questions about this report: "
        + "; ".join(line for line in lines if line)
        + ".\n\nIf you have a complaint about "
        "how this consultation was run, or about how your response was treated, send it to the same address and say "
        "that it is a complaint. Somebody who did not write this report answers it."
    )
