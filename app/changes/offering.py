"""The changes that are offered to a point, and the points of its campaign that are tied with it."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from app.changes import queries
from app.changes.candidates import can_be_tied, is_tied
from app.changes.hunks import Hunk
from app.changes.places import passages_of
from app.editions import queries as editions
from app.extensions import db
from app.models import Edition, EditionKind, Point, Round, WordingLink

SHOWN = 300
AT_ONCE = 500
"""Points of a campaign that one press ties: a second press takes the next."""


@dataclass(frozen=True)
class Offered:
    """One change with the editions that it is between; no `edition` while its words are not published."""

    hunk: Hunk
    since: Edition
    edition: Edition | None

    @property
    def value(self) -> str:
        return f"{self.since.number}.{self.edition.number if self.edition else 0}.{self.hunk.fingerprint}"

    @property
    def label(self) -> str:
        where = f"edition {self.edition.number}" if self.edition else "the words as they stand"
        return f"{self.hunk.passage}, {where}: {in_words(self.hunk)}"


def in_words(hunk: Hunk) -> str:
    """A change in one line."""
    before, after = _short(hunk.before), _short(hunk.after)
    if not before:
        return f"“{after}” came"
    return f"“{before}” became “{after}”" if after else f"“{before}” went"


def _short(words: str) -> str:
    text = " ".join(words.split())
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def to_point(round_: Round, point: Point, *, everywhere: bool) -> list[Offered]:
    """Changes that a point may have caused: in the words being written, then in each published edition, newest first.

    Of its own passages, unless those of `everywhere` are asked for.
    """
    found: list[Offered] = []
    newest = editions.newest(round_)
    if newest is not None and newest.kind is not EditionKind.FINAL:
        found += [Offered(hunk, newest, None) for hunk in queries.so_far(round_)[1]]
    for edition in reversed(round_.editions):
        before = editions.before(edition)
        if before is not None:
            found += [Offered(hunk, before, edition) for hunk in queries.bound_to(before, edition)]
    own = passages_of(point)
    return [each for each in found if everywhere or each.hunk.passage in own]


def taken(links: Sequence[WordingLink]) -> set[str]:
    """The changes that a point is tied to already, as a form names them."""
    return {
        f"{link.from_edition.number}.{link.edition.number if link.edition else 0}.{link.fingerprint}" for link in links
    }


def _alike(point: Point) -> list[sa.ColumnElement[bool]]:
    return [
        Point.round_id == point.round_id,
        Point.campaign_id == point.campaign_id,
        Point.campaign_id.is_not(None),
        Point.place == point.place,
        Point.id != point.id,
        can_be_tied(),
    ]


def how_many_alike(point: Point) -> int:
    """Other accepted points of its campaign about the same place."""
    return db.session.scalar(sa.select(sa.func.count(Point.id)).where(*_alike(point))) or 0


def alike(point: Point, hunk: Hunk, since: Edition) -> Sequence[Point]:
    """Those of them that are not tied to this change yet, as many as are tied in one press."""
    wanted = sa.select(Point).where(*_alike(point), sa.not_(is_tied(hunk, since))).order_by(Point.id).limit(AT_ONCE)
    return db.session.scalars(wanted).all()
