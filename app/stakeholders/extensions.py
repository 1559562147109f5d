"""Giving one respondent longer: until a day of their own, with the reason, on the timeline and told to them."""

from datetime import date

import sqlalchemy as sa

from app import clock
from app.extensions import db
from app.languages import _, speaking
from app.languages.letters import about, tongue_of
from app.mail import post
from app.models import Invitee, Response, Round
from app.perform import perform
from app.permissions import Actor
from app.responses.queries import languages_of
from app.stakeholders.personal import link_of
from app.wording import day, short_day
from workflows.engine import Refused


def extend_invitee(round_: Round, invitee: Invitee, until: date, *, reason: str, by: Actor) -> None:
    """Give somebody invited until the end of `until`; what they have begun or sent follows. Raises Refused."""
    if invitee.extended_to == until:
        return
    _ensure_it_fits(round_, until)
    perform(round_, "extend", by=by, why=reason, reason=reason, what=f"{invitee.name} until {short_day(until)}")
    invitee.extended_to = until
    tied = db.session.scalars(sa.select(Response).where(Response.invitee_id == invitee.id)).all()
    for response in tied:
        perform(response, "extend", by=by, what=f"until the end of {short_day(until)}")
        response.extended_to = until
    told = (
        {} if invitee.opted_out_at or not invitee.email else {invitee.email.casefold(): (invitee.email, invitee.name)}
    )
    for response in tied:
        if response.email:
            told.setdefault(response.email.casefold(), (response.email, response.name))
    for address, name in told.values():
        is_invitee = address.casefold() == invitee.email.casefold()
        _tell(round_, address, name, until, link_of(round_, invitee) if is_invitee else "", invitee.language)


def extend_response(response: Response, until: date, *, reason: str, by: Actor) -> None:
    """Give whoever sent a response until the end of `until` to change it. Raises Refused.

    Where it follows an invitation, that is extended.
    """
    round_ = response.round
    if response.invitee is not None:
        extend_invitee(round_, response.invitee, until, reason=reason, by=by)
        return
    if response.extended_to == until:
        return
    _ensure_it_fits(round_, until)
    perform(round_, "extend", by=by, why=reason, reason=reason, what=f"response {response.id} until {short_day(until)}")
    perform(response, "extend", by=by, what=f"until the end of {short_day(until)}")
    response.extended_to = until
    if response.email:
        _tell(round_, response.email, response.name, until)


def given(round_: Round) -> int:
    """How many have been given longer: for everyone to read, without names."""
    invited = sa.select(sa.func.count(Invitee.id)).where(
        Invitee.round_id == round_.id, Invitee.extended_to.is_not(None)
    )
    others = sa.select(sa.func.count(Response.id)).where(
        Response.round_id == round_.id, Response.extended_to.is_not(None), Response.invitee_id.is_(None)
    )
    return db.session.scalar(sa.select(invited.scalar_subquery() + others.scalar_subquery())) or 0


def _ensure_it_fits(round_: Round, until: date) -> None:
    closes, cut_off = round_.day("feedback_closes"), round_.day("answering_cut_off")
    if closes is None:
        raise Refused("Set the day on which feedback closes first: then one of them can have longer.")
    if until <= closes:
        raise Refused(f"Enter a day after {short_day(closes)}, when feedback closes for everyone.")
    if until < clock.today():
        raise Refused("Enter today or a day to come.")
    if cut_off and until > cut_off:
        raise Refused(
            f"Move the answering cut-off first: it is {short_day(cut_off)}, before they would have to answer."
        )


def _tell(round_: Round, address: str, name: str, until: date, link: str = "", listed: str = "") -> None:
    tongue = tongue_of(address, languages_of(round_), listed)
    with speaking(tongue.code):
        post(
            address,
            "longer",
            name=name or _("respondent"),
            deadline=day(until),
            **about(round_, tongue.code, link or f"/rounds/{round_.slug}/respond", is_chosen=tongue.is_chosen),
        )
