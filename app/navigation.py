"""The one navigation: at most six entries, by the parts that one plays, and only to pages that one can open."""

from collections.abc import Set
from functools import cache
from typing import Any

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map

from app.permissions import parts
from workflows.roles import COMMISSIONER_ROLES, PROVIDER_ROLES, Role

PUBLIC_NAVIGATION = [
    ("Rounds", "/rounds"),
    ("Have your say", "/have-your-say"),
    ("Published agreements", "/published-agreements"),
    ("Help", "/help"),
]
PROVIDER_NAVIGATION = [
    ("Your work", "/work"),
    ("Agreements", "/agreements"),
    ("Returns", "/returns"),
    ("Your organisation", "/people"),
]
COMMISSIONER_NAVIGATION = [
    ("Your work", "/work"),
    ("Rounds", "/rounds"),
    ("Feedback", "/feedback"),
    ("Equality", "/equality"),
    ("Agreements", "/agreements"),
    ("Assurance", "/returns"),
]
ADMINISTRATOR_NAVIGATION = [
    ("Your work", "/work"),
    ("People", "/people"),
    ("Organisations", "/organisations"),
    ("Settings", "/settings"),
]
INSIDE_A_ROUND = {
    "agreements": "/agreements",
    "standard-terms": "/agreements",
    "template": "/agreements",
    "feedback": "/feedback",
    "equality": "/equality",
    "respond": "/have-your-say",
}
"""Pages whose address begins with a round, and the entry under which people look for them."""


def navigation(person: Any) -> list[dict[str, Any]]:
    """At most six entries, by what one may see; the current one is marked."""
    held = parts(person)
    if held & COMMISSIONER_ROLES:
        entries = COMMISSIONER_NAVIGATION
    elif held & PROVIDER_ROLES:
        entries = PROVIDER_NAVIGATION
    elif Role.ADMINISTRATOR in held:
        entries = ADMINISTRATOR_NAVIGATION
    else:
        entries = PUBLIC_NAVIGATION
    open_to = [(text, href) for text, href in entries if _opens_for(href, held)]
    here = _entry_of(request.path, {href for _, href in open_to})
    return [{"text": text, "href": href, "current": href == here} for text, href in open_to]


def _entry_of(path: str, entries: Set[str]) -> str:
    """The entry that a page belongs to: a round's agreements to Agreements, the rest of a round to Rounds."""
    words = path.split("/")
    inside = INSIDE_A_ROUND.get(words[3], "") if words[1] == "rounds" and len(words) > 3 else ""
    return inside if inside in entries else f"/{words[1]}"


def _opens_for(href: str, held: Set[Role]) -> bool:
    """Whether the page behind an entry exists for someone who plays these parts: see `for_parts` in app/web.py."""
    access = _access_behind(current_app.url_map, href)
    return access is not None and (isinstance(access, str) or bool(access & held))


@cache
def _access_behind(pages: Map, href: str) -> Any:
    try:
        endpoint, _ = pages.bind("").match(href, method="GET")
    except HTTPException:
        return None
    return getattr(current_app.view_functions[endpoint], "access", None)
