"""What everybody reads of published responses: a list to search, and each with its words, views and answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload

from app.answers.shown import is_out
from app.extensions import db
from app.models import Edition, Point, PublishedResponse, Response, Round, View
from app.published.masks import TakenOut
from app.published.queries import as_sent, is_published, taken_out_anywhere, taken_out_of
from app.published.words import clean, clean_welsh, shown_text
from app.responses import places
from app.responses.places import Place
from workflows.point import Disposition
from workflows.response import Stance

P = PublishedResponse
PAGE = 25
EXCERPT = 240


@dataclass(frozen=True)
class Wanted:
    """What a list is narrowed to; it stands in the address."""

    words: str = ""
    kind: str = ""
    area: str = ""
    comments: bool = False

    def as_arguments(self) -> dict[str, str]:
        return {name: "yes" if value is True else value for name, value in vars(self).items() if value}


@dataclass(frozen=True)
class Found:
    """One page of published responses, each with the beginning of what it says, and how many there are in all."""

    rows: Sequence[tuple[PublishedResponse, str]]
    number: int
    page: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.number // PAGE))


@dataclass(frozen=True, slots=True)
class Answer:
    """What was decided on a point, as everybody may read it."""

    disposition: Disposition | None
    reason: str
    change: str
    welsh: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a response says in one place, and what was decided on it."""

    place: Place
    stance: Stance | None
    words: str
    answers: tuple[Answer, ...]


def find(round_: Round, wanted: Wanted, page: int) -> Found:
    """The published responses that are wanted, in the order of their numbers, which tells nothing."""
    chosen = _narrowed(round_, wanted)
    number = db.session.scalar(sa.select(sa.func.count(P.id)).join(P.response).where(chosen)) or 0
    last = max(1, -(-number // PAGE))
    page = min(max(page, 1), last)
    query = sa.select(P).join(P.response).where(chosen).options(contains_eager(P.response)).order_by(P.number)
    rows = db.session.scalars(query.limit(PAGE).offset((page - 1) * PAGE)).all()
    ids = [row.response_id for row in rows]
    said, taken_out = as_sent(ids) if ids else {}, taken_out_of(ids)
    begin = [(row, _excerpt(row.response, said.get(row.response_id, {}), taken_out)) for row in rows]
    return Found(begin, number, page)


def _narrowed(round_: Round, wanted: Wanted) -> sa.ColumnElement[bool]:
    conditions = [P.round_id == round_.id, is_published()]
    conditions += [P.found_by.contains(word, autoescape=True) for word in wanted.words.casefold().split()[:10]]
    if wanted.kind:
        conditions.append(P.kind == wanted.kind)
    if wanted.area:
        conditions.append(P.area == wanted.area)
    if wanted.comments:
        conditions.append(P.found_by.contains("\n"))  # the name, then a line for each comment
    return sa.and_(*conditions)


def _excerpt(response: Response, said: Mapping[str, str], taken_out: Mapping[int, Sequence[TakenOut]]) -> str:
    if not said:
        return ""
    place, text = next(iter(said.items()))
    words = " ".join(shown_text(text, response, taken_out.get(response.id, ()), place=place).split())
    return words if len(words) <= EXCERPT else f"{words[:EXCERPT].rsplit(' ', 1)[0]} …"


def areas(round_: Round) -> list[str]:
    """The areas that published responses name."""
    query = sa.select(P.area).where(P.round_id == round_.id, P.area != "", P.withheld_at.is_(None))
    return list(db.session.scalars(query.distinct().order_by(P.area)))


def get(round_: Round, number: str) -> tuple[PublishedResponse, bool]:
    """What stands at a number, and whether it may be read now; NoResultFound where nothing ever stood."""
    row = db.session.execute(
        sa.select(P, is_published())
        .join(P.response)
        .join(Response.edition)
        .where(P.round_id == round_.id, P.number == number, P.published_at.is_not(None))
        .options(
            contains_eager(P.response)
            .contains_eager(Response.edition)
            .load_only(Edition.number, Edition.content_digest)
        )
    ).one()
    return row[0], bool(row[1])


def said_in(entry: PublishedResponse, round_: Round) -> list[Said]:
    """Everything a published response says, in the order of the edition that it answers."""
    response = entry.response
    said = as_sent([response.id]).get(response.id, {})
    out = taken_out_of([response.id]).get(response.id, [])
    taken = db.session.execute(
        sa.select(View.place, View.sent_stance).where(View.response_id == response.id, View.sent_stance.is_not(None))
    )
    stances = {place: stance for place, stance in taken}  # noqa: C416 - rows are no pairs to mypy
    answers = _answers(response, [*out, *taken_out_anywhere(round_.id)])
    asked = places.of(response.edition).by_ref
    return [
        Said(
            place,
            stances.get(ref),
            shown_text(said.get(ref, ""), response, out, place=ref),
            tuple(answers.get(ref, ())),
        )
        for ref, place in asked.items()
        if ref in said or ref in stances
    ]


def _answers(response: Response, ours: Sequence[TakenOut]) -> dict[str, list[Answer]]:
    """What was decided on its points, once answers are out, by where each was said."""
    points = db.session.scalars(
        sa.select(Point)
        .where(Point.response_id == response.id, is_out())
        .order_by(Point.begins, Point.id)
        .options(joinedload(Point.response))
    )
    found: dict[str, list[Answer]] = {}
    for each in points:
        reason, change = clean(each.reason, response, ours), clean(each.change, response, ours)
        welsh = clean_welsh(each, ("reason", "change"), response, ours)
        found.setdefault(each.said_in, []).append(Answer(each.disposition, reason, change, welsh))
    return found


def number_published(round_: Round) -> int:
    """How many responses anybody may read."""
    query = sa.select(sa.func.count(P.id)).join(P.response).where(P.round_id == round_.id, is_published())
    return db.session.scalar(query) or 0
