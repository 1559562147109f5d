"""The list that is checked before responses are published: who is on it with a name, without one, or not at all."""

import hashlib
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from app.extensions import db
from app.models import Point, PublishedResponse, Redaction, Response, Round, Volume
from app.perform import facts_of
from app.published.queries import is_published, may_be_published
from workflows import small_numbers
from workflows.response import Permission, ResponseState
from workflows.round import RoundState
from workflows.volume import VolumeState

P = PublishedResponse
WAYS = ("with name", "without name", "not allowed", "withheld", "being changed", "published")


def to_publish(round_: Round) -> sa.ColumnElement[bool]:
    """Responses of a round that the next list holds: allowed, not withheld, and not published as last sent."""
    return sa.and_(Response.round_id == round_.id, may_be_published(), sa.not_(is_published()))


def listed(round_: Round) -> dict[str, int]:
    """How many would be published now with their name, and without."""
    rows = db.session.execute(
        sa.select(Response.permission, sa.func.count()).where(to_publish(round_)).group_by(Response.permission)
    )
    found = {row[0]: row[1] for row in rows}
    return {"with name": found.get(Permission.YES, 0), "without name": found.get(Permission.WITHOUT_NAME, 0)}


def ways(round_: Round) -> dict[str, int]:
    """How many responses there are in each way of being published or not; they add up to all that were sent."""
    each = (
        sa.select(way().label("way"))
        .where(Response.round_id == round_.id, Response.state != ResponseState.DRAFT)
        .subquery()
    )
    rows = db.session.execute(sa.select(each.c.way, sa.func.count()).group_by(each.c.way))
    found = dict.fromkeys(WAYS, 0)
    found.update({row[0]: row[1] for row in rows})
    return found


def way() -> sa.ColumnElement[str]:
    """Of a Response in the query: which of WAYS it goes."""
    withheld = sa.exists().where(P.response_id == Response.id, P.withheld_at.is_not(None)).correlate(Response)
    return sa.case(
        (sa.or_(Response.permission == Permission.NO, Response.permission.is_(None)), "not allowed"),
        (withheld, "withheld"),
        (is_published(), "published"),
        (Response.state == ResponseState.CHANGING, "being changed"),
        (Response.permission == Permission.YES, "with name"),
        else_="without name",
    )


def worth_a_look() -> sa.ColumnElement[bool]:
    """Of a Response in the query: its words hold an address, or the name of a sender who allowed no name."""
    looked = sa.exists().where(Redaction.response_id == Response.id).correlate(Response)
    address = sa.exists().where(Point.response_id == Response.id, Point.text.contains("@")).correlate(Response)
    named = sa.and_(Response.permission == Permission.WITHOUT_NAME, names_its_sender())
    return sa.and_(sa.or_(address, named), sa.not_(looked))


def names_its_sender() -> sa.ColumnElement[bool]:
    """Of a Response in the query: its words hold the sender's name, organisation or address."""
    stands = [
        sa.and_(sa.func.length(column) > 1, Point.text.icontains(column))
        for column in (Response.name, Response.organisation_name, Response.email)
    ]
    return sa.exists().where(Point.response_id == Response.id, sa.or_(*stands)).correlate(Response)


def to_look_at(round_: Round) -> int:
    """How many on the list hold a name or an address in their words, and nothing has been taken out of them."""
    return db.session.scalar(sa.select(sa.func.count(Response.id)).where(to_publish(round_), worth_a_look())) or 0


def page(round_: Round, *, chosen: str = "", look: bool = False, after: int = 0, size: int = 50) -> Sequence[Any]:
    """Some responses with the way each goes and whether it is worth a look, by id after `after`."""
    query = (
        sa.select(Response, way().label("way"), worth_a_look().label("look"), P)
        .outerjoin(P, P.response_id == Response.id)
        .where(Response.round_id == round_.id, Response.state != ResponseState.DRAFT, Response.id > after)
        .order_by(Response.id)
        .limit(size + 1)
    )
    if chosen in WAYS:
        query = query.where(way() == chosen)
    if look:
        query = query.where(worth_a_look(), to_publish(round_))
    return db.session.execute(query).all()


def digest(round_: Round) -> str:
    """The fingerprint of what would be published now: which responses, as sent when, and what is taken out of them."""
    what = db.session.execute(
        sa.select(
            Response.permission, sa.func.count(), sa.func.sum(Response.id), sa.func.sum(Response.version),
            sa.func.max(Response.submitted_at),
        ).where(to_publish(round_)).group_by(Response.permission).order_by(Response.permission)
    ).all()  # fmt: skip
    out = db.session.execute(
        sa.select(sa.func.count(), sa.func.sum(Redaction.id), sa.func.count(Redaction.undone_at)).where(
            Redaction.round_id == round_.id
        )
    ).one()
    said = [[str(value) for value in row] for row in [*what, out]]
    return hashlib.sha256(repr(said).encode()).hexdigest()


def common_enough(round_: Round, threshold: int) -> tuple[set[str], set[tuple[str, str]]]:
    """Kinds, and kinds with areas, that enough of those without a name share to tell none of them from the others."""
    rows = db.session.execute(
        sa.select(Response.organisation_kind, Response.area, sa.func.count())
        .where(Response.round_id == round_.id, may_be_published(), Response.permission == Permission.WITHOUT_NAME)
        .group_by(Response.organisation_kind, Response.area)
    ).all()
    return small_numbers.common_enough([(row[0], row[1], row[2]) for row in rows], threshold)


@facts_of(Volume)
def facts(volume: Volume) -> dict[str, Any]:
    """What the guards of a volume look at."""
    closed = volume.round.state not in (RoundState.PLANNING, RoundState.CONSULTING)
    waits = volume.state is VolumeState.PREPARED
    return {
        "feedback_is_closed": closed,
        "listed": sum(listed(volume.round).values()) if waits else 0,
        "list_is_current": not waits or not volume.digest or digest(volume.round) == volume.digest,
    }
