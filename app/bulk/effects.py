"""What would follow from a bulk change in one agreement: checks that would fail, ranges gone beyond, price, letters."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa

from app.agreements import limits
from app.bulk.gathering import COVERS, Gathered
from app.bulk.steps import Outcome
from app.extensions import db
from app.models import Appointment, Assignment, BulkChange, Person, Round
from workflows import checks
from workflows.agreement import AgreementState, Side
from workflows.bulk import BulkKind
from workflows.clearance import Step as Leave
from workflows.roles import Role
from workflows.term import Answer

S = AgreementState


def failing(bulk: BulkChange, row: Any, outcome: Outcome, found: Gathered) -> tuple[str, ...]:
    """The checks that would newly fail, as sentences; for sending, all that fail: the provider would read them."""
    if not found.terms:
        return ()
    before = _now(row, found)
    if bulk.kind is BulkKind.SEND:
        return tuple(_failed(bulk, row, before, found))
    already = set(_failed(bulk, row, before, found))
    return tuple(one for one in _failed(bulk, row, _after(bulk, before, outcome), found) if one not in already)


def beyond(row: Any, outcome: Outcome, found: Gathered) -> tuple[str, ...]:
    """What would go beyond one's own range, and so need leave before it can be sent."""
    terms = [term for term in found.terms.get(row.id, []) if any(step.term == term.id for step in outcome.steps)]
    lines = found.lines(terms)
    if not lines:
        return ()
    changed = {step.term: step.fields for step in outcome.steps if step.do in ("edit", "offer")}
    after = [_with(term, changed.get(term.id, {})) for term in terms if term.id in changed]
    gone = limits.overstep(Leave.DRAFT, after, {}, Side.COMMISSIONER, lines, {}).beyond
    return tuple(
        f"{one.ref}: {one.value} is beyond your range ({one.range}). It needs {one.approver} before it is sent."
        for one in gone
    )


def price(bulk: BulkChange, row: Any, outcome: Outcome, found: Gathered) -> int:
    """By how much the price of the agreement would change, once it is agreed as it would then stand."""
    before = _now(row, found)
    return checks.operating_price(_after(bulk, before, outcome)) - checks.operating_price(before)


def _failed(bulk: BulkChange, row: Any, terms: list[Any], found: Gathered) -> list[str]:
    covers = bulk.kind in COVERS
    return [
        str(one)
        for one in checks.failed(
            terms,
            settlement_is_known=found.settled,
            applicable=found.applicable(row) if covers else (),
            excused=found.excused.get(row.id, ()),
            agreed_actions=found.actions.get(row.id, ()),
        )
    ]


def _now(row: Any, found: Gathered) -> list[Any]:
    """The terms with what one's own unsent offer says of them."""
    said = found.said.get(row.id, {})
    if not said:
        return list(found.terms.get(row.id, []))
    return [
        _with(term, said[term.id].after) if term.id in said and said[term.id].answer is Answer.CHANGE else term
        for term in found.terms.get(row.id, [])
    ]


def _after(bulk: BulkChange, before: list[Any], outcome: Outcome) -> list[Any]:
    changed = {step.term: step.fields for step in outcome.steps if step.do in ("edit", "offer")}
    gone = {step.term for step in outcome.steps if step.do == "remove"}
    after = [_with(t, changed[t.id]) if t.id in changed else t for t in before if t.id not in gone]
    standard = bulk.standard_term
    if standard is None:
        return after
    blank = {"id": 0, "title": standard.title, "schedule": standard.schedule, "excess_approved_by_id": None}
    added = [SimpleNamespace(**blank, ref=step.ref, **step.fields) for step in outcome.steps if step.do == "add"]
    return after + added


def _with(term: Any, fields: Mapping[str, Any]) -> Any:
    said = vars(term) if isinstance(term, SimpleNamespace) else term._mapping
    return SimpleNamespace(**{**said, "fields": {**term.fields, **fields}})


# --- letters ----------------------------------------------------------------------------------------------------------


def letters(outcome: Outcome, row: Any, people: Mapping[tuple[Role, int], int]) -> int:
    """How many letters would go about one agreement."""
    dos = [step.do for step in outcome.steps]
    theirs, ours = people.get((Role.PROVIDER_NEGOTIATOR, row.provider_id), 0), (Role.COMMISSIONER_NEGOTIATOR)
    if "remind" in dos:
        if row.state == S.WITH_PROVIDER:
            return theirs
        if row.state == S.WITH_COMMISSIONER:
            return people.get((ours, row.provider_id), 0)
        return people.get((Role.COMMISSIONER_SIGNATORY, 0), 0) + people.get(
            (Role.PROVIDER_SIGNATORY, row.provider_id), 0
        )
    told = sum(do in ("send", "counter", "reopen") for do in dos)
    told += sum(do == "template" for do in dos) if row.state != S.DRAFTING else 0
    return theirs * told


def reachable(round_: Round) -> dict[tuple[Role, int], int]:
    """How many people a letter would reach, by their part and provider (0: whatever the provider)."""
    mine = Appointment
    provider = sa.func.coalesce(mine.provider_id, Assignment.provider_id, 0)
    rows = db.session.execute(
        sa.select(mine.role, provider, sa.func.count(sa.distinct(mine.person_id)))
        .join(Person, Person.id == mine.person_id)
        .outerjoin(
            Assignment,
            sa.and_(Assignment.person_id == mine.person_id, mine.role == Role.COMMISSIONER_NEGOTIATOR),
        )
        .where(Person.active.is_(True), mine.ended_at.is_(None))
        .where(sa.or_(mine.round_id.is_(None), mine.round_id == round_.id))
        .group_by(mine.role, provider)
    )
    return {(role, provider_id): count for role, provider_id, count in rows}
