"""The response that this browser holds: by its receipt code, or because the person signed in may write in it."""

from dataclasses import dataclass

from flask import current_app, g, request, session

from app import guesses
from app.models import Response
from app.permissions import Actor
from app.responses import codes, queries
from app.responses.commands import respondent

CODES = "receipts"
OWN = "own responses"


@dataclass(frozen=True)
class Writing:
    """A response, as whom it is written in, and its code where this browser knows it."""

    response: Response
    by: Actor
    code: str = ""


class NoReceipt(Exception):
    """This browser holds no response in this round (any more)."""


def hold(slug: str, code: str) -> None:
    """Remember a receipt code in this browser only."""
    session[CODES] = {**session.get(CODES, {}), slug: code}
    _drop(OWN, slug)


def hold_own(slug: str, response: Response) -> None:
    """Remember which response a signed-in person chose to write in; who they are is checked each time."""
    session[OWN] = {**session.get(OWN, {}), slug: response.id}
    _drop(CODES, slug)


def let_go(slug: str) -> None:
    """Forget the round's response in this browser."""
    _drop(CODES, slug)
    _drop(OWN, slug)


def found(slug: str, *, to_save: bool = False) -> Writing | None:
    """What this browser holds in this round; None when nothing."""
    if code := session.get(CODES, {}).get(slug):
        response = queries.by_fingerprint(slug, codes.fingerprint(code), to_save=to_save)
        return Writing(response, _as_whom(response), code) if response else None
    if g.person is not None and (response_id := session.get(OWN, {}).get(slug)):
        response = queries.own(slug, response_id, g.person, to_save=to_save)
        by = queries.writes_as(response, g.person) if response else None
        return Writing(response, by) if response and by else None
    return None


def required(slug: str, *, to_save: bool = False) -> Writing:
    """What this browser holds in this round. Raises NoReceipt."""
    writing = found(slug, to_save=to_save)
    if writing is None:
        raise NoReceipt
    return writing


def by_code(slug: str, typed: str) -> tuple[Writing | None, int]:
    """The response with the code that was typed, or the seconds to wait: what is wrong with a code is never said."""
    origin = guesses.source(guesses.RECEIPT_CODES, request.remote_addr or "", current_app.config["SECRET_KEY"])
    if wait := guesses.seconds_to_wait(origin):
        return None, wait
    response = queries.by_fingerprint(slug, codes.fingerprint(typed), to_save=True)
    if response is None:
        guesses.was_wrong(guesses.RECEIPT_CODES, origin)
        return None, 0
    guesses.was_right(origin)
    return Writing(response, _as_whom(response), codes.tidy(typed)), 0


def _as_whom(response: Response) -> Actor:
    """Staff act in their own name in what staff entered; everyone else as the respondent."""
    mine = queries.writes_as(response, g.person) if g.person is not None else None
    return mine or respondent(response, known=False)


def _drop(kind: str, slug: str) -> None:
    if slug in session.get(kind, {}):
        session[kind] = {other: value for other, value in session[kind].items() if other != slug}
