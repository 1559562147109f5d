"""What people wrote about a round, in the language of the page: English on a Welsh page is marked as such.

A round keeps its Welsh by place ("title", "group community title", "question 1 text"), an intention by field; an
edition keeps both as they stood. What everyone words alike (the standard questions, the characteristics) is in the
catalogue and needs no Welsh of its own.
"""

import re
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from typing import Any

from markupsafe import Markup, escape

from app.languages.words import gettext, is_welsh, translated

EARLIER = "earlier"
QUESTION = re.compile(r"Equality question (\d+)")
REFERENCE = re.compile(r"[A-Z]+-\d+")
OF_ROUND = ("title", "introduction")
_stands_in_english: ContextVar[bool] = ContextVar("stands_in_english", default=False)


class English(str):
    """Words that stand in English on a Welsh page; a template marks them so by itself."""

    __slots__ = ()

    def strip(self, *args: Any) -> "English":
        """What is left of it is in English."""
        return English(super().strip(*args))

    def split(self, *args: Any) -> list[str]:
        """Each part is in English too."""
        return [English(part) for part in super().split(*args)]

    def __html__(self) -> Markup:
        _stands_in_english.set(True)
        return Markup('<span lang="en">%s</span>') % escape(str(self))  # nosec B704


def stands_in_english() -> bool:
    """Whether anything has been marked on this page so far."""
    return _stands_in_english.get()


def forget() -> None:
    """At the beginning of each page."""
    _stands_in_english.set(False)


def chosen(english: str, welsh: str | None) -> str:
    """The words for this page."""
    if not is_welsh() or not english:
        return english
    known = welsh or translated(english)
    return known if known != english else English(english)


def known(words: str) -> str:
    """A word of a table, or a sentence of the code: marked where the catalogue has no Welsh for it."""
    return chosen(words, None)


def in_english(words: str | None) -> str:
    """Words that are kept in English only: a reason, a decision."""
    return English(words) if words and is_welsh() else words or ""


def words_of(thing: Any, name: str) -> str:
    """One field of what keeps its own Welsh and nothing of the catalogue: an answer, an action, an edition's reason."""
    if isinstance(thing, Mapping):
        return beside(thing[name], thing.get("welsh"), name)
    return beside(getattr(thing, name), thing.welsh, name)


def beside(english: str | None, welsh: Mapping[str, str] | None, name: str) -> str:
    """The same for words that stand apart from their Welsh; `name` is where among it they are said."""
    if not is_welsh() or not english:
        return english or ""
    return (welsh or {}).get(name) or English(english)


def called(round_: Any) -> str:
    """A round's title."""
    return chosen(round_.title, round_.welsh.get("title"))


def introduced(round_: Any) -> str:
    """A round's introduction."""
    return chosen(round_.introduction, round_.welsh.get("introduction"))


def passage_called(name: str, round_: Any) -> str:
    """How a passage that editions are compared by is called: a reference, a group's title, a question's number."""
    if found := QUESTION.fullmatch(name):
        return gettext("Equality question %(number)s", number=found[1])
    group = next((each for each in round_.groups if each["title"] == name), None)
    if group is not None:
        return chosen(name, round_.welsh.get(f"group {group['key']} title"))
    return name if REFERENCE.fullmatch(name) else known(name)


def step(round_: Any, date_: Any) -> str:
    """What happens on one of a round's dates."""
    return chosen(date_.title, round_.welsh.get(f"date {date_.key} title"))


def moved_because(round_: Any, date_: Any) -> str:
    """Why one of a round's dates moved."""
    return beside(date_.revised_reason, round_.welsh, f"date {date_.key} reason")


def window_because(round_: Any) -> str:
    """Why feedback is open for less than twelve weeks."""
    return beside(round_.window_reason, round_.welsh, "window_reason")


def contact_of(round_: Any) -> dict[str, Any]:
    """Whom to write to."""
    return {**round_.contact, "team": beside(round_.contact.get("team"), round_.welsh, "contact team")}


def after(reference: str, words: str) -> str:
    """ "PA-2 Budget": a reference and its title, still marked where the title is."""
    joined = f"{reference} {words}"
    return English(joined) if isinstance(words, English) else joined


def set_aside(welsh: Mapping[str, str] | None, changed: Iterable[str]) -> dict[str, str]:
    """The Welsh of a thing whose English has changed: what no longer says the same is kept, but shown no more."""
    kept = dict(welsh or {})
    for name in changed:
        if words := kept.pop(name, None):
            kept[f"{EARLIER} {name}"] = words
    return kept


def put(welsh: Mapping[str, str] | None, said: Mapping[str, str]) -> dict[str, str]:
    """The Welsh of a thing with some of it said anew: what was set aside of it is needed no more."""
    anew = {name: words for name, words in said.items() if words}
    gone = {*said, *(f"{EARLIER} {name}" for name in anew)}
    return {**{name: words for name, words in (welsh or {}).items() if name not in gone}, **anew}


def said(thing: Any, name: str) -> str:
    """One field of something that keeps its own Welsh: an intention."""
    return chosen(getattr(thing, name), thing.welsh.get(name))
