"""Tie a point to a change of wording, untie it, and bind what is tied when an edition is published."""

import sqlalchemy as sa

from app import clock
from app.changes import hunks
from app.changes.hunks import Hunk
from app.editions import queries as editions
from app.extensions import db
from app.models import Edition, Person, Point, WordingLink
from app.perform import perform
from workflows.engine import Refused


def tie(point: Point, hunk: Hunk, *, since: Edition, edition: Edition | None = None, by: Person) -> WordingLink | None:
    """Say that a point caused a change since edition `since`: in `edition`, or in the words as they stand.

    None where it is tied to it already. Raises NotAllowed, or Refused for a point that was not accepted.
    """
    same = sa.select(WordingLink.id).where(
        WordingLink.point_id == point.id,
        WordingLink.from_edition_id == since.id,
        WordingLink.fingerprint == hunk.fingerprint,
    )
    if db.session.scalar(same) is not None:
        return None
    where = f"edition {edition.number}" if edition else "the next edition"
    perform(point, "tie", by=by, what=f"{hunk.passage}, {where}")
    link = WordingLink(
        round_id=point.round_id,
        point=point,
        from_edition=since,
        edition=edition,
        passage=hunk.passage,
        before=hunk.before,
        after=hunk.after,
        fingerprint=hunk.fingerprint,
        tied_by_id=by.id,
        tied_at=clock.now(),
    )
    db.session.add(link)
    db.session.flush()
    return link


def untie(link: WordingLink, *, by: Person) -> None:
    """Take a tie back before its edition is out. Raises Refused after: what is published is history."""
    if link.edition_id is not None:
        raise Refused("This change is published with what caused it, so it stays tied.")
    perform(link.point, "untie", by=by, what=link.passage)
    db.session.delete(link)
    db.session.flush()


def bind(edition: Edition) -> None:
    """As an edition is published: tie what was tied to its working words to the edition itself.

    What the edition does not say any more stays unbound: the list of what is still to do names it.
    """
    before = editions.before(edition)
    waiting = (
        db.session.scalars(
            sa.select(WordingLink).where(WordingLink.from_edition_id == before.id, WordingLink.edition_id.is_(None))
        ).all()
        if before
        else []
    )
    if before is None or not waiting:
        return
    found = hunks.by_fingerprint(hunks.between(before.content, edition.content))
    for link in waiting:
        if link.fingerprint in found:
            link.edition = edition
    db.session.flush()
