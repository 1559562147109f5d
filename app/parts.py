"""Who plays which part for what: the half of the policy that decides what people may do (the tables of `workflows/`).

The ethical wall stands here: provider roles count only for one's own provider, commissioner roles only for the
commissioner's own staff, so nobody stands on both sides. What may be seen is in app/permissions.py.
"""

from collections.abc import Set
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Protocol

import sqlalchemy as sa

from app.models import Appointment, Colleague, Organisation, OrganisationKind, Person, Point, Response, Room
from workflows.roles import PROVIDER_ROLES, Role

ENTERS_RESPONSES = {Role.ANALYST, Role.ROUND_MANAGER}


class System:
    """Time itself, as the actor of moves that nobody makes."""

    id = None
    name = "The system"


SYSTEM: Final = System()


@dataclass(frozen=True)
class Respondent:
    """Whoever shows a response's receipt code, or whose response it is; `id` is the person's, when they signed in.

    In a response that a team writes, `colleague_id` is who of them. Only make one for a response whose code, link or
    person has been checked.
    """

    response_id: int
    id: int | None = None
    colleague_id: int | None = None
    name: ClassVar[str] = "The respondent"


Actor = Person | System | Respondent


class Subject(Protocol):
    """Anything done to: it belongs to a round; agreements and returns also to a provider."""

    @property
    def round_id(self) -> int | None: ...


def roles_of(actor: Actor | None, subject: Any) -> frozenset[Role]:
    """The parts `actor` plays for `subject`: held for its round or the service, and for its provider if it has one."""
    if isinstance(actor, System):
        return frozenset({Role.SYSTEM})
    if isinstance(actor, Respondent):
        return frozenset({Role.RESPONDENT}) if _is_response_of(subject, actor.response_id) else frozenset()
    if actor is None:
        return frozenset()
    roles = frozenset(a.role for a in playing(actor) if _counts(a, actor, subject))
    return roles | {Role.RESPONDENT} if roles & ENTERS_RESPONSES and _was_entered(subject) else roles


def held(person: Person) -> list[Appointment]:
    """Appointments that have not ended and that agree with whom the person works for."""
    return [a for a in person.appointments if a.ended_at is None and _fits(a, person)]


def playing(person: Person) -> list[Appointment]:
    """Appointments that count: those held, and none of somebody who has been deactivated."""
    return held(person) if person.active else []


def parts(person: Person | None) -> frozenset[Role]:
    """Every part this person plays anywhere: what decides which pages exist for them at all."""
    return frozenset(a.role for a in playing(person)) if person is not None else frozenset()


def provider_ids(person: Person) -> set[int]:
    """The providers this person plays a provider's part for."""
    return {a.provider_id for a in playing(person) if a.provider_id is not None}


def assigned_ids(person: Person) -> set[int]:
    """The providers this person works with as a commissioner negotiator; not asked for where they are none."""
    negotiates = Role.COMMISSIONER_NEGOTIATOR in parts(person)
    return {a.provider_id for a in person.assignments} if negotiates else set()


def may_hold(role: Role, organisation: Organisation) -> bool:
    """Whether staff of `organisation` may be given `role`: the ethical wall, where roles are given."""
    if role in PROVIDER_ROLES:
        return organisation.kind is OrganisationKind.PROVIDER
    return organisation.kind is OrganisationKind.COMMISSIONER


def _fits(appointment: Appointment, person: Person) -> bool:
    if appointment.role in PROVIDER_ROLES and appointment.provider_id != person.organisation_id:
        return False
    return may_hold(appointment.role, person.organisation)


def _counts(appointment: Appointment, person: Person, subject: Any) -> bool:
    if appointment.round_id is not None and appointment.round_id != subject.round_id:
        return False
    providers = _providers_of(subject)
    if appointment.role in PROVIDER_ROLES:
        return appointment.provider_id in providers
    if appointment.role is Role.COMMISSIONER_NEGOTIATOR and providers:
        return bool(providers & assigned_ids(person))
    return True


def _providers_of(subject: Any) -> set[int]:
    """The provider it is about; a dispute between two providers is about both."""
    both = (getattr(subject, "provider_id", None), getattr(subject, "other_provider_id", None))
    return {one for one in both if one is not None}


def _is_response_of(subject: Any, response_id: int) -> bool:
    """Whether `subject` is that response, or belongs to it: a point, the room it is written in, a colleague there."""
    if isinstance(subject, Point | Room | Colleague):
        return subject.response_id == response_id
    return isinstance(subject, Response) and subject.id == response_id


def _was_entered(subject: Any) -> bool:
    """Whether `subject` is a response (or a point of one) that staff entered for somebody: they act for them."""
    response = subject.response if isinstance(subject, Point) else subject
    return isinstance(response, Response) and response.entered_by_id is not None


def rounds_of(person: Person, roles: Set[Role]) -> sa.ColumnElement[bool] | Any:
    """Rounds (by id) for which the person holds any of `roles`: True for all, else a set of ids."""
    mine = [a for a in playing(person) if a.role in roles]
    return True if any(a.round_id is None for a in mine) else {a.round_id for a in mine}


def in_rounds(column: Any, person: Person, roles: Set[Role]) -> sa.ColumnElement[bool]:
    rounds = rounds_of(person, roles)
    return sa.true() if rounds is True else column.in_(rounds) if rounds else sa.false()
