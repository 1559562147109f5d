"""Finding responses, by receipt code or by who may see them, and the facts their guards need."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, lazyload, load_only, selectinload

from app import clock
from app.extensions import db
from app.models import Colleague, Edition, Intention, Person, Response, Room, Round, View
from app.perform import facts_of
from app.permissions import Actor, Respondent, responses_seen_by, roles_of
from app.responses import places
from app.rooms import queries as rooms
from app.rooms.team import actor
from app.wording import day
from workflows.colleague import ColleagueState
from workflows.deadline import passed
from workflows.response import ResponseState
from workflows.roles import Role
from workflows.round import RoundState

TAKES_RESPONSES = {RoundState.CONSULTING, RoundState.ANSWERING, RoundState.NEGOTIATING, RoundState.DELIVERING}


def newest_edition(round_: Round) -> Edition | None:
    """The edition that a response starting now answers."""
    return db.session.scalars(
        sa.select(Edition).where(Edition.round_id == round_.id).order_by(Edition.number.desc()).limit(1)
    ).first()


def asked(round_: Round) -> places.Places:
    """What the newest edition asks; nothing before there is one."""
    edition = newest_edition(round_)
    return places.of(edition) if edition else places.NOWHERE


def addresses(round_: Round) -> dict[str, str]:
    """The address, and the name if given, of who has begun or sent a response to this round and gave one."""
    rows = db.session.execute(
        sa.select(Response.email, Person.email, Response.name)
        .outerjoin(Person, sa.and_(Person.id == Response.person_id, Person.active))
        .where(Response.round_id == round_.id)
    )
    return {given or account: name for given, account, name in rows if given or account}


def languages_of(round_: Round) -> dict[str, str]:
    """The language that each of them chose to be written to in, by address in small letters."""
    rows = db.session.execute(sa.select(Response.email, Response.language).where(Response.round_id == round_.id))
    return {email.casefold(): language for email, language in rows if email}


# --- by the one who wrote it ------------------------------------------------------------------------------------------


_MINE = (
    sa.select(Response)
    .join(Response.round)
    .join(Response.edition)
    .where(Round.slug == sa.bindparam("slug"))
    .options(
        contains_eager(Response.round).options(
            load_only(Round.slug, Round.title, Round.state, Round.version), lazyload(Round.dates)
        ),
        contains_eager(Response.edition).load_only(Edition.number, Edition.content_digest),
    )
)
_BY_CODE = _MINE.where(Response.code_hash == sa.bindparam("code_hash"))
_BY_ID = _MINE.where(Response.id == sa.bindparam("id"))
_BY_LINK = (
    _MINE.join(Room, Room.response_id == Response.id)
    .join(Colleague, Colleague.room_id == Room.id)
    .where(Colleague.token_hash == sa.bindparam("token_hash"))
)
_VIEW = sa.select(View).where(View.response_id == sa.bindparam("id"), View.place == sa.bindparam("place"))
"""Built once and asked at every question: saving an answer stays within three times a bare insert."""


def by_fingerprint(slug: str, code_hash: str, *, to_save: bool = False) -> Response | None:
    """The response of this round with this receipt code; `to_save` makes a second save of it wait for the first."""
    return _one(_BY_CODE, to_save=to_save, slug=slug, code_hash=code_hash)


def by_link(slug: str, token_hash: str, *, to_save: bool = False) -> Response | None:
    """The response of this round that a colleague's personal link leads to."""
    return _one(_BY_LINK, to_save=to_save, slug=slug, token_hash=token_hash)


def by_id(slug: str, response_id: int, *, to_save: bool = False) -> Response | None:
    """A response of this round. Whoever asks for it must be checked: `writes_as`, or the team of a shared one."""
    return _one(_BY_ID, to_save=to_save, slug=slug, id=response_id)


def own(slug: str, response_id: int, person: Person) -> Response | None:
    """A response that `person` may write in without its code: their own, their team's, or one that staff enter."""
    found = by_id(slug, response_id)
    return found if found is not None and writes_as(found, person) is not None else None


def _one(query: sa.Select[Response], *, to_save: bool, **wanted: Any) -> Response | None:
    return db.session.scalars(query.with_for_update(of=Response) if to_save else query, wanted).one_or_none()


def writes_as(response: Response, person: Person) -> Actor | None:
    """As whom `person` writes in a response without showing its code; None when they may not."""
    if response.is_shared:
        me = rooms.team_of(response).me(person)
        return actor(me, person) if me else None
    if response.person_id == person.id and person.active:
        return Respondent(response.id, person.id)
    return person if Role.RESPONDENT in roles_of(person, response) else None


def of_person(person: Person, round_: Round) -> list[Response]:
    """What this person has started, or writes with colleagues, in this round, the newest first."""
    return list(
        db.session.scalars(
            sa.select(Response).where(_is_of(person), Response.round_id == round_.id).order_by(Response.id.desc())
        )
    )


def ids_of_person(person: Person, slug: str) -> list[int]:
    """The same by the round's address, only as numbers."""
    return list(
        db.session.scalars(sa.select(Response.id).join(Response.round).where(_is_of(person), Round.slug == slug))
    )


def _is_of(person: Person) -> sa.ColumnElement[bool]:
    mine = Colleague.person_id == person.id, Colleague.state == ColleagueState.JOINED
    return sa.or_(
        sa.and_(Response.person_id == person.id, Response.is_shared.is_(False)),
        sa.exists().where(Room.response_id == Response.id, Colleague.room_id == Room.id, *mine),
    )


def view_in(response: Response, place: str) -> View | None:
    """What the response says in one place so far."""
    return db.session.scalars(_VIEW, {"id": response.id, "place": place}).one_or_none()


def views_of(response: Response) -> dict[str, View]:
    """Everything the response says so far, by place, in the order in which it was begun."""
    said = sa.select(View).where(View.response_id == response.id).order_by(View.id)
    return {view.place: view for view in db.session.scalars(said)}


def intention_ids(response: Response) -> dict[str, int]:
    """The intentions of the response's round, by reference."""
    rows = db.session.execute(sa.select(Intention.ref, Intention.id).where(Intention.round_id == response.round_id))
    return {row.ref: row.id for row in rows}


# --- by those who work on it ------------------------------------------------------------------------------------------


def get(round_: Round, response_id: int, *, seen_by: Person) -> Response:
    """An identified response that was sent, with all it says, or NoResultFound."""
    return db.session.scalars(
        sa.select(Response)
        .where(
            Response.id == response_id,
            Response.round_id == round_.id,
            Response.state != ResponseState.DRAFT,
            responses_seen_by(seen_by),
        )
        .join(Response.edition)
        .options(contains_eager(Response.edition), joinedload(Response.original), joinedload(Response.entered_by))
        .options(selectinload(Response.views), selectinload(Response.points))
    ).one()


def being_entered(*, seen_by: Person) -> list[Response]:
    """Responses that staff have begun to enter for somebody and not sent."""
    return list(
        db.session.scalars(
            sa.select(Response)
            .where(
                Response.entered_by_id.is_not(None),
                Response.state == ResponseState.DRAFT,
                responses_seen_by(seen_by),
            )
            .order_by(Response.id.desc())
            .options(selectinload(Response.round))
        )
    )


# --- facts ------------------------------------------------------------------------------------------------------------


@facts_of(Response)
def facts(response: Response, by: Actor | None) -> dict[str, Any]:
    """What the guards of a response need to know."""
    return {
        **deadline(response),
        "round_is_open": is_open(response.round),
        "says_something": says_something(response),
        **(rooms.may_certify(response, by) if response.is_shared else {}),
    }


def facts_to_save(response: Response) -> dict[str, Any]:
    """The few facts that saving needs: it happens at every question, so it asks the database for no more."""
    known: dict[str, Any] = {"round_is_open": is_open(response.round)}
    if response.state is ResponseState.CHANGING:
        known |= {"now": clock.now(), **deadline(response)}
    return known


def deadline(response: Response) -> dict[str, Any]:
    """The last day for this response, which may be its own."""
    closes = response.closes
    return {"closes": closes, "closes_on": day(closes)}


def is_open(round_: Round) -> bool:
    """Whether the round takes responses: from consulting until it is closed, late ones included (domain §4)."""
    return round_.state in TAKES_RESPONSES


def is_past_its_day(response: Response) -> bool:
    """Whether this response is late when it is sent now."""
    return response.closes is not None and passed(response.closes, clock.now())


def has_closed(round_: Round) -> bool:
    """Whether what is sent now is late, for whoever has not been given longer."""
    closes = round_.day("feedback_closes")
    return closes is not None and passed(closes, clock.now())


def says_something(response: Response) -> bool:
    """Whether anything at all is answered; "no view" is an answer."""
    said = sa.or_(View.stance.is_not(None), View.comment != "", View.evidence != "", View.wording != "")
    return bool(db.session.scalar(sa.select(sa.exists().where(View.response_id == response.id, said))))
