"""What of the responses is public: which, under which number, and with which words taken out."""

from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import Edition, Person, Point, PublishedResponse, Redaction, Response, Round, Volume
from app.permissions import responses_seen_by
from app.published.masks import TakenOut
from app.published.words import ALLOWS, label_of
from workflows.response import ResponseState

Redactions = Mapping[int, Sequence[TakenOut]]
"""What is taken out, by response."""
P = PublishedResponse


def is_published() -> sa.ColumnElement[bool]:
    """Of a Response in the query: anybody may read it now, as it was last sent."""
    return (
        sa.exists()
        .where(P.response_id == Response.id, P.sent_at == Response.submitted_at, P.withheld_at.is_(None))
        .where(Response.permission.in_(ALLOWS), Response.state == ResponseState.SUBMITTED)
        .correlate(Response)
    )


def may_be_published() -> sa.ColumnElement[bool]:
    """Of a Response in the query: its sender allows it, and nobody withholds it."""
    withheld = sa.exists().where(P.response_id == Response.id, P.withheld_at.is_not(None)).correlate(Response)
    return sa.and_(
        Response.permission.in_(ALLOWS),
        Response.state == ResponseState.SUBMITTED,
        Response.submitted_at.is_not(None),
        sa.not_(withheld),
    )


# --- what is taken out ------------------------------------------------------------------------------------------------


def taken_out_of(response_ids: Iterable[int]) -> dict[int, list[TakenOut]]:
    """What is taken out of these responses; all of it from those that are withheld."""
    ids = list(response_ids)
    return _taken_out(Redaction.response_id.in_(ids), P.response_id.in_(ids)) if ids else {}


def taken_out_in(round_: Round) -> dict[int, list[TakenOut]]:
    """The same for every response of a round, in one query."""
    return _taken_out(Redaction.round_id == round_.id, P.round_id == round_.id)


def taken_out_anywhere(round_id: int) -> list[TakenOut]:
    """What is taken out of any response of a round, and no answer repeats either: passages of two words or more.

    One word goes too where the answer to that response says it: other answers in the same words would tell it.
    """
    ours = (Point.reason, Point.change, sa.cast(Point.welsh, sa.Text))
    said = sa.or_(*(words.icontains(Redaction.words) for words in ours))
    repeated = sa.exists().where(Point.response_id == Redaction.response_id, said).correlate(Redaction)
    rows = db.session.execute(
        sa.select(
            Redaction.words, sa.cast(Redaction.kind, sa.String), Redaction.reason, sa.cast(Redaction.welsh, sa.Text)
        )
        .where(Redaction.round_id == round_id, Redaction.undone_at.is_(None))
        .where(sa.or_(Redaction.words.like("%_ _%"), repeated))
        .distinct()
    )
    return [TakenOut(words, label_of(kind, reason, welsh)) for words, kind, reason, welsh in rows]


def redactions_of(response: Response) -> list[Redaction]:
    """What is taken out of a response, in the order of its places, for those who take out."""
    return list(
        db.session.scalars(
            sa.select(Redaction)
            .where(Redaction.response_id == response.id, Redaction.undone_at.is_(None))
            .order_by(Redaction.place, Redaction.begins, Redaction.id)
            .options(joinedload(Redaction.by))
        )
    )


def _taken_out(redacted: sa.ColumnElement[bool], withheld: sa.ColumnElement[bool]) -> dict[int, list[TakenOut]]:
    """Both in one query: passages, and responses of which all is withheld."""
    nothing, nought = sa.literal(""), sa.literal(0)
    passages = sa.select(
        Redaction.response_id, Redaction.words, sa.cast(Redaction.kind, sa.String), Redaction.reason, Redaction.place,
        Redaction.begins, Redaction.ends, nought.label("whole"), sa.cast(Redaction.welsh, sa.Text).label("welsh"),
    ).where(redacted, Redaction.undone_at.is_(None))  # fmt: skip
    wholes = sa.select(
        P.response_id, nothing, nothing, nothing, nothing, nought, nought, sa.literal(1), nothing
    ).where(withheld, P.withheld_at.is_not(None))  # fmt: skip
    found: dict[int, list[TakenOut]] = {}
    for row in db.session.execute(sa.union_all(passages, wholes)):
        response_id, words, kind, reason, place, begins, ends, whole, welsh = row
        label = label_of(kind, reason, welsh or None)
        found.setdefault(response_id, []).append(TakenOut(words, label, place, begins, ends, bool(whole)))
    return found


# --- what was said, as sent -------------------------------------------------------------------------------------------


def as_sent(response_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """What each response says in each place, as it was last sent.

    A point that was split or merged keeps its words, so that those of its parts are left out.
    """
    from app.models import PointOrigin  # noqa: PLC0415 - only here

    made_of_others = sa.exists().where(PointOrigin.point_id == Point.id).correlate(Point)
    rows = db.session.execute(
        sa.select(Point.response_id, Point.said_in, Point.text)
        .where(Point.response_id.in_(response_ids), Point.state != "withdrawn", sa.not_(made_of_others))
        .order_by(Point.response_id, Point.said_in, Point.begins, Point.id)
    )
    found: dict[int, dict[str, str]] = {}
    for response_id, place, text in rows:
        said = found.setdefault(response_id, {})
        said[place] = f"{said[place]}\n\n{text}" if place in said else text
    return found


# --- volumes and single responses, for staff --------------------------------------------------------------------------


def volumes(round_: Round) -> list[Volume]:
    """Every list made of a round's responses, the newest first."""
    return list(
        db.session.scalars(
            sa.select(Volume)
            .where(Volume.round_id == round_.id)
            .order_by(Volume.number.desc())
            .options(joinedload(Volume.prepared_by), joinedload(Volume.published_by))
        )
    )


def volume(round_: Round, number: int) -> Volume:
    """One list, or NoResultFound. Its pages are for those who see responses."""
    return db.session.scalars(sa.select(Volume).where(Volume.round_id == round_.id, Volume.number == number)).one()


def entry_of(response: Response) -> PublishedResponse | None:
    """What is public of a response, or withheld; None when nobody has decided."""
    return db.session.scalars(sa.select(P).where(P.response_id == response.id)).one_or_none()


def answers_are_out(round_id: int) -> bool:
    """Whether what was said stands in answers and in an edition that anybody may read."""
    return bool(db.session.scalar(sa.select(Edition.final_is_out(round_id))))


def is_open_to_all(response: Response) -> bool:
    """Whether any of its words may be public already: the response, or what was said and decided."""
    published = sa.exists().where(P.response_id == response.id, P.published_at.is_not(None))
    return bool(db.session.scalar(sa.select(sa.or_(Edition.final_is_out(response.round_id), published))))


def seen(round_: Round, response_id: int, *, seen_by: Person) -> Response:
    """A response that was sent, for those who see responses; NoResultFound for others."""
    return db.session.scalars(
        sa.select(Response)
        .where(
            Response.id == response_id,
            Response.round_id == round_.id,
            Response.state != ResponseState.DRAFT,
            responses_seen_by(seen_by),
        )
        .options(joinedload(Response.edition))
    ).one()
