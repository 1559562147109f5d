"""The one navigation: at most six entries, by the parts that one plays, and only to pages that one can open."""

from collections.abc import Sequence, Set
from functools import cache
from typing import Any

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map

from app.languages import translated, word
from app.permissions import parts
from workflows.roles import COMMISSIONER_ROLES, PROVIDER_ROLES, Role

PUBLIC_NAVIGATION = [
    (word("Rounds"), "/rounds"),
    (word("Have your say"), "/have-your-say"),
    (word("Published agreements"), "/published-agreements"),
    (word("Help"), "/help"),
]
PROVIDER_NAVIGATION = [
    (word("Your work"), "/work"),
    (word("Agreements"), "/agreements"),
    (word("Returns"), "/returns"),
    (word("Your organisation"), "/people"),
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
SUBJECTS = {
    "agreements": ("/agreements",),
    "disputes": ("/agreements",),
    "disputes.set_steps": ("/rounds",),
    "notices": ("/agreements",),
    "signing": ("/published-agreements", "/agreements"),
    "exports": ("/agreements",),
    "across": ("/agreements",),
    "stakeholders": ("/rounds",),
    "answers": ("/feedback", "/rounds"),
    "imports": ("/feedback",),
    "changes": ("/feedback",),
    "figures.summary": ("/feedback",),
    "points": ("/feedback",),
    "coding": ("/feedback",),
    "searching": ("/feedback",),
    "campaigns": ("/feedback",),
    "responses": ("/feedback", "/have-your-say"),
    "rooms": ("/feedback", "/have-your-say"),
    "word_forms": ("/feedback", "/have-your-say"),
    "became": ("/feedback", "/have-your-say"),
    "published": ("/feedback", "/rounds"),
    "reports": ("/feedback", "/rounds"),
    "equality": ("/equality", "/rounds"),
    "assurance": ("/returns",),
    "actions": ("/returns",),
    "actions.add": ("/equality",),
}
"""Under which entry the pages of a subject stand, wherever they are: the first of these that is shown."""


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
    here = _entry_of_page([href for _, href in open_to])
    root = request.script_root
    return [{"text": translated(text), "href": root + href, "current": href == here} for text, href in open_to]


def _entry_of_page(shown: Sequence[str]) -> str:
    """The entry that the page asked for belongs to: by its subject, else by how its address begins."""
    subject = SUBJECTS.get(request.endpoint or "") or SUBJECTS.get(request.blueprint or "")
    return next((href for href in subject or () if href in shown), "" if subject else f"/{request.path.split('/')[1]}")


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
