"""The whole permission policy: who plays which part for what, and what each may see. Deny by default.

What each part may *do* is in the tables of `workflows/`. What may be *seen* is here, as predicates that the queries
apply (domain §2, "Reading rights"). The ethical wall: provider roles count only for one's own provider, commissioner
roles only for the commissioner's own staff, so nobody stands on both sides.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Protocol

import sqlalchemy as sa

from app.models import (
    Action,
    ActionOrigin,
    Agreement,
    Appointment,
    BulkChange,
    Dispute,
    Export,
    Organisation,
    OrganisationKind,
    Person,
    Point,
    Response,
    Return,
)
from workflows.agreement import SIGNED_STATES, AgreementState, Side
from workflows.return_ import SENT
from workflows.roles import COMMISSIONER_ROLES, PROVIDER_ROLES, Role


class System:
    """Time itself, as the actor of moves that nobody makes."""

    id = None
    name = "The system"


SYSTEM: Final = System()


@dataclass(frozen=True)
class Respondent:
    """Whoever shows a response's receipt code, or whose response it is; `id` is the person's, when they signed in.

    Only make one for a response whose code, or whose person, has been checked.
    """

    response_id: int
    id: int | None = None
    name: ClassVar[str] = "The respondent"


Actor = Person | System | Respondent


class Subject(Protocol):
    """Anything done to: it belongs to a round; agreements and returns also to a provider."""

    @property
    def round_id(self) -> int | None: ...


SEES_ALL_AGREEMENTS = {Role.COMMISSIONER_SIGNATORY, Role.ROUND_MANAGER}
SHARES_NOTES = PROVIDER_ROLES | SEES_ALL_AGREEMENTS | {Role.COMMISSIONER_NEGOTIATOR}
"""Who sees what their own side keeps to itself: not assurers, analysts or administrators (domain §2)."""
SEES_RESPONSES = {Role.ANALYST, Role.EQUALITY_LEAD, Role.COMMISSIONER_SIGNATORY, Role.ROUND_MANAGER}
ENTERS_RESPONSES = {Role.ANALYST, Role.ROUND_MANAGER}
SEES_WORKING_PAPERS = COMMISSIONER_ROLES - {Role.ASSURER}


# --- who plays which part ----


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
    """The providers this commissioner negotiator works with."""
    return {a.provider_id for a in person.assignments}


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
    """Whether `subject` is that response, or a point of it."""
    if isinstance(subject, Point):
        return subject.response_id == response_id
    return isinstance(subject, Response) and subject.id == response_id


def _was_entered(subject: Any) -> bool:
    """Whether `subject` is a response (or a point of one) that staff entered for somebody: they act for them."""
    response = subject.response if isinstance(subject, Point) else subject
    return isinstance(response, Response) and response.entered_by_id is not None


def _rounds(person: Person, roles: Set[Role]) -> sa.ColumnElement[bool] | Any:
    """Rounds (by id) for which the person holds any of `roles`: True for all, else a set of ids."""
    mine = [a for a in playing(person) if a.role in roles]
    return True if any(a.round_id is None for a in mine) else {a.round_id for a in mine}


def _in_rounds(column: Any, person: Person, roles: Set[Role]) -> sa.ColumnElement[bool]:
    rounds = _rounds(person, roles)
    return sa.true() if rounds is True else column.in_(rounds) if rounds else sa.false()


# --- what may be seen ----


def sees_working_papers(person: Person | None, round_id: int) -> bool:
    """Unpublished intentions, dates, screening: commissioner staff with any part in the round."""
    return _plays(person, round_id, SEES_WORKING_PAPERS)


def sees_responses(person: Person | None, round_id: int) -> bool:
    """Identified responses and what they say."""
    return _plays(person, round_id, SEES_RESPONSES)


def sees_all_agreements(person: Person | None, round_id: int) -> bool:
    """Sums over every agreement of a round, signed or not: only for whoever may see each of them."""
    return _plays(person, round_id, SEES_ALL_AGREEMENTS)


def compares_providers(person: Person | None, round_id: int) -> bool:
    """One term across every provider: those outside `agreements_seen_by` only as points without a name."""
    return _plays(person, round_id, SEES_ALL_AGREEMENTS | {Role.COMMISSIONER_NEGOTIATOR})


def _plays(person: Person | None, round_id: int, roles: Set[Role]) -> bool:
    if person is None:
        return False
    rounds = _rounds(person, roles)
    return rounds is True or round_id in rounds


def agreements_seen_by(person: Person) -> sa.ColumnElement[bool]:
    """Agreements (before publication): one's own provider's once sent, assigned ones, all, or all once signed."""
    return sa.or_(
        sa.and_(Agreement.provider_id.in_(provider_ids(person) or {-1}), Agreement.state != AgreementState.DRAFTING),
        sa.and_(
            _in_rounds(Agreement.round_id, person, {Role.COMMISSIONER_NEGOTIATOR}),
            Agreement.provider_id.in_(assigned_ids(person) or {-1}),
        ),
        _in_rounds(Agreement.round_id, person, SEES_ALL_AGREEMENTS),
        sa.and_(_in_rounds(Agreement.round_id, person, {Role.ASSURER}), Agreement.state.in_(SIGNED_STATES)),
    )


def side_of_notes(person: Person, agreement: Agreement) -> Side | None:
    """The side whose notes on this agreement the person shares; None for everyone who shares no side's."""
    roles = roles_of(person, agreement) & SHARES_NOTES
    if not roles:
        return None
    return Side.PROVIDER if roles & PROVIDER_ROLES else Side.COMMISSIONER


def notes_seen_by(person: Person, side: Any) -> sa.ColumnElement[bool]:
    """What `side` (a column) keeps to itself about an agreement: to those of that side who work on it."""
    assigned = sa.and_(
        _in_rounds(Agreement.round_id, person, {Role.COMMISSIONER_NEGOTIATOR}),
        Agreement.provider_id.in_(assigned_ids(person) or {-1}),
    )
    staff = sa.or_(assigned, _in_rounds(Agreement.round_id, person, SEES_ALL_AGREEMENTS))
    return sa.or_(
        sa.and_(side == Side.PROVIDER, Agreement.provider_id.in_(provider_ids(person) or {-1})),
        sa.and_(side == Side.COMMISSIONER, staff),
    )


def responses_seen_by(person: Person) -> sa.ColumnElement[bool]:
    """Identified responses: one's own, and all to those who work on them."""
    return sa.or_(Response.person_id == person.id, _in_rounds(Response.round_id, person, SEES_RESPONSES))


def returns_seen_by(person: Person) -> sa.ColumnElement[bool]:
    """Returns and their evidence: one's own provider's, assigned ones, and all to those who assure."""
    return sa.or_(
        Return.provider_id.in_(provider_ids(person) or {-1}),
        sa.and_(
            _in_rounds(Return.round_id, person, {Role.COMMISSIONER_NEGOTIATOR}),
            Return.provider_id.in_(assigned_ids(person) or {-1}),
        ),
        _in_rounds(Return.round_id, person, SEES_ALL_AGREEMENTS | {Role.ASSURER}),
    )


def words_of_returns_seen_by(person: Person) -> sa.ColumnElement[bool]:
    """What a return says and its evidence: the provider's own until it is sent, then everyone's who sees the return."""
    return sa.or_(Return.state.in_(SENT), Return.provider_id.in_(provider_ids(person) or {-1}))


def actions_seen_by(person: Person) -> sa.ColumnElement[bool]:
    """Action plan rows: a provider's to it (once its draft is sent) and who sees its returns; equality's to staff."""
    mine = Action.provider_id.in_(provider_ids(person) or {-1})
    works_with = Action.provider_id.in_(assigned_ids(person) or {-1})
    assures = _in_rounds(Action.round_id, person, {Role.ASSURER})
    return sa.or_(
        sa.and_(mine, sa.func.coalesce(Action.agreement_id, -1).not_in(_agreements([AgreementState.DRAFTING]))),
        sa.and_(works_with, _in_rounds(Action.round_id, person, {Role.COMMISSIONER_NEGOTIATOR})),
        _in_rounds(Action.round_id, person, SEES_ALL_AGREEMENTS),
        sa.and_(assures, Action.origin == ActionOrigin.ASSURANCE),
        sa.and_(assures, Action.agreement_id.in_(_agreements(SIGNED_STATES))),
        sa.and_(Action.origin == ActionOrigin.ASSESSMENT, _in_rounds(Action.round_id, person, SEES_WORKING_PAPERS)),
    )


def disputes_seen_by(person: Person) -> sa.ColumnElement[bool]:
    """Disputes: to its own side; once it is shared, to both as they see the agreement, and to the other provider."""
    shared, mine, assigned = Dispute.shared_at.is_not(None), provider_ids(person) or {-1}, assigned_ids(person) or {-1}
    works_with = sa.and_(
        _in_rounds(Dispute.round_id, person, {Role.COMMISSIONER_NEGOTIATOR}),
        sa.or_(Dispute.provider_id.in_(assigned), Dispute.other_provider_id.in_(assigned)),
    )
    of_staff = sa.or_(works_with, _in_rounds(Dispute.round_id, person, SEES_ALL_AGREEMENTS))
    assures = _in_rounds(Dispute.round_id, person, {Role.ASSURER})
    return sa.or_(
        sa.and_(Dispute.provider_id.in_(mine), sa.or_(shared, Dispute.opened_by_side == Side.PROVIDER)),
        sa.and_(Dispute.other_provider_id.in_(mine), shared),
        sa.and_(of_staff, sa.or_(shared, Dispute.opened_by_side == Side.COMMISSIONER)),
        sa.and_(assures, shared, Dispute.agreement_id.in_(_agreements(SIGNED_STATES))),
    )


def _agreements(states: Iterable[AgreementState]) -> sa.Select[Any]:
    return sa.select(Agreement.id).where(Agreement.state.in_(states))


def bulk_changes_seen_by(person: Person) -> sa.ColumnElement[bool]:
    """Changes to many agreements at once: one's own, and all of a round to those who may see each agreement."""
    own = sa.and_(
        BulkChange.prepared_by_id == person.id,
        _in_rounds(BulkChange.round_id, person, {Role.COMMISSIONER_NEGOTIATOR, Role.ROUND_MANAGER}),
    )
    return sa.or_(own, _in_rounds(BulkChange.round_id, person, SEES_ALL_AGREEMENTS))


def exports_seen_by(person: Person) -> sa.ColumnElement[bool]:
    """Only what one asked for oneself."""
    return Export.asked_by_id == person.id


def manages_people_of(person: Person) -> sa.ColumnElement[bool]:
    """Whose accounts this person manages: everyone's to administrators, one's own provider's to signatories."""
    if Role.ADMINISTRATOR in parts(person):
        return sa.true()
    mine = {a.provider_id for a in playing(person) if a.role is Role.PROVIDER_SIGNATORY}
    return Person.organisation_id.in_(mine) if mine else sa.false()


def sees_people_of(person: Person) -> sa.ColumnElement[bool]:
    """Whose names, posts and roles this person sees: those they manage, and a provider's people one another."""
    mine = provider_ids(person)
    colleagues = Person.organisation_id.in_(mine) if mine else sa.false()
    return sa.or_(manages_people_of(person), colleagues)
