"""Put the responses of a volume on their pages, many at a time: each under a number drawn at random."""

import secrets
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from app import clock
from app.extensions import db
from app.figures.settings import smallest_number
from app.models import PublishedResponse, Response, Round, Volume
from app.published import listing, queries
from app.published.masks import TakenOut
from app.published.words import public_name, shown_text
from workflows.response import Permission

P = PublishedResponse
AT_ONCE = 1000
"""More are put up in the background; also how many are held in memory at a time."""
SPREAD = 1_000_000


def put_up(volume: Volume) -> None:
    """Make the page of each response on the list; those that have one get it anew. Doing it twice changes nothing."""
    if volume.put_up_at is not None:
        return
    round_ = volume.round
    enough = listing.common_enough(round_, smallest_number())
    listed = sa.and_(listing.to_publish(round_), Response.submitted_at <= volume.published_at)
    ids = db.session.scalars(sa.select(Response.id).where(listed).order_by(Response.id)).all()
    drawn = _numbers(round_, len(ids))
    for start in range(0, len(ids), AT_ONCE):
        _write(ids[start : start + AT_ONCE], volume, enough, drawn)
    volume.put_up_at = clock.now()
    db.session.flush()


def make(_task: object, volume_id: int) -> None:
    """The same, as a job."""
    put_up(db.session.get_one(Volume, volume_id))


def found_by(response: Response, said: dict[str, str], taken_out: Sequence[TakenOut]) -> str:
    """What a search looks through: a response's words as published, in small letters."""
    words = [shown_text(text, response, taken_out, place=place) for place, text in said.items()]
    return "\n".join([public_name(response), *words]).casefold()


def _write(ids: Sequence[int], volume: Volume, enough: Any, drawn: Iterator[str]) -> None:
    """One query for each kind of thing, whatever the number of responses."""
    responses = db.session.scalars(sa.select(Response).where(Response.id.in_(ids))).all()
    known = {each.response_id: each for each in db.session.scalars(sa.select(P).where(P.response_id.in_(ids)))}
    said, taken_out = queries.as_sent(ids), queries.taken_out_of(ids)
    new: list[dict[str, Any]] = []
    for response in responses:
        row = _row(response, volume, enough, said.get(response.id, {}), taken_out.get(response.id, []))
        if response.id in known:
            for name, value in row.items():
                setattr(known[response.id], name, value)
        else:
            new.append({**row, "round_id": volume.round_id, "response_id": response.id, "number": next(drawn)})
    if new:
        db.session.execute(sa.insert(P), new)
    db.session.flush()


def _row(
    response: Response, volume: Volume, enough: Any, said: dict[str, str], taken_out: Sequence[TakenOut]
) -> dict[str, Any]:
    kind, area = told_of(response, enough)
    return {
        "volume_id": volume.id,
        "sent_at": response.submitted_at,
        "published_at": clock.now(),
        "name": public_name(response),
        "kind": kind,
        "area": area,
        "found_by": found_by(response, said, taken_out),
    }


def told_of(response: Response, enough: tuple[set[str], set[tuple[str, str]]]) -> tuple[str, str]:
    """The kind and area that are published with a response: of one without a name, only what many others share."""
    kinds, places = enough
    kind, area = response.organisation_kind, response.area
    if response.permission is Permission.YES:
        return kind or "public", area
    if kind not in kinds:
        return "", ""
    return kind or "public", area if (kind, area) in places else ""


def _numbers(round_: Round, wanted: int) -> Iterator[str]:
    """Numbers that nobody has had in this round, in an order that tells nothing."""
    used = set(db.session.scalars(sa.select(P.number).where(P.round_id == round_.id)))
    spread = max(SPREAD, 20 * (wanted + len(used)))
    digits = len(str(spread - 1))
    while True:
        number = f"R-{secrets.randbelow(spread):0{digits}d}"
        if number not in used:
            used.add(number)
            yield number


def number_for(response: Response) -> str:
    """A number for one response that has none yet."""
    return next(_numbers(response.round, 1))
