"""Finding editions and what they say. What is published is for everyone, and stays."""

from collections import OrderedDict
from datetime import datetime
from typing import Any

from sqlalchemy.exc import NoResultFound

from app.intentions.queries import working
from app.models import Edition, Round
from workflows.lint import lint

KEPT = 12
_contents: OrderedDict[tuple[int, str, datetime], dict[str, Any]] = OrderedDict()
"""Contents already read: they never change, and reading one from JSON takes longer than the rest of its page."""


def of(round_: Round) -> list[Edition]:
    """The round's editions, the oldest first."""
    return list(round_.editions)


def newest(round_: Round) -> Edition | None:
    """The edition that stands; None before the first."""
    return round_.editions[-1] if round_.editions else None


def get(round_: Round, number: int) -> Edition:
    """One edition, or NoResultFound."""
    found = next((each for each in round_.editions if each.number == number), None)
    if found is None:
        raise NoResultFound
    return found


def before(edition: Edition) -> Edition | None:
    """The edition that this one came after; None for the first."""
    return next((each for each in edition.round.editions if each.number == edition.number - 1), None)


def content(edition: Edition) -> dict[str, Any]:
    """Every word of an edition, as app/editions/content.py gathered them. For reading only: it is shared."""
    if not edition.content_digest:
        return edition.content
    key = (edition.id, edition.content_digest, edition.published_at)
    if key in _contents:
        _contents.move_to_end(key)
        return _contents[key]
    _contents[key] = edition.content
    while len(_contents) > KEPT:
        _contents.popitem(last=False)
    return _contents[key]


def published_intention(edition: Edition, ref: str) -> dict[str, Any]:
    """One intention as this edition has it, or NoResultFound."""
    found = next((each for each in content(edition)["intentions"] if each["ref"] == ref), None)
    if found is None:
        raise NoResultFound
    return dict(found)


def last_changed(round_: Round, ref: str) -> Edition | None:
    """The edition in which an intention last came to say what it says now."""
    changed: Edition | None = None
    said: Any = None
    for edition in round_.editions:
        now = next((each for each in content(edition)["intentions"] if each["ref"] == ref), None)
        if now is not None and now != said:
            changed, said = edition, now
    return changed


def lint_of(round_: Round) -> list[str]:
    """What the publishing lint finds in the round's words as they stand. For staff with working papers only."""
    texts = {"The introduction": round_.introduction}
    texts |= {f"The introduction to {group['title']}": group.get("introduction") or "-" for group in round_.groups}
    texts |= {each.ref: f"{each.title}\n{each.text}" for each in round_.assumptions}
    return lint(working(round_), texts, {group["key"]: group["title"] for group in round_.groups})
