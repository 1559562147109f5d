"""Finding people, and saying what they do."""

import json
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from app import permissions
from app.extensions import db
from app.models import Appointment, Assignment, Organisation, OrganisationKind, Person, Round, Setting
from app.perform import facts_of
from workflows.person import PersonState
from workflows.roles import Role

REQUIRES_SECOND_FACTOR = "second factor required"
"""The setting that lists the roles whose holders sign in with a code as well."""
WITH_PARTS = joinedload(Person.appointments)
"""A person with their organisation and parts in one query; the providers they work with are asked for when needed."""
BY_SESSION_KEY = (
    sa.select(Person, sa.cast(Setting.value, sa.String))
    .outerjoin(Setting, Setting.name == REQUIRES_SECOND_FACTOR)
    .where(Person.fs_uniquifier == sa.bindparam("key"), Person.active.is_(True))
    .options(WITH_PARTS)
)
"""Asked for each page, so it is written once."""


@facts_of(Person)
def facts(person: Person) -> dict[str, Any]:
    """What the guards of an account need to know."""
    parts = permissions.parts(person)
    return {
        "ends_administration": Role.ADMINISTRATOR in parts and is_last_administrator(person),
        "is_negotiator": Role.COMMISSIONER_NEGOTIATOR in parts,
    }


def by_session_key(key: str) -> tuple[Person, set[str]] | None:
    """Whoever a session belongs to, and the roles whose holders need a second factor, all in one query.

    None once they are deactivated or have a new password.
    """
    row = db.session.execute(BY_SESSION_KEY, {"key": key}).unique().one_or_none()
    return (row[0], set(json.loads(row[1] or "[]"))) if row else None


def find_by_email(email: str) -> Person | None:
    return db.session.scalars(sa.select(Person).where(Person.email == email)).one_or_none()


def get(person_id: int, *, seen_by: Person) -> Person:
    """One account, for those who manage it; NoResultFound for everyone else."""
    found = (
        sa.select(Person)
        .where(Person.id == person_id, permissions.manages_people_of(seen_by))
        .options(WITH_PARTS, selectinload(Person.assignments).joinedload(Assignment.provider))
    )
    return db.session.scalars(found).unique().one()


def every(*, seen_by: Person, words: str = "", state: str = "", organisation_id: int | None = None) -> list[Person]:
    """The people that `seen_by` may know of, by name; `words` are looked for in names, addresses and organisations."""
    found = (
        sa.select(Person)
        .join(Person.organisation)
        .where(permissions.sees_people_of(seen_by))
        .options(contains_eager(Person.organisation), selectinload(Person.appointments))
        .order_by(Person.name, Person.id)
    )
    if words:
        match = f"%{words.replace('%', '').replace('_', '')}%"
        found = found.where(sa.or_(Person.name.ilike(match), Person.email.ilike(match), Organisation.name.ilike(match)))
    if state:
        found = found.where(Person.state == state)
    if organisation_id:
        found = found.where(Person.organisation_id == organisation_id)
    return list(db.session.scalars(found))


def appointment(person: Person, appointment_id: int) -> Appointment:
    """One of a person's roles. Raises NoResultFound."""
    return db.session.scalars(
        sa.select(Appointment).where(Appointment.id == appointment_id, Appointment.person_id == person.id)
    ).one()


def standing(person: Person) -> str:
    """Where an account stands and what it waits for, as a sentence."""
    if person.state is PersonState.INVITED:
        return f"{person.name} has been invited and has to choose a password."
    if person.state is PersonState.DEACTIVATED:
        return f"{person.name} cannot sign in. Their name stays on what they did."
    if not permissions.held(person):
        return f"{person.name} can sign in, and needs a role to do anything."
    return f"{person.name} can sign in."


def manages_somebody(person: Person) -> bool:
    return bool(permissions.parts(person) & {Role.ADMINISTRATOR, Role.PROVIDER_SIGNATORY})


def providers() -> list[Organisation]:
    """Every provider, by name."""
    found = sa.select(Organisation).where(Organisation.kind == OrganisationKind.PROVIDER).order_by(Organisation.name)
    return list(db.session.scalars(found))


def organisations_for(person: Person) -> list[Organisation]:
    """The organisations that this person may invite people to."""
    found = sa.select(Organisation).order_by(Organisation.name)
    if Role.ADMINISTRATOR not in permissions.parts(person):
        found = found.where(Organisation.id == person.organisation_id)
    return list(db.session.scalars(found))


def roles_open_to(organisation: Organisation) -> list[Role]:
    """The roles that people of this organisation can be given: the ethical wall, in the list one chooses from."""
    return [role for role in Role if role not in NEVER_GIVEN and permissions.may_hold(role, organisation)]


NEVER_GIVEN = {Role.RESPONDENT, Role.SYSTEM}


def holds(person: Person, role: Role, round_: Round | None) -> bool:
    """Whether `person` holds this very role already, for the same round or for the whole service."""
    round_id = round_.id if round_ else None
    return any(a.role is role and a.round_id == round_id for a in permissions.held(person))


def is_known_to(person: Person, *, seen_by: Person) -> bool:
    """Whether `seen_by` may know that this account exists."""
    found = sa.select(Person.id).join(Person.organisation).where(Person.id == person.id)
    return db.session.scalar(found.where(permissions.sees_people_of(seen_by))) is not None


def administrators() -> list[Person]:
    """Everyone who looks after all accounts."""
    return list(db.session.scalars(sa.select(Person).where(Person.id.in_(_administrators())).order_by(Person.id)))


def has_administrator() -> bool:
    return bool(_administrators())


def is_last_administrator(person: Person) -> bool:
    return _administrators() == {person.id}


def _administrators() -> set[int]:
    return set(
        db.session.scalars(
            sa.select(Appointment.person_id)
            .join(Person, Person.id == Appointment.person_id)
            .where(Appointment.role == Role.ADMINISTRATOR, Appointment.ended_at.is_(None), Person.active.is_(True))
        )
    )


def role_in_words(role: Role, round_: Round | None) -> str:
    return f"{role}, for {round_.title}" if round_ else str(role)


def round_of(appointment: Appointment) -> Round | None:
    return db.session.get(Round, appointment.round_id) if appointment.round_id else None


def roles_in_words(person: Person) -> list[dict[str, Any]]:
    """The roles that somebody holds now, each with what it is held for."""
    held = permissions.held(person)
    rounds = _titles({a.round_id for a in held if a.round_id})
    return [
        {"id": a.id, "role": str(a.role), "for": rounds.get(a.round_id or 0, "the whole service"), "since": a.given_at}
        for a in held
    ]


def _titles(ids: set[int]) -> dict[int, str]:
    if not ids:
        return {}
    found = db.session.execute(sa.select(Round.id, Round.title).where(Round.id.in_(ids)))
    return {one.id: one.title for one in found}
