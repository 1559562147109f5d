"""Which points caused which changes of wording: walkable from either end, with names for those who see responses."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from app.answers.shown import is_out
from app.changes import hunks
from app.changes.hunks import Hunk
from app.editions import queries as editions
from app.extensions import db
from app.figures.settings import smallest_number
from app.models import Edition, Person, Point, Round, WordingLink
from app.permissions import sees_responses
from app.published.queries import taken_out_of
from app.published.words import public_name, shown_words
from workflows.point import CHANGES_WORDS, PointState

KEPT = 8
_compared: OrderedDict[tuple[int, str, int, str], list[Hunk]] = OrderedDict()


@dataclass(frozen=True)
class Cause:
    """A point as its reader may see it. `point_id` and `who` are for staff; `words` empty where not published."""

    words: str
    name: str
    who: str = ""
    point_id: int = 0
    language: str = "en"


@dataclass(frozen=True)
class Causes:
    """What caused one change. `others` are comments whose words are not published; `number` of them, or None."""

    said: tuple[Cause, ...]
    others: bool = False
    number: int | None = None


@dataclass(frozen=True)
class Told:
    """One change with its edition and what caused it, for the page of an intention, a term or a point."""

    passage: str
    before: str
    after: str
    edition: Edition
    since: Edition
    anchor: str
    again: bool
    causes: Causes | None = None
    lead: str = ""
    trail: str = ""

    @property
    def is_beside(self) -> bool:
        """Whether the two editions follow one another."""
        return self.since.number == self.edition.number - 1


# --- changes ----


def so_far(round_: Round) -> tuple[Edition | None, list[Hunk]]:
    """The newest edition, and what the words as they stand change in it. For staff with working papers."""
    newest = editions.newest(round_)
    return newest, hunks.between(editions.content(newest), working_words(round_)) if newest else []


def working_words(round_: Round) -> dict[str, Any]:
    """The words that editions are compared by, as they stand."""
    from app.intentions.queries import codes_in, names_of, shown, working  # noqa: PLC0415 - only while writing

    intentions = working(round_)
    names = names_of(codes_in(intentions))
    return {
        "round": {"introduction": round_.introduction},
        "assumptions": [{"ref": each.ref, "title": each.title, "text": each.text} for each in round_.assumptions],
        "groups": round_.groups,
        "intentions": [shown(each, names) for each in intentions],
        "questions": [{"number": each.number, "text": each.text} for each in round_.questions],
    }


def bound_to(old: Edition, new: Edition) -> list[Hunk]:
    """Every change between two published editions. Their words never change, so they are compared once."""
    key = (old.id, old.content_digest, new.id, new.content_digest)
    found = _compared.get(key) or hunks.between(editions.content(old), editions.content(new))
    if old.content_digest and new.content_digest:
        _compared[key] = found
        while len(_compared) > KEPT:
            _compared.popitem(last=False)
    return found


# --- who caused them ----


def causes_between(old: Edition, new: Edition, *, seen_by: Person | None) -> dict[str, Causes]:
    """What caused each change between two editions, by its fingerprint."""
    links = _links(new.round_id, seen_by).where(WordingLink.edition_id == new.id, WordingLink.from_edition_id == old.id)
    return _causes(new.round_id, db.session.scalars(links).all(), seen_by=seen_by)


def of_passages(round_: Round, names: Iterable[str], *, seen_by: Person | None) -> list[Told]:
    """Published changes of these passages that were caused by points, the newest first."""
    wanted = list(names)
    if not wanted:
        return []
    links = _links(round_.id, seen_by).where(WordingLink.edition_id.is_not(None), WordingLink.passage.in_(wanted))
    found = db.session.scalars(links).all()
    causes = _causes(round_.id, found, seen_by=seen_by)
    firsts = {link.fingerprint: link for link in found}
    told = [_told(round_, link, causes[mark]) for mark, link in firsts.items()]
    return sorted(told, key=lambda each: (-each.edition.number, each.passage))


def of_points(round_: Round, ids: Sequence[int]) -> dict[int, list[Told]]:
    """The published changes that each of these points caused, for whoever may read the points themselves."""
    found: dict[int, list[Told]] = {}
    if not ids:
        return found
    links = (
        sa.select(WordingLink)
        .where(WordingLink.point_id.in_(ids), WordingLink.edition_id.is_not(None))
        .order_by(WordingLink.id)
    )
    for link in db.session.scalars(links):
        found.setdefault(link.point_id, []).append(_told(round_, link, None))
    return found


def _links(round_id: int, seen_by: Person | None) -> sa.Select[WordingLink]:
    links = (
        sa.select(WordingLink)
        .join(WordingLink.point)
        .join(Point.response)
        .options(contains_eager(WordingLink.point).contains_eager(Point.response))
        .where(WordingLink.round_id == round_id)
        .order_by(WordingLink.id)
    )
    return links if sees_responses(seen_by, round_id) else links.where(is_out())


def _causes(round_id: int, links: Sequence[WordingLink], *, seen_by: Person | None) -> dict[str, Causes]:
    by_change: dict[str, list[Point]] = {}
    for link in links:
        by_change.setdefault(link.fingerprint, []).append(link.point)
    if sees_responses(seen_by, round_id):
        return {mark: Causes(tuple(map(_to_staff, points))) for mark, points in by_change.items()}
    out = taken_out_of({point.response_id for points in by_change.values() for point in points}) if links else {}
    least = smallest_number() if links else 0
    return {mark: _to_everyone(points, out, least) for mark, points in by_change.items()}


def _to_staff(point: Point) -> Cause:
    name = point.response.organisation_name or point.response.name
    return Cause(point.text, name, name, point.id)


def _to_everyone(points: Sequence[Point], taken_out: Mapping[int, Any], least: int) -> Causes:
    said = [(point, shown_words(point, taken_out)) for point in points]
    quoted = tuple(
        Cause(words, public_name(point.response), language=point.response.language) for point, words in said if words
    )
    rest = len(points) - len(quoted)
    return Causes(quoted, rest > 0, rest if rest >= least else None)


def _told(round_: Round, link: WordingLink, causes: Causes | None) -> Told:
    numbers = {edition.id: edition for edition in round_.editions}
    new, old = numbers[link.edition_id or 0], numbers[link.from_edition_id]
    hunk = hunks.by_fingerprint(bound_to(old, new)).get(link.fingerprint)
    return Told(
        link.passage,
        link.before,
        link.after,
        new,
        old,
        f"change-{link.fingerprint[:12]}",
        hunk is not None and _again(hunk, new),
        causes,
        hunk.lead if hunk else "",
        hunk.trail if hunk else "",
    )


def _again(hunk: Hunk, edition: Edition) -> bool:
    newest = edition.round.editions[-1]
    return newest.number != edition.number and hunks.is_changed_again(
        hunk, editions.content(edition), editions.content(newest)
    )


# --- one point, and what is still to do ----


def of_point(point: Point) -> Sequence[WordingLink]:
    """Every change that a point is tied to, published or not."""
    links = sa.select(WordingLink).where(WordingLink.point_id == point.id).order_by(WordingLink.id)
    return db.session.scalars(
        links.options(joinedload(WordingLink.edition), joinedload(WordingLink.from_edition))
    ).all()


def untied(round_: Round, *, after: int = 0, most: int = 50) -> tuple[int, Sequence[Point]]:
    """Accepted points that are tied to no change of wording: how many, and some of them, in order."""
    tied = sa.exists().where(WordingLink.point_id == Point.id)
    rules = sa.and_(
        Point.round_id == round_.id,
        Point.disposition.in_(CHANGES_WORDS),
        Point.state.in_([PointState.ANSWERED, PointState.APPROVED, PointState.RELEASED]),
        sa.not_(tied),
    )
    number = db.session.scalar(sa.select(sa.func.count(Point.id)).where(rules)) or 0
    some = sa.select(Point).where(rules, Point.id > after).options(joinedload(Point.response))
    return number, db.session.scalars(some.order_by(Point.id).limit(most)).all()
