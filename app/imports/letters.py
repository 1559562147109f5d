"""What can be done with a dropped letter: keep it, enter it as a response on somebody's behalf, set it aside."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from app import clock, uploads
from app.extensions import db
from app.file_types import LARGEST
from app.imports import letter_reading
from app.imports.letter_reading import Unreadable
from app.models import DroppedLetter, Person, Response, Round
from app.perform import ensure
from app.responses import commands as responses
from app.responses import queries
from app.uploads import Brought, Rejected
from workflows.deadline import LONDON
from workflows.engine import Refused
from workflows.response import Permission


class Part(NamedTuple):
    """What a letter says of one place."""

    place: str
    stance: str
    text: str


class About(NamedTuple):
    """Who sent a letter, as staff read it."""

    name: str
    email: str
    organisation_name: str
    received: date


def drop(round_: Round, file: Brought, *, by: Person) -> DroppedLetter:
    """Keep an e-mail or letter with its words, to be entered. Raises Unreadable with what to do instead."""
    ensure(round_, "enter_response", by)
    file.stream.seek(0)
    letter = letter_reading.read(file.filename or "", file.stream.read(LARGEST + 1))
    try:
        upload = uploads.store(file, by=by)
    except Rejected as why:
        raise Unreadable(str(why)) from why
    one = DroppedLetter(
        round=round_,
        upload=upload,
        channel=letter.channel,
        sender_name=letter.name,
        sender_email=letter.email,
        subject=letter.subject,
        sent_on=letter.sent_on,
        text=letter.text,
        attached=letter.attached,
        message_id=letter.message_id,
        digest=letter.digest,
        dropped_by_id=by.id,
        dropped_at=clock.now(),
    )
    db.session.add(one)
    db.session.flush()
    return one


def enter(one: DroppedLetter, about: About, parts: Sequence[Part], *, by: Person) -> tuple[Response, str]:
    """Begin a response that says what the letter says, unsent; gives it with its receipt code.

    Permission to publish is no until staff know better. Raises Refused, as when the letter has been entered.
    """
    if one.response_id is not None:
        raise Refused("This letter has been entered already. Open its response to go on.")
    response, code = responses.start(
        one.round,
        entered_by=by,
        channel=one.channel,
        received_at=datetime.combine(about.received, time(12), LONDON),
        original=one.upload,
    )
    capacity = "organisation" if about.organisation_name else "individual"
    responses.save_about(
        response,
        by=by,
        name=about.name,
        email=about.email,
        organisation_name=about.organisation_name,
        capacity=capacity,
        permission=Permission.NO,
    )
    for part in parts:
        responses.save_view(response, part.place, by=by, stance=part.stance or None, comment=part.text)
    one.response_id, one.set_aside_at = response.id, None
    db.session.flush()
    return response, code


def set_aside(one: DroppedLetter) -> None:
    """Note that a letter is no response: a circular, or the second copy of one. It can be taken up again."""
    if one.response_id is not None:
        raise Refused("This letter has been entered already, so it can’t be set aside.")
    one.set_aside_at = None if one.set_aside_at else clock.now()


def asked(round_: Round) -> bool:
    """Whether there is an edition to answer."""
    return queries.newest_edition(round_) is not None
