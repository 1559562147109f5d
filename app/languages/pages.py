"""Which pages are in Welsh, who sees them how, and what a page says of its language."""

from collections.abc import Set
from typing import Any

from flask import current_app, request

from app.languages.addresses import here, in_language
from app.languages.catalogue import welsh
from app.languages.words import ENGLISH, LANGUAGES, WELSH, is_welsh, language
from workflows.roles import COMMISSIONER_ROLES, PROVIDER_ROLES, Role

WORKS_IN_ENGLISH = COMMISSIONER_ROLES | {Role.ADMINISTRATOR}

OF_ONES_OWN = {
    "home.work", "people.account", "people.edit_account", "people.change_password", "people.remove_second_factor",
}  # fmt: skip
"""What everyone with an account has: in Welsh for those who have it to respond."""


def has_both(endpoint: str | None, held: Set[Role]) -> bool:
    """Whether a page for those who have signed in is in Welsh too for somebody who plays these parts."""
    return endpoint in OF_ONES_OWN and not held & (WORKS_IN_ENGLISH | PROVIDER_ROLES)


def is_shown_as_to_the_public(held: Set[Role], *, is_open_to_all: bool) -> bool:
    """Whether somebody who plays these parts sees a Welsh page as the public does.

    What staff are offered on a public page is in English, and nobody is shown a mixture. Signing in and out are
    about oneself, so they know who it is.
    """
    return is_open_to_all and request.blueprint != "people" and bool(held & WORKS_IN_ENGLISH)


def spoken(person: Any, held: Set[Role], *, is_open_to_all: bool) -> dict[str, Any]:
    """What every template knows: its language, and where the same page is in the other one (pages for all have one)."""
    of_ones_own = person is not None and has_both(request.endpoint, held)
    in_both = is_open_to_all or of_ones_own or (request.endpoint is None and person is None)
    return {
        "language": language(),
        "awaiting_review": is_welsh() and welsh().awaiting_review > 0,
        "other_language": _other() if in_both else None,
    }


def _other() -> dict[str, str]:
    """The other language's address, on this site and in full, and this page's own in full, as search engines ask."""
    code, site = ENGLISH if is_welsh() else WELSH, current_app.config["SERVICE_URL"].rstrip("/")
    there = in_language(code)
    return {"code": code, "name": LANGUAGES[code], "href": there, "there": site + there, "here": site + here()}
