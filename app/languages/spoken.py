"""What an edition keeps and a round is divided into, in the language of the page: English, marked, without Welsh."""

from collections.abc import Callable, Mapping
from typing import Any

from app.languages.concerns import concerns
from app.languages.content import OF_ROUND, beside, chosen
from app.languages.words import is_welsh

IN_WELSH = ("title", "summary_title", "explanation")


def spoken(kept: Mapping[str, Any]) -> Mapping[str, Any]:
    """What an edition keeps, in the language of the page."""
    if not is_welsh():
        return kept
    welsh = kept.get("welsh", {})
    said: dict[str, Callable[[Any], dict[str, Any]]] = {
        "groups": lambda each: _group(each, welsh),
        "assumptions": lambda each: _at(f"assumption {each['ref']}", each, welsh, "title", "text"),
        "questions": lambda each: _at(f"question {each['number']}", each, welsh, "text"),
        "characteristics": lambda each: _at(f"characteristic {each['key']}", each, welsh, "name"),
        "intentions": intention,
        "need": lambda each: _need(each, welsh),
    }
    parts = {name: [say(each) for each in kept[name]] for name, say in said.items() if name in kept}
    of_round = {
        name: chosen(words, welsh.get(name)) for name, words in kept.get("round", {}).items() if name in OF_ROUND
    }
    contact = kept.get("contact", {})
    if contact.get("team"):
        contact = {**contact, "team": beside(contact["team"], welsh, "contact team")}
    return {**kept, **parts, "contact": contact, "round": {**kept.get("round", {}), **of_round}}


def groups_of(round_: Any) -> list[dict[str, Any]]:
    """A round's groups of intentions."""
    return [_group(each, round_.welsh) for each in round_.groups]


def _need(row: Mapping[str, Any], welsh: Mapping[str, str]) -> dict[str, Any]:
    """The figures of need stand as they were published."""
    factors = [{**each, "name": _factor(each["name"], welsh)} for each in row["factors"]]
    return {**row, "factors": factors, "other_factors": [_factor(each, welsh) for each in row["other_factors"]]}


def _factor(name: str, welsh: Mapping[str, str]) -> str:
    return chosen(name, welsh.get(f"factor {name}"))


def intention(each: Mapping[str, Any]) -> dict[str, Any]:
    """An intention as an edition keeps it, in the language of the page."""
    if not is_welsh():
        return dict(each)
    welsh = each.get("welsh", {})
    words = {name: chosen(each[name], welsh.get(name)) for name in IN_WELSH if name in each}
    if "applies" in each and not each["applies"].get("providers"):
        words["concerns"] = concerns(each["applies"], each.get("segments", ()), {})
    return {**each, **words}


def _group(group: Mapping[str, Any], welsh: Mapping[str, str]) -> dict[str, Any]:
    return _at(f"group {group['key']}", {"introduction": "", **group}, welsh, "title", "introduction")


def _at(place: str, each: Mapping[str, Any], welsh: Mapping[str, str], *names: str) -> dict[str, Any]:
    return {**each, **{name: chosen(each[name] or "", welsh.get(f"{place} {name}")) for name in names}}
