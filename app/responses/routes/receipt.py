"""The response that this browser holds: by its receipt code, by a colleague's personal link, or by who signed in."""

from dataclasses import dataclass

from flask import current_app, g, request, session

from app import guesses
from app.models import Colleague, Response
from app.permissions import Actor
from app.responses import codes, queries
from app.responses.commands import respondent
from app.rooms import queries as rooms
from app.rooms.team import Team, actor, fingerprint

CODES = "receipts"
OWN = "own responses"
LINKS = "personal links"


@dataclass(frozen=True)
class Writing:
    """A response, as whom it is written in, and its code where this browser knows it.

    Where a team writes it, also the team and which colleague this is.
    """

    response: Response
    by: Actor
    code: str = ""
    team: Team | None = None
    me: Colleague | None = None


class NoReceipt(Exception):
    """This browser holds no response in this round (any more)."""


def hold(slug: str, code: str) -> None:
    """Remember a receipt code in this browser only."""
    let_go(slug)
    session[CODES] = {**session.get(CODES, {}), slug: code}


def hold_own(slug: str, response: Response) -> None:
    """Remember which response a signed-in person chose to write in; who they are is checked each time."""
    let_go(slug)
    session[OWN] = {**session.get(OWN, {}), slug: response.id}


def hold_link(slug: str, token: str) -> None:
    """Remember a colleague's personal link in this browser only."""
    let_go(slug)
    session[LINKS] = {**session.get(LINKS, {}), slug: token}


def let_go(slug: str) -> None:
    """Forget the round's response in this browser."""
    for kind in (CODES, OWN, LINKS):
        _drop(kind, slug)


def found(slug: str, *, to_save: bool = False) -> Writing | None:
    """What this browser holds in this round; None when nothing."""
    if code := session.get(CODES, {}).get(slug):
        return writing(queries.by_fingerprint(slug, codes.fingerprint(code), to_save=to_save), code=code)
    if token := session.get(LINKS, {}).get(slug):
        token_hash = fingerprint(token)
        return writing(queries.by_link(slug, token_hash, to_save=to_save), token_hash=token_hash)
    if g.person is not None and (response_id := session.get(OWN, {}).get(slug)):
        return writing(queries.by_id(slug, response_id, to_save=to_save))
    return None


def writing(response: Response | None, *, code: str = "", token_hash: str = "") -> Writing | None:
    """A response with whoever asks for it: None when there is none, or they may not write in it."""
    if response is None:
        return None
    if response.is_shared:
        team = rooms.team_of(response)
        me = team.me(g.person, token_hash=token_hash, by_code=bool(code))
        return Writing(response, actor(me, g.person), code, team, me) if me else None
    by = _as_whom(response) if code else queries.writes_as(response, g.person) if g.person is not None else None
    return Writing(response, by, code) if by else None


def required(slug: str, *, to_save: bool = False) -> Writing:
    """What this browser holds in this round. Raises NoReceipt."""
    held = found(slug, to_save=to_save) or _only_one(slug, to_save=to_save)
    if held is None:
        raise NoReceipt
    return held


def _only_one(slug: str, *, to_save: bool) -> Writing | None:
    """The one response of this round that a person who signed in (again) writes in; None when there are several."""
    mine = queries.ids_of_person(g.person, slug) if g.person is not None else []
    if len(mine) != 1:
        return None
    held = writing(queries.by_id(slug, mine[0], to_save=to_save))
    if held is not None:
        hold_own(slug, held.response)
    return held


def by_code(slug: str, typed: str) -> tuple[Writing | None, int]:
    """The response with the code (or personal link) that was typed, held from now on; or the seconds to wait.

    What is wrong with a code is never said.
    """
    origin = guesses.source(guesses.RECEIPT_CODES, request.remote_addr or "", current_app.config["SECRET_KEY"])
    if wait := guesses.seconds_to_wait(origin):
        return None, wait
    response = queries.by_fingerprint(slug, codes.fingerprint(typed), to_save=True)
    if response is None and (linked := _by_link(slug, typed)) is not None:
        guesses.was_right(origin)
        return linked, 0
    if response is None:
        guesses.was_wrong(guesses.RECEIPT_CODES, origin)
        return None, 0
    guesses.was_right(origin)
    hold(slug, codes.tidy(typed))
    return writing(response, code=codes.tidy(typed)), 0


def _by_link(slug: str, typed: str) -> Writing | None:
    """A colleague's personal link, or the end of it, typed where a code is asked for."""
    token = typed.strip().rpartition("/")[2]
    token_hash = fingerprint(token)
    linked = writing(queries.by_link(slug, token_hash, to_save=True), token_hash=token_hash)
    if linked is not None:
        hold_link(slug, token)
    return linked


def _as_whom(response: Response) -> Actor:
    """Staff act in their own name in what staff entered; everyone else as the respondent."""
    mine = queries.writes_as(response, g.person) if g.person is not None else None
    return mine or respondent(response, known=False)


def _drop(kind: str, slug: str) -> None:
    if slug in session.get(kind, {}):
        session[kind] = {other: value for other, value in session[kind].items() if other != slug}
