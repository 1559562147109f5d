"""Which language a page speaks, and its words in it: the code says them in English, the catalogue in Welsh.

Wrap what people read: `_("Save")`, `ngettext("%(num)s point", "%(num)s points", count)`; `lazy("Your name")` where the
words are written before anyone asks (forms, constants); `word("draft")` marks words that tables hold and pages show
with `{{ value|translated }}`. Values go by name: `_("Sent by %(name)s", name=person.name)`. `%%` is a per cent sign.
"""

from flask import Flask

from app.languages import addresses, in_templates
from app.languages.words import (
    ENGLISH,
    LANGUAGES,
    WELSH,
    _,
    form_for,
    gettext,
    is_welsh,
    language,
    lazy,
    ngettext,
    speaking,
    translated,
    word,
)

__all__ = [
    "ENGLISH", "LANGUAGES", "WELSH", "_", "form_for", "gettext", "is_welsh", "language", "lazy", "ngettext", "speaking",
    "translated", "word",
]  # fmt: skip


def init_app(app: Flask) -> None:
    """Addresses under `/cy` speak Welsh; templates say things in the language of the page."""
    addresses.init_app(app)
    in_templates.install(app.jinja_env)
