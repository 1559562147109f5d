"""Name a deputy for when one is away: while it lasts, the deputy works with the same providers."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app import chain, clock, permissions
from app.due import Due, offers
from app.extensions import db
from app.models import Absence, Appointment, Assignment, Person
from app.permissions import SYSTEM, Actor
from app.wording import short_day
from workflows.engine import NotAllowed, Refused, Step
from workflows.roles import Role

NEGOTIATES = (Role.COMMISSIONER_NEGOTIATOR, Role.PROVIDER_NEGOTIATOR)


# --- finding ----------------------------------------------------------------------------------------------------------


def of(person: Person) -> Absence | None:
    """The absence that this person has named a deputy for and that is not over."""
    return db.session.scalars(_going().where(Absence.person_id == person.id)).first()


def acted_for_by(person: Person) -> list[Absence]:
    """The colleagues for whom this person acts now."""
    return list(db.session.scalars(_going().where(Absence.deputy_id == person.id, Absence.begun_at.is_not(None))))


def possible_deputies(person: Person) -> list[Person]:
    """Colleagues of the same organisation who negotiate too, by name: for the same rounds is theirs to see to."""
    negotiates = sa.select(Appointment.person_id).where(
        Appointment.role.in_(NEGOTIATES), Appointment.ended_at.is_(None)
    )
    found = (
        sa.select(Person)
        .where(Person.organisation_id == person.organisation_id, Person.active.is_(True), Person.id != person.id)
        .where(Person.id.in_(negotiates))
        .order_by(Person.name, Person.id)
    )
    return list(db.session.scalars(found))


def _going() -> sa.Select[Absence]:
    named = joinedload(Absence.deputy), joinedload(Absence.person)
    return sa.select(Absence).where(Absence.ended_at.is_(None)).options(*named).order_by(Absence.first_day)


# --- naming -----------------------------------------------------------------------------------------------------------


def name_deputy(person: Person, deputy: Person, *, first_day: date, last_day: date) -> Absence:
    """Have a colleague act for `person` from one day to another, both included.

    Raises NotAllowed for who does not negotiate, and Refused for days that are over, a deputy who does not negotiate
    here, or a second absence at once.
    """
    if not permissions.parts(person) & set(NEGOTIATES):
        raise NotAllowed("Deputies are for negotiators: other parts are played by everyone who holds them.")
    if of(person) is not None:
        raise Refused("You have named a deputy already. Say that you are back first.")
    if deputy.id not in {one.id for one in possible_deputies(person)}:
        raise Refused("Choose a colleague who negotiates too.")
    if last_day < first_day or last_day < clock.today():
        raise Refused("Enter a last day that is not before the first, nor over already.")
    absence = Absence(person_id=person.id, deputy_id=deputy.id, first_day=first_day, last_day=last_day)
    db.session.add(absence)
    db.session.flush()
    what = f"{deputy.name}, {short_day(first_day)} to {short_day(last_day)}"
    _tell(person, "name_deputy", by=person, what=what)
    if first_day <= clock.today():
        begin(absence, by=person)
    return absence


def come_back(absence: Absence, *, by: Person) -> None:
    """End one's own absence early. Raises NotAllowed for anybody else's."""
    if absence.person_id != by.id:
        raise NotAllowed("Only who is away says that they are back.")
    end(absence, by=by)


def begin(absence: Absence, *, by: Actor) -> None:
    """Let the deputy work with the providers that they don't work with already."""
    _lend(absence)
    absence.begun_at = clock.now()
    _tell(absence.deputy, "act_for", by=by, what=absence.person.name)


def end(absence: Absence, *, by: Actor) -> None:
    """Take back what the deputy had only for the absence; what they have for another colleague's too stays."""
    absence.ended_at = clock.now()
    if absence.begun_at is not None:
        for assignment in [one for one in absence.deputy.assignments if one.absence_id == absence.id]:
            absence.deputy.assignments.remove(assignment)
            db.session.delete(assignment)
        db.session.flush()
        for other in acted_for_by(absence.deputy):
            _lend(other)
        _tell(absence.deputy, "act_no_longer_for", by=by, what=absence.person.name)
    db.session.flush()


def _lend(absence: Absence) -> None:
    """Only what is the absent person's own: what they do for others as a deputy ends with those others' absence."""
    own = {one.provider_id for one in absence.person.assignments if one.absence_id is None}
    for provider_id in sorted(own - permissions.assigned_ids(absence.deputy)):
        assignment = Assignment(person_id=absence.deputy_id, provider_id=provider_id, absence_id=absence.id)
        absence.deputy.assignments.append(assignment)


def _tell(person: Person, action: str, *, by: Actor, what: str) -> None:
    """Accounts keep their own timeline: being deputy leaves them in the state that they are in."""
    chain.append(person, Step(action, person.state, person.state), by=by, what=what)


@offers
def due() -> Iterator[Due]:
    """Absences that begin, and those that are over."""
    today = clock.today()
    for absence in db.session.scalars(_going().where(Absence.first_day <= today)):
        if absence.begun_at is None and absence.last_day >= today:
            words = f"{absence.deputy.name} acts for {absence.person.name} from {absence.first_day}"
            yield Due(absence.first_day, partial(begin, absence, by=SYSTEM), words)
        elif absence.last_day < today:
            words = f"{absence.person.name} is back after {absence.last_day}"
            yield Due(absence.last_day + timedelta(days=1), partial(end, absence, by=SYSTEM), words)
