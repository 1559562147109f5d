"""The current language, and messages in it. Import these from `app.languages`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from babel.support import LazyProxy

from app.languages import catalogue

ENGLISH, WELSH = "en", "cy"
LANGUAGES = {ENGLISH: "English", WELSH: "Cymraeg"}

_current: ContextVar[str] = ContextVar("language", default=ENGLISH)


def language() -> str:
    """The language of the page or letter that is being written: "en" or "cy"."""
    return _current.get()


def is_welsh() -> bool:
    """Whether it is being written in Welsh."""
    return _current.get() == WELSH


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Write in this language meanwhile: a request for a Welsh address, or a letter to somebody who chose Welsh."""
    before = _current.set(code if code in LANGUAGES else ENGLISH)
    try:
        yield
    finally:
        _current.reset(before)


def gettext(message: str, /, **values: Any) -> str:
    """A message in the current language, with its values put in. English where no Welsh is known."""
    words = translated(message)
    return words % values if values else words.replace("%%", "%")


_ = gettext


def ngettext(one: str, many: str, count: int, /, **values: Any) -> str:
    """A message about a number of things, in the form that its language has for that number; `num` is the number."""
    return form_for(one, many, count) % {"num": f"{count:,}", **values}


def lazy(message: str, /, **values: Any) -> Any:
    """A message that is put into words when it is shown: for labels and constants, written before anyone asks."""
    return LazyProxy(gettext, message, enable_cache=False, **values)


def word(message: str) -> str:
    """The same words, noted for the catalogue: a page shows them with `{{ value|translated }}`."""
    return message


def translated(message: str) -> str:
    """A message as the catalogue has it, without any values put in."""
    return message if _current.get() == ENGLISH else catalogue.welsh().text(message)


def form_for(one: str, many: str, count: int) -> str:
    """The form of a message that its language has for a number, without any values put in."""
    if _current.get() != ENGLISH:
        return catalogue.welsh().plural(one, many, count)
    return one if count == 1 else many
