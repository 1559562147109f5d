"""The Welsh site stands under `/cy`: the same pages at the same addresses, so a link keeps its language by itself.

The prefix is taken off before any route is looked up and noted as the place the application is mounted at (WSGI's
SCRIPT_NAME), to which `url_for` adds every address it makes. No cookie, no script, and one page for search engines.
"""

from collections.abc import Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication

from flask import Flask, request, url_for

from app.languages import content
from app.languages.words import ENGLISH, WELSH, language, speaking

PREFIX = f"/{WELSH}"


class Spoken:
    """WSGI: answers in the language that the address asks for."""

    def __init__(self, below: WSGIApplication) -> None:
        self.below = below

    def __call__(self, asked: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        path = asked.get("PATH_INFO", "")
        if path != PREFIX and not path.startswith(f"{PREFIX}/"):
            with speaking(ENGLISH):
                return self.below(asked, start_response)
        asked["PATH_INFO"] = path[len(PREFIX) :] or "/"
        asked["SCRIPT_NAME"] = asked.get("SCRIPT_NAME", "") + PREFIX
        content.forget()
        with speaking(WELSH):
            return self.below(asked, start_response)


def init_app(app: Flask) -> None:
    """Outside of everything else, so that all of it speaks the language of the address."""
    app.jinja_env.globals["address_of"] = address_of
    app.wsgi_app = Spoken(app.wsgi_app)  # type: ignore[method-assign,assignment]


def here() -> str:
    """The address asked for, with its language and its question: the page to come back to."""
    return request.script_root + request.full_path.rstrip("?")


_addresses: dict[tuple[str, str], str] = {}


def address_of(endpoint: str) -> str:
    """The address of a page that needs nothing else, in the language of this one: every page has a dozen of them."""
    key = (request.script_root, endpoint)
    if key not in _addresses:
        _addresses[key] = url_for(endpoint)
    return _addresses[key]


def mounted_at() -> str:
    """Where the English site begins: nowhere, unless a server in front puts the service below an address of its own."""
    root = request.script_root
    return root[: -len(PREFIX)] if language() == WELSH and root.endswith(PREFIX) else root


def in_language(code: str) -> str:
    """This same page in another language."""
    return f"{mounted_at()}{PREFIX if code == WELSH else ''}{request.full_path.rstrip('?')}"
