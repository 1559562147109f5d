"""Finding the formats of editions, whether they are still what the newest edition says, and what is missing."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import selectinload

from app.editions.queries import content, newest
from app.extensions import db
from app.languages import ngettext, translated, word
from app.languages.content import words_of
from app.languages.lists import listed
from app.models import Edition, EditionFormat, Round

KINDS = {
    "easy read": word("Easy read"),
    "large print": word("Large print"),
    "audio": word("Audio"),
    "British Sign Language": word("British Sign Language"),
    "Welsh": word("Welsh version"),
    "braille": word("Braille"),
    "plain text": word("Plain text"),
    "other": word("Another format"),
}
WANTED = ("easy read", "large print", "audio", "British Sign Language", "Welsh")
"""What a public consultation is expected to have from its first day."""


@dataclass(frozen=True)
class Offered:
    """One format as a page shows it. `warning` says what has changed since; empty while it is up to date."""

    format: EditionFormat
    called: str
    warning: str


def offered(edition: Edition) -> list[Offered]:
    """What there is for an edition: made for it; and for the newest, whatever was made for those before it."""
    stands = newest(edition.round)
    numbers = [edition.id] if edition is not stands else [each.id for each in edition.round.editions]
    wanted = (
        sa.select(EditionFormat)
        .where(EditionFormat.edition_id.in_(numbers))
        .options(selectinload(EditionFormat.edition), selectinload(EditionFormat.upload))
        .order_by(EditionFormat.kind, EditionFormat.id)
    )
    return [Offered(each, _called(each), _warning(each, stands)) for each in db.session.scalars(wanted)]


def get(edition: Edition, format_id: int) -> EditionFormat:
    """One format of this edition, or NoResultFound."""
    found = db.session.get(EditionFormat, format_id)
    if found is None or found.edition_id != edition.id:
        raise NoResultFound
    return found


def missing(round_: Round) -> list[str]:
    """What somebody may look for in vain, as sentences: to be read before consulting starts. It stops nothing."""
    edition = newest(round_)
    if edition is None:
        return []
    there = offered(edition)
    current = {each.format.kind for each in there if not each.warning} | ({"Welsh"} if is_in_welsh(edition) else set())
    lacking = [kind for kind in WANTED if kind not in current]
    old = [each for each in there if each.warning and each.format.kind in lacking]
    none = [kind for kind in lacking if kind not in {each.format.kind for each in old}]
    sentences = [f"{each.called}: {each.warning}" for each in old]
    if none:
        words = listed(translated(KINDS[kind]) if kind == "British Sign Language" else kind for kind in none)
        sentences.append(f"Edition {edition.number} has none of these: {words}.")
    return sentences


def is_in_welsh(edition: Edition) -> bool:
    """Whether every intention of an edition has its title and explanation in Welsh."""
    intentions = content(edition).get("intentions", ())
    return bool(intentions) and all(
        each.get("welsh", {}).get("title") and each.get("welsh", {}).get("explanation") for each in intentions
    )


def _called(each: EditionFormat) -> str:
    name = translated(KINDS.get(each.kind, each.kind))
    return f"{name}: {words_of(each, 'note')}" if each.note else name


def _warning(each: EditionFormat, stands: Edition | None) -> str:
    if stands is None or each.made_from == fingerprint_of(stands):
        return ""
    behind = stands.number - each.edition.number
    return ngettext(
        "Out of date: made for edition %(made)s; edition %(now)s has changed since.",
        "Out of date: made for edition %(made)s; %(num)s editions have come since, the newest is %(now)s.",
        behind,
        made=each.edition.number,
        now=stands.number,
    )


def fingerprint_of(edition: Edition) -> str:
    """The fingerprint of everything that an edition says."""
    return edition.content_digest or edition.digest
