"""The whole permission policy: who plays which part for what (app/parts.py), and what each may see. Deny by default.

What each part may *do* is in the tables of `workflows/`. What may be *seen* is here, as predicates that the queries
apply (domain §2, "Reading rights").
"""

from collections.abc import Iterable, Set
from typing import Any

import sqlalchemy as sa

from app.models import (
    Action,
    ActionOrigin,
    Agreement,
    BulkChange,
    Dispute,
    Export,
    Person,
    Response,
    Return,
)
from app.parts import (
    ENTERS_RESPONSES,
    SYSTEM,
    Actor,
    Respondent,
    Subject,
    System,
    assigned_ids,
    held,
    in_rounds,
    may_hold,
    parts,
    playing,
    provider_ids,
    roles_of,
    rounds_of,
)
from workflows.agreement import SIGNED_STATES, AgreementState, Side
from workflows.return_ import SENT
from workflows.roles import COMMISSIONER_ROLES, PROVIDER_ROLES, Role

__all__ = [
    "ENTERS_RESPONSES",
    "SEES_ALL_AGREEMENTS",
    "SEES_RESPONSES",
    "SEES_WORKING_PAPERS",
    "SHARES_NOTES",
    "SYSTEM",
    "Actor",
    "Respondent",
    "Subject",
    "System",
    "actions_seen_by",
    "agreements_seen_by",
    "assigned_ids",
    "bulk_changes_seen_by",
    "compares_providers",
    "disputes_seen_by",
    "exports_seen_by",
    "held",
    "imports_seen_by",
    "manages_people_of",
    "may_hold",
    "notes_seen_by",
    "parts",
    "playing",
    "provider_ids",
    "responses_seen_by",
    "returns_seen_by",
    "roles_of",
    "sees_all_agreements",
    "sees_people_of",
    "sees_responses",
    "sees_working_papers",
    "side_of_notes",
    "words_of_returns_seen_by",
]

SEES_ALL_AGREEMENTS = {Role.COMMISSIONER_SIGNATORY, Role.ROUND_MANAGER}
SHARES_NOTES = PROVIDER_ROLES | SEES_ALL_AGREEMENTS | {Role.COMMISSIONER_NEGOTIATOR}
"""Who sees what their own side keeps to itself: not assurers, analysts or administrators (domain §2)."""
SEES_RESPONSES = {Role.ANALYST, Role.EQUALITY_LEAD, Role.COMMISSIONER_SIGNATORY, Role.ROUND_MANAGER}
SEES_WORKING_PAPERS = COMMISSIONER_ROLES - {Role.ASSURER}


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
    rounds = rounds_of(person, roles)
    return rounds is True or round_id in rounds


def agreements_seen_by(person: Person) -> sa.ColumnElement[bool]:
    """Agreements (before publication): one's own provider's once sent, assigned ones, all, or all once signed."""
    return sa.or_(
        sa.and_(Agreement.provider_id.in_(provider_ids(person) or {-1}), Agreement.state != AgreementState.DRAFTING),
        sa.and_(
            in_rounds(Agreement.round_id, person, {Role.COMMISSIONER_NEGOTIATOR}),
            Agreement.provider_id.in_(assigned_ids(person) or {-1}),
        ),
        in_rounds(Agreement.round_id, person, SEES_ALL_AGREEMENTS),
        sa.and_(in_rounds(Agreement.round_id, person, {Role.ASSURER}), Agreement.state.in_(SIGNED_STATES)),
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
        in_rounds(Agreement.round_id, person, {Role.COMMISSIONER_NEGOTIATOR}),
        Agreement.provider_id.in_(assigned_ids(person) or {-1}),
    )
    staff = sa.or_(assigned, in_rounds(Agreement.round_id, person, SEES_ALL_AGREEMENTS))
    return sa.or_(
        sa.and_(side == Side.PROVIDER, Agreement.provider_id.in_(provider_ids(person) or {-1})),
        sa.and_(side == Side.COMMISSIONER, staff),
    )


def responses_seen_by(person: Person) -> sa.ColumnElement[bool]:
    """Identified responses: one's own, and all to those who work on them."""
    return sa.or_(Response.person_id == person.id, in_rounds(Response.round_id, person, SEES_RESPONSES))


def imports_seen_by(person: Person, round_id: Any) -> sa.ColumnElement[bool]:
    """Files of answers and letters, before they are responses: to those who enter responses in their round."""
    return in_rounds(round_id, person, ENTERS_RESPONSES)


def returns_seen_by(person: Person) -> sa.ColumnElement[bool]:
    """Returns and their evidence: one's own provider's, assigned ones, and all to those who assure."""
    return sa.or_(
        Return.provider_id.in_(provider_ids(person) or {-1}),
        sa.and_(
            in_rounds(Return.round_id, person, {Role.COMMISSIONER_NEGOTIATOR}),
            Return.provider_id.in_(assigned_ids(person) or {-1}),
        ),
        in_rounds(Return.round_id, person, SEES_ALL_AGREEMENTS | {Role.ASSURER}),
    )


def words_of_returns_seen_by(person: Person) -> sa.ColumnElement[bool]:
    """What a return says and its evidence: the provider's own until it is sent, then everyone's who sees the return."""
    return sa.or_(Return.state.in_(SENT), Return.provider_id.in_(provider_ids(person) or {-1}))


def actions_seen_by(person: Person) -> sa.ColumnElement[bool]:
    """Action plan rows: a provider's to it (once its draft is sent) and who sees its returns; equality's to staff."""
    mine = Action.provider_id.in_(provider_ids(person) or {-1})
    works_with = Action.provider_id.in_(assigned_ids(person) or {-1})
    assures = in_rounds(Action.round_id, person, {Role.ASSURER})
    return sa.or_(
        sa.and_(mine, sa.func.coalesce(Action.agreement_id, -1).not_in(_agreements([AgreementState.DRAFTING]))),
        sa.and_(works_with, in_rounds(Action.round_id, person, {Role.COMMISSIONER_NEGOTIATOR})),
        in_rounds(Action.round_id, person, SEES_ALL_AGREEMENTS),
        sa.and_(assures, Action.origin == ActionOrigin.ASSURANCE),
        sa.and_(assures, Action.agreement_id.in_(_agreements(SIGNED_STATES))),
        sa.and_(Action.origin == ActionOrigin.ASSESSMENT, in_rounds(Action.round_id, person, SEES_WORKING_PAPERS)),
    )


def disputes_seen_by(person: Person) -> sa.ColumnElement[bool]:
    """Disputes: to its own side; once it is shared, to both as they see the agreement, and to the other provider."""
    shared, mine, assigned = Dispute.shared_at.is_not(None), provider_ids(person) or {-1}, assigned_ids(person) or {-1}
    works_with = sa.and_(
        in_rounds(Dispute.round_id, person, {Role.COMMISSIONER_NEGOTIATOR}),
        sa.or_(Dispute.provider_id.in_(assigned), Dispute.other_provider_id.in_(assigned)),
    )
    of_staff = sa.or_(works_with, in_rounds(Dispute.round_id, person, SEES_ALL_AGREEMENTS))
    assures = in_rounds(Dispute.round_id, person, {Role.ASSURER})
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
        in_rounds(BulkChange.round_id, person, {Role.COMMISSIONER_NEGOTIATOR, Role.ROUND_MANAGER}),
    )
    return sa.or_(own, in_rounds(BulkChange.round_id, person, SEES_ALL_AGREEMENTS))


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
