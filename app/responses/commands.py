"""What can be done with a response: start, save, send, change."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from app import chain, clock
from app.extensions import db
from app.languages import _, speaking
from app.languages.letters import about
from app.mail import post
from app.models import Invitee, OrganisationKind, Person, Response, Round, Upload, View
from app.perform import ensure, perform
from app.permissions import Actor, Respondent, roles_of
from app.responses import codes, queries
from app.responses.points import make_points
from app.stakeholders.ties import tie
from app.wording import moment
from workflows.deadline import days_late, end_of
from workflows.engine import Refused
from workflows.response import Permission, Stance

ABOUT = {
    "name", "email", "capacity", "organisation_name", "organisation_kind", "speaks_for", "nation", "area",
    "language", "permission",
}  # fmt: skip


def respondent(response: Response, *, known: bool = True) -> Respondent:
    """Whoever this response is from, as an actor. Only for a response whose code, or whose person, has been checked.

    Who shows only the code is not `known`: it may be a colleague of the person who started it.
    """
    return Respondent(response.id, response.person_id if known else None)


def start(
    round_: Round,
    *,
    person: Person | None = None,
    entered_by: Person | None = None,
    channel: str = "web",
    received_at: datetime | None = None,
    original: Upload | None = None,
    code: str = "",
    invitee: Invitee | None = None,
    language: str = "en",
) -> tuple[Response, str]:
    """Begin a response to the newest edition; gives it with its receipt code, which is kept nowhere.

    `language` is the one it was begun in, until they choose another. Raises Refused when the round takes no
    responses, NotAllowed when `entered_by` may not enter them for others.
    """
    if entered_by is not None:
        ensure(round_, "enter_response", entered_by)
    edition = queries.newest_edition(round_)
    if edition is None:
        raise Refused("People answer an edition, and none is published yet. Come back when consulting starts.")
    code = code or codes.new()
    response = Response(
        round=round_,
        edition=edition,
        code_hash=codes.fingerprint(code),
        started_at=clock.now(),
        channel=channel,
        language=language,
        received_at=received_at,
        original=original,
        entered_by_id=entered_by.id if entered_by else None,
        **(_about(person) if person else {}),
    )
    db.session.add(response)
    db.session.flush()
    if chain.has_entries(Response.workflow.name, response.id):  # of a response that is deleted: it keeps its number
        response.id = chain.highest_number(Response.workflow.name) + 1
        db.session.flush()
    tie(response, invitee)
    by: Actor = entered_by or respondent(response)
    ensure(response, "save", by)
    chain.created(response, by=by, action="start", fresh=True)
    return response, code


def _about(person: Person) -> dict[str, Any]:
    """What is known of somebody who signed in; they can change it."""
    known = {"person_id": person.id, "name": person.name, "email": person.email}
    if person.organisation.kind is OrganisationKind.COMMISSIONER:
        return known
    return {
        **known,
        "organisation_id": person.organisation_id,
        "capacity": "organisation",
        "organisation_name": person.organisation.name,
        "organisation_kind": str(person.organisation.kind),
    }


def save_about(response: Response, *, by: Actor, **fields: Any) -> None:
    """Keep who the respondent is and whether their words may be published. Raises TypeError for a field not asked."""
    if unknown := fields.keys() - ABOUT:
        raise TypeError(f"A response has no {', '.join(sorted(unknown))}")
    _ensure_may_save(response, by)
    if permission := fields.pop("permission", None):
        response.permission = Permission(permission)
    if fields.get("capacity") == "individual":
        fields |= {"organisation_name": "", "organisation_kind": "public", "speaks_for": ""}
        response.organisation_id = None
    for name, value in fields.items():
        setattr(response, name, value or "")
    tie(response)


def save_view(
    response: Response,
    place: str,
    *,
    by: Actor,
    stance: Stance | str | None = None,
    comment: str = "",
    evidence: str = "",
    wording: str = "",
    characteristics: Iterable[str] = (),
) -> View:
    """Keep what the response says in one place. Saving is not sending, so it is not on the timeline."""
    view = queries.view_in(response, place)
    return write_view(
        response,
        view or View(response_id=response.id, place=place),
        by=by,
        stance=stance,
        comment=comment,
        evidence=evidence,
        wording=wording,
        characteristics=characteristics,
    )


def write_view(
    response: Response,
    view: View,
    *,
    by: Actor,
    stance: Stance | str | None = None,
    comment: str = "",
    evidence: str = "",
    wording: str = "",
    characteristics: Iterable[str] = (),
) -> View:
    """The same for a view that has been looked up already, or is new: one question less for each answer saved."""
    _ensure_may_save(response, by)
    view.stance = Stance(stance) if stance else None
    view.comment, view.evidence, view.wording = comment, evidence, wording
    view.characteristics = list(characteristics)
    view.saved_at = clock.real_now()
    db.session.add(view)
    return view


def submit(response: Response, *, by: Actor) -> None:
    """Send the response: it counts from now on, each comment becomes a point, and its receipt is acknowledged."""
    perform(response, "submit", by=by)
    response.submitted_at = clock.now()
    tie(response)
    response.late_days = _days_late(response)
    make_points(response, by=by)
    if response.email:
        _acknowledge(response)


def change(response: Response, *, by: Actor) -> None:
    """Open a sent response for changes; what was sent stands until it is sent again."""
    perform(response, "change", by=by)


def _ensure_may_save(response: Response, by: Actor) -> None:
    response.workflow.check(response, "save", roles_of(by, response), **queries.facts_to_save(response))


def _days_late(response: Response) -> int:
    """Counted from its own last day, where it has been given one."""
    closes = response.closes
    came = response.received_at or clock.now()
    return days_late(closes, came) if closes else 0


def _acknowledge(response: Response) -> None:
    """Mail that it arrived, with the way back: never the code, nor what was said."""
    closes = response.closes
    late = closes is None or clock.now() >= end_of(closes)
    with speaking(response.language):
        post(
            response.email,
            "entered" if response.entered_by_id else "acknowledged",
            key=f"response {response.id} sent {response.version}",
            name=response.name,
            edition=_("edition %(number)s", number=response.edition.number),
            deadline="" if late or closes is None else moment(end_of(closes)),
            **about(response.round, response.language, f"/rounds/{response.round.slug}/respond/return"),
        )
