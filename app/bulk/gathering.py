"""What a preview rests on, as rows in a few questions: the agreements, their terms and one's own unsent offers."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.agreements import limits
from app.agreements.filters import Seen
from app.agreements.limits import Cleared, Lines
from app.agreements.listing import chosen
from app.extensions import db
from app.models import (
    Action,
    ActionOrigin,
    Agreement,
    Assignment,
    BulkChange,
    Change,
    Clearance,
    Excuse,
    Intention,
    Offer,
    Organisation,
    Person,
    PlaybookLine,
    Round,
    Template,
    Term,
)
from app.permissions import assigned_ids, roles_of
from workflows.action import ActionState
from workflows.agreement import Side
from workflows.applies import applies
from workflows.bulk import BulkKind
from workflows.roles import Role
from workflows.schedule import Schedule

TERMS = (
    Term.id, Term.agreement_id, Term.ref, Term.schedule, Term.title, Term.fields, Term.intentions, Term.state,
    Term.stands_by, Term.wanted_by, Term.reopen_asked_by, Term.standard_term_id, Term.excess_approved_by_id,
)  # fmt: skip
SAID = (Change.term_id, Change.answer, Change.after, Change.reason, Change.refusal, Change.owner, Change.until)
WITHOUT_TERMS = (BulkKind.TEMPLATE, BulkKind.ASSIGN, BulkKind.REMIND)
COVERS = (BulkKind.ADD, BulkKind.WITHDRAW, BulkKind.SEND)
"""After these an intention may be carried by no term any more, or by one at last."""


@dataclass
class Gathered:
    """Everything that planning a bulk change looks at. What belongs to an agreement goes by its id."""

    round: Round
    agreements: list[Seen]
    mine: set[int]
    manages: bool
    terms: Mapping[int, list[Any]] = field(default_factory=dict)
    said: Mapping[int, dict[int, Any]] = field(default_factory=dict)
    actions: Mapping[int, list[str]] = field(default_factory=dict)
    excused: Mapping[int, list[str]] = field(default_factory=dict)
    intentions: list[Any] = field(default_factory=list)
    providers: Mapping[int, Any] = field(default_factory=dict)
    playbook: Mapping[tuple[str, int | None], Any] = field(default_factory=dict)
    cleared: Mapping[int, Cleared] = field(default_factory=dict)
    rests_on: Mapping[int, Any] = field(default_factory=dict)
    works_with: Mapping[int, Mapping[int, bool]] = field(default_factory=dict)
    settled: bool = False

    def applicable(self, row: Any) -> list[str]:
        """Refs of the intentions that apply to the provider of an agreement."""
        return [i.ref for i in self.intentions if applies(i.applies, self.providers[row.provider_id])]

    def lines(self, terms: list[Any]) -> Lines:
        """The commissioner's playbook for these terms: for the term itself, or else for its standard term."""
        found = {}
        for term in terms:
            line = self.playbook.get(("term", term.id)) or self.playbook.get(("standard", term.standard_term_id or 0))
            if line is not None:
                found[term.id] = line
        return found


def gather(bulk: BulkChange, *, by: Person, today: date) -> Gathered:
    """What a bulk change rests on, as far as `by` may see it."""
    agreements = chosen(bulk.round, bulk.asked, seen_by=by, today=today)
    ids = [one.row.id for one in agreements]
    found = Gathered(bulk.round, agreements, assigned_ids(by), manages=Role.ROUND_MANAGER in roles_of(by, bulk.round))
    settled = next((one.actual for one in bulk.round.dates if one.key == "settlement"), None)
    found.settled = settled is not None
    if bulk.kind not in WITHOUT_TERMS:
        found.terms = terms_of(ids)
        found.said = said_of(found.terms)
        found.playbook = _playbook(bulk.round_id)
        if bulk.kind in COVERS or any(t.schedule is Schedule.EXCEPTIONS for ts in found.terms.values() for t in ts):
            found.actions = _actions(ids)
    if bulk.kind in COVERS:
        found.excused, found.intentions = _excused(ids), _intentions(bulk.round_id)
        found.providers = _providers(bulk.round_id)
    if bulk.kind is BulkKind.SEND:
        found.cleared = _cleared(ids)
    if bulk.kind is BulkKind.TEMPLATE:
        found.rests_on = _rests_on(ids)
    if bulk.kind is BulkKind.ASSIGN:
        found.works_with = _works_with()
    return found


def terms_of(ids: list[int]) -> Mapping[int, list[Any]]:
    """The terms of agreements as plain rows, in order, each with what the commissioner's unsent offer says on it.

    For the commissioner's side only.
    """
    mine = sa.select(*SAID).join(Offer).where(
        Offer.agreement_id.in_(ids), Offer.side == Side.COMMISSIONER, Offer.number.is_(None)
    ).subquery()  # fmt: skip
    said = [column for column in mine.c if column.key != "term_id"]
    found: dict[int, list[Any]] = defaultdict(list)
    rows = db.session.execute(
        sa.select(*TERMS, *said)
        .outerjoin(mine, mine.c.term_id == Term.id)
        .where(Term.agreement_id.in_(ids))
        .order_by(Term.position)
    )
    for row in rows:
        found[row.agreement_id].append(row)
    return found


def said_of(terms: Mapping[int, list[Any]]) -> Mapping[int, dict[int, Any]]:
    """What unsent offers say, by agreement and term."""
    found: dict[int, dict[int, Any]] = {}
    for agreement_id, rows in terms.items():
        said = {row.id: row for row in rows if row.answer is not None}
        if said:
            found[agreement_id] = said
    return found


def _playbook(round_id: int) -> Mapping[tuple[str, int | None], Any]:
    rows = db.session.execute(
        sa.select(PlaybookLine, Person.name)
        .outerjoin(Person, Person.id == PlaybookLine.approver_id)
        .where(PlaybookLine.round_id == round_id, PlaybookLine.side == Side.COMMISSIONER)
    )
    found: dict[tuple[str, int | None], Any] = {}
    for line, name in rows:
        key = ("term", line.term_id) if line.term_id is not None else ("standard", line.standard_term_id)
        who = limits.approver(Side.COMMISSIONER, line.approver_id, line.approver_role, name)
        found[key] = (line.limits, who)
    return found


def _by_agreement(rows: Any) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for agreement_id, ref in rows:
        found[agreement_id].append(ref)
    return found


def _actions(ids: list[int]) -> dict[int, list[str]]:
    return _by_agreement(
        db.session.execute(
            sa.select(Action.agreement_id, Action.ref)
            .where(Action.agreement_id.in_(ids), Action.origin == ActionOrigin.EXCEPTION)
            .where(Action.agreed.is_(True), Action.state != ActionState.DROPPED)
        )
    )


def _excused(ids: list[int]) -> dict[int, list[str]]:
    excused = sa.select(Excuse.agreement_id, Intention.ref).join(Intention, Intention.id == Excuse.intention_id)
    return _by_agreement(db.session.execute(excused.where(Excuse.agreement_id.in_(ids))))


def _intentions(round_id: int) -> list[Any]:
    columns = (Intention.ref, Intention.applies)
    return list(db.session.execute(sa.select(*columns).where(Intention.round_id == round_id)))


def _providers(round_id: int) -> dict[int, Any]:
    o = Organisation
    columns = (o.id, o.code, o.sector, o.nation, o.holds, o.size)
    joined = sa.select(*columns).join(Agreement, Agreement.provider_id == o.id).where(Agreement.round_id == round_id)
    return {row.id: row for row in db.session.execute(joined)}


def _cleared(ids: list[int]) -> dict[int, Cleared]:
    c = Clearance
    rows = db.session.execute(
        sa.select(c.agreement_id, c.digest, c.approver_id, c.approver_role, c.state).where(
            c.agreement_id.in_(ids), c.side == Side.COMMISSIONER
        )
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.agreement_id].append((row.digest, row.approver_id, row.approver_role, row.state))
    return {agreement_id: limits.best(rows) for agreement_id, rows in found.items()}


def _rests_on(ids: list[int]) -> dict[int, Any]:
    columns = (Agreement.id, Template.id.label("template_id"), Template.number)
    joined = sa.select(*columns).join(Template, Template.id == Agreement.template_id)
    return {row.id: row for row in db.session.execute(joined.where(Agreement.id.in_(ids)))}


def _works_with() -> dict[int, dict[int, bool]]:
    """Who works with each provider, by the provider; True for those who do so for good, and not as a deputy."""
    found: dict[int, dict[int, bool]] = defaultdict(dict)
    columns = (Assignment.provider_id, Assignment.person_id, Assignment.absence_id)
    for provider_id, person_id, absence_id in db.session.execute(sa.select(*columns)):
        found[provider_id][person_id] = absence_id is None
    return found
