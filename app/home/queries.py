"""What waits for a person, since when and by when: one query for each kind of thing, whatever the number of rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from app import clock, permissions
from app.agreements.moves import whose_move
from app.answers import waiting as points
from app.coding import sampled as samples
from app.disputes import waiting as disputes
from app.extensions import db
from app.models import Agreement, Assessment, Organisation, Person, Return, Round, Screening
from app.notices import waiting as notices
from app.playbooks import queries as playbooks
from app.remarks import queries as remarks
from app.reports import outlook as reports
from app.rooms import waiting as rooms
from app.rounds.glance import SOON
from app.rounds.outlook import outlook
from app.wording import action, plural, short_day
from workflows.agreement import AgreementState, Side
from workflows.assessment import AssessmentState
from workflows.return_ import ReturnState
from workflows.roles import PROVIDER_ROLES, Role
from workflows.round import RoundState
from workflows.screening import ScreeningState
from workflows.waiting import waiting

NEGOTIATED = (AgreementState.DRAFTING, AgreementState.WITH_PROVIDER, AgreementState.WITH_COMMISSIONER)
CONCLUDED = (AgreementState.AGREED, AgreementState.APPROVED)
OF_THE_ROUND = ("consult", "close_feedback", "publish_final", "negotiate", "close")
MOVE_ON = "Nothing holds it up: it waits for you to do it."


@dataclass(frozen=True)
class Item:
    """One thing that waits for this person, and the one press that takes them to it."""

    title: str
    href: str
    sentence: str
    since: datetime | None
    by: date | None


def waiting_for(person: Person, current: Round | None) -> list[Item]:
    """Everything that waits for this person, what is due first on top; of moves of a round, those of the current."""
    roles = permissions.parts(person)
    items = [
        *(_agreements(person, roles) if roles & AGREEMENT_ROLES or _may_decide(roles, current) else ()),
        *(_disputes(person) if roles & AGREEMENT_ROLES else ()),
        *(Item(*wait) for wait in (notices.for_person(person) if roles & SIGNS else ())),
        *(_remarks(person) if roles & NEGOTIATES else ()),
        *(_returns(person, roles) if roles & (PROVIDER_ROLES | {Role.ASSURER}) else ()),
        *(Item(*wait) for wait in points.for_person(person, roles)),
        *(Item(*wait) for wait in samples.for_person(person, roles)),
        *(Item(*wait) for wait in (rooms.for_person(person) if _takes_responses(current) else ())),
        *(Item(*wait) for wait in reports.for_person(person, roles, current)),
        *(_round(person, current) if Role.ROUND_MANAGER in roles else ()),
        *(_equality(person, roles) if roles & {Role.EQUALITY_LEAD, Role.COMMISSIONER_SIGNATORY} else ()),
    ]
    return sorted(items, key=lambda item: (item.by or date.max, item.title))


AGREEMENT_ROLES = PROVIDER_ROLES | {Role.COMMISSIONER_NEGOTIATOR, Role.COMMISSIONER_SIGNATORY}


SIGNS = {Role.COMMISSIONER_SIGNATORY, Role.PROVIDER_SIGNATORY}
NEGOTIATES = {Role.COMMISSIONER_NEGOTIATOR, Role.PROVIDER_NEGOTIATOR}


def _agreements(person: Person, roles: frozenset[Role]) -> Iterable[Item]:
    side = Side.PROVIDER if roles & PROVIDER_ROLES else Side.COMMISSIONER
    negotiates = bool(roles & {Role.COMMISSIONER_NEGOTIATOR, Role.PROVIDER_NEGOTIATOR})
    signs = bool(roles & {Role.COMMISSIONER_SIGNATORY, Role.PROVIDER_SIGNATORY})
    states = (NEGOTIATED if negotiates else ()) + (CONCLUDED if signs else ())
    to_clear = playbooks.waits_for(person)
    found = db.session.execute(
        sa.select(Agreement, to_clear)
        .join(Agreement.provider)
        .join(Agreement.round)
        .options(contains_eager(Agreement.provider), contains_eager(Agreement.round))
        .where(permissions.agreements_seen_by(person), sa.or_(Agreement.state.in_(states), to_clear.is_not(None)))
    )
    for agreement, clearance_id in found:
        if clearance_id is not None:
            yield _clearance(agreement, clearance_id)
        if agreement.state in states and _is_theirs(agreement, side, permissions.roles_of(person, agreement)):
            yield _agreement(agreement, side)


def _takes_responses(current: Round | None) -> bool:
    """Whether responses are written now: later ones are rare, and their certifier gets a letter in any case."""
    return current is not None and current.state in (RoundState.CONSULTING, RoundState.ANSWERING)


def _may_decide(roles: frozenset[Role], current: Round | None) -> bool:
    """A round manager may be the one who lets the commissioner go beyond its range, once there is a negotiation."""
    negotiated = (RoundState.NEGOTIATING, RoundState.DELIVERING)
    return Role.ROUND_MANAGER in roles and current is not None and current.state in negotiated


def _clearance(agreement: Agreement, clearance_id: int) -> Item:
    """A colleague asks to go beyond one's own side's range."""
    title = f"Approval to go beyond the range, {agreement.provider.name}"
    href = f"/agreements/{agreement.round.slug}/{agreement.provider.code}/approvals/{clearance_id}"
    return Item(title, href, "It waits for you to approve or decline it.", None, None)


def _remarks(person: Person) -> Iterable[Item]:
    """What the other side, or a colleague, has said since one last read."""
    for round_, code, provider, count, since in remarks.unread_everywhere(seen_by=person):
        title = f"{plural(count, 'new remark')}, {provider}"
        href = f"/agreements/{round_}/{code}/discussion"
        yield Item(title, href, "It waits for you to read it, and to answer where you want to.", since, None)


def _is_theirs(agreement: Agreement, side: Side, roles: frozenset[Role]) -> bool:
    """Whether this side has the move, and this person plays the part that makes it."""
    negotiates = roles & {Role.COMMISSIONER_NEGOTIATOR, Role.PROVIDER_NEGOTIATOR}
    signs = roles & {Role.COMMISSIONER_SIGNATORY, Role.PROVIDER_SIGNATORY}
    match agreement.state:
        case AgreementState.AGREED:
            return bool(signs) and not getattr(agreement, f"{side}_approved")
        case AgreementState.APPROVED:
            return bool(signs) and not getattr(agreement, f"{side}_signed")
        case _:
            return bool(negotiates) and waiting(agreement, "").side is side


def _agreement(agreement: Agreement, side: Side) -> Item:
    name, done_by = agreement.provider.name, agreement.round.day("negotiation_done")
    title = f"Agreement for {agreement.round.slug}" if side is Side.PROVIDER else name
    by = done_by if agreement.state in NEGOTIATED else agreement.starts_on
    sentence = whose_move(agreement, name, today=clock.today(), done_by=done_by)
    href = f"/agreements/{agreement.round.slug}/{agreement.provider.code}"
    return Item(title, href, sentence, agreement.waiting_since, by)


def _round(person: Person, round_: Round | None) -> Iterable[Item]:
    """The next moves of a round that are its manager's and that nothing holds up."""
    if round_ is None:
        return
    for choice in outlook(round_, seen_by=person).choices:
        if choice.action in OF_THE_ROUND and not choice.obstacles:
            yield Item(f"{action(choice.action)}, {round_.slug}", f"/rounds/{round_.slug}", MOVE_ON, None, None)


def _disputes(person: Person) -> Iterable[Item]:
    for dispute, sentence in disputes.for_person(person):
        title = f"Dispute: {dispute.title}, {dispute.provider.name}"
        yield Item(title, f"/disputes/{dispute.id}", sentence, dispute.moved_at, dispute.due_on)


def _returns(person: Person, roles: frozenset[Role]) -> Iterable[Item]:
    assures = Role.ASSURER in roles
    states = (ReturnState.SUBMITTED,) if assures else (ReturnState.EXPECTED, ReturnState.OVERDUE)
    rows = db.session.execute(
        sa.select(
            Return.id,
            Return.title,
            Return.covers_to,
            Return.state,
            Return.due_on,
            Return.submitted_at,
            Organisation.name,
        )
        .join(Organisation, Organisation.id == Return.provider_id)
        .where(permissions.returns_seen_by(person), Return.state.in_(states))
        .where(sa.or_(Return.state != ReturnState.EXPECTED, _is_near()))
        .order_by(Return.due_on)
        .limit(50)
    )
    for id_, name, covers_to, state, due_on, submitted_at, provider in rows:
        title = f"{name} up to {short_day(covers_to)}"
        if assures:
            sentence = "It waits for you to review and rate it."
            yield Item(f"{title}, {provider}", f"/returns/{id_}", sentence, submitted_at, None)
        else:
            sentence = "It is overdue: send it now." if state is ReturnState.OVERDUE else "It waits for you to send it."
            yield Item(title, f"/returns/{id_}", sentence, None, due_on)


def _is_near() -> sa.ColumnElement[bool]:
    """Whether a return can be worked on: its period is over, or it is due within four weeks."""
    return sa.or_(Return.covers_to <= clock.today(), Return.due_on <= clock.today() + SOON)


def _equality(person: Person, roles: frozenset[Role]) -> Iterable[Item]:
    for check in _unapproved():
        approves = check.state == "submitted" and Role.COMMISSIONER_SIGNATORY in roles and check.author_id != person.id
        writes = check.state in ("drafting", "stale") and Role.EQUALITY_LEAD in roles
        if (approves or writes) and permissions.sees_working_papers(person, check.round_id):
            round_ = db.session.get_one(Round, check.round_id)
            yield Item(
                f"Equality {check.name}, {round_.slug}",
                f"/rounds/{round_.slug}/equality/{check.name}",
                "It waits for you to approve it." if approves else f"It is {check.state}: finish it and send it.",
                None,
                round_.day("final_edition"),
            )


def _unapproved() -> sa.Result[Any]:
    """Screenings and assessments that are not approved, in one question."""
    kinds = ((Screening, ScreeningState.APPROVED), (Assessment, AssessmentState.APPROVED))
    return db.session.execute(
        sa.union_all(
            *(
                sa.select(
                    sa.literal(model.workflow.name).label("name"),
                    sa.cast(model.state, sa.String).label("state"),
                    model.author_id,
                    model.round_id,
                ).where(model.state != done)
                for model, done in kinds
            )
        )
    )
