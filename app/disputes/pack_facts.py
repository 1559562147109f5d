"""What a dispute pack says, gathered from the database: only what both sides may read."""

from collections.abc import Iterable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa
from flask import current_app

from app import clock
from app.agreements import queries as agreements
from app.disputes import positions
from app.disputes.folder import Folder, RulingRow
from app.disputes.parties import name_of
from app.disputes.positions import standing_of
from app.documents.agreement_document import compose
from app.documents.compared import Redline
from app.documents.dispute_document import AnnexFacts, DisputeFacts, PositionFacts, RulingFacts, SaidFacts
from app.documents.parts import Document
from app.documents.redline import compare
from app.extensions import db
from app.models import Dispute, Organisation, OrganisationKind, Person, Remark, Term
from app.signing.facts import DEMONSTRATION, agreement_facts
from app.signing.schedules import schedules_of
from app.timeline import queries as timeline
from app.wording import moment, money, sentence_case, short_day, short_moment
from workflows import checks
from workflows.agreement import Side
from workflows.dispute import Party
from workflows.dispute_route import WORDS, Route
from workflows.schedule import Schedule

EVENTS = 2000
"""More than any agreement has; a pack that would leave some out must not look whole."""


def pack_facts(dispute: Dispute, beside: Folder, annexes: Iterable[AnnexFacts]) -> DisputeFacts:
    """The words of a pack of a dispute that is shared."""
    words = WORDS[dispute.route]
    between = dispute.route is Route.PROVIDERS
    apart = positions.apart(dispute.terms, beside)
    return DisputeFacts(
        title=dispute.title,
        parties=f"{sentence_case(name_of(dispute, Party.ORIGINATOR))} and {name_of(dispute, Party.OTHER)}",
        reference=f"{dispute.round.slug}/{dispute.provider.code}/dispute {dispute.number}",
        route=words.title,
        paper=words.paper,
        commissioner=_commissioner(),
        made_on=clock.today(),
        front=_front(dispute),
        report=_report(dispute),
        positions=tuple(PositionFacts(one.term.ref, one.term.title, _rows(one)) for one in apart),
        comments=tuple(
            SaidFacts(moment(said.at), f"{said.by} for {name_of(dispute, said.party)}", "", said.text)
            for said in beside.comments
        ),
        rulings=tuple(_ruling(dispute, one) for one in beside.rulings if not one.replaced),
        discussion=None if between else _discussion(dispute),
        dispute_timeline=_events(dispute),
        agreement_timeline=None if between else _events(dispute.agreement),
        annexes=tuple(annexes),
        demonstration=DEMONSTRATION if current_app.config["REHEARSAL"] else None,
    )


def redline_of(dispute: Dispute, beside: Folder) -> Redline | None:
    """The whole text as the commissioner last offered the disputed terms, against the provider's; None without both."""
    apart = positions.apart(dispute.terms, beside)
    if not any(one.provider.cells is not None for one in apart):
        return None
    return compare(_text(dispute, apart, Side.COMMISSIONER), _text(dispute, apart, Side.PROVIDER))


def _text(dispute: Dispute, apart: Iterable[positions.Apart], side: Side) -> Document:
    cells = {one.term.id: one.position(side).cells or one.position(side.other).cells or {} for one in apart}
    rows = [
        SimpleNamespace(**{**row._mapping, "fields": cells.get(row.id, row.fields)})
        for row in agreements.terms_of(dispute.agreement)
    ]
    facts = agreement_facts(dispute.agreement)
    priced = [row for row in rows if row.schedule is Schedule.PRICE]
    schedules = (facts.schedules[0], *schedules_of(rows))
    total = money(checks.operating_price(priced)) if priced else facts.price_total
    return compose(replace(facts, schedules=schedules, price_total=total))


def _commissioner() -> str:
    found = db.session.scalar(sa.select(Organisation.name).where(Organisation.kind == OrganisationKind.COMMISSIONER))
    return found or "The commissioner"


def _front(dispute: Dispute) -> tuple[tuple[str, str], ...]:
    return (
        ("Round", dispute.round.title),
        ("Kind", WORDS[dispute.route].title),
        ("Opened", f"{short_day(dispute.opened_at)}, by {name_of(dispute, Party.ORIGINATOR)}"),
        ("Shared", short_day(dispute.shared_at)),
        ("Where it stands", f"{sentence_case(dispute.state)}, since {short_day(dispute.moved_at)}"),
        *([("Terms", ", ".join(term.ref for term in dispute.terms))] if dispute.terms else []),
    )


def _report(dispute: Dispute) -> tuple[tuple[str, str], ...]:
    report = dispute.report
    return (
        ("First raised", short_day(report.first_raised_on)),
        ("The issue and the evidence", report.description),
        ("What has happened", report.history),
        ("What follows from it", report.implications),
        ("Severity and urgency", f"Severity {report.severity}, urgency {report.urgency}."),
        ("Cost", report.cost),
        ("Already being done", report.in_hand),
        ("Outcome sought", report.outcome),
    )


def _rows(one: positions.Apart) -> tuple[tuple[str, str, str], ...]:
    if not (one.commissioner.said or one.provider.said):
        return tuple(one.rows)
    return (*one.rows, ("Reason given", one.commissioner.said or "None", one.provider.said or "None"))


def _ruling(dispute: Dispute, ruling: RulingRow) -> RulingFacts:
    by = name_of(dispute, ruling.proposed_by) if ruling.proposed_by else ""
    title = f"Settlement proposed by {by}" if by else f"Decision of the {ruling.body}, {short_day(ruling.made_on)}"
    rows = positions.in_words(dispute.terms, ruling)
    return RulingFacts(
        title, standing_of(dispute, ruling), ruling.reasons, tuple((f"{r[0]} {r[1]}", r[2], r[3], r[4]) for r in rows)
    )


def _discussion(dispute: Dispute) -> tuple[SaidFacts, ...]:
    """What both sides said to each other on the disputed terms and on the agreement as a whole; no notes."""
    about = [term.id for term in dispute.terms]
    rows = db.session.execute(
        sa.select(Remark.at, Remark.text, Person.name, Remark.side, Term.ref)
        .join(Person, Person.id == Remark.author_id)
        .outerjoin(Term, Term.id == Remark.term_id)
        .where(Remark.agreement_id == dispute.agreement_id, Remark.private.is_(False))
        .where(sa.or_(Remark.term_id.is_(None), Remark.term_id.in_(about)))
        .order_by(Remark.id)
    )
    return tuple(
        SaidFacts(moment(row.at), f"{row.name} for the {row.side}", row.ref or "the agreement as a whole", row.text)
        for row in rows
    )


def _events(subject: Any) -> tuple[tuple[str, str, str, str], ...]:
    """What happened, oldest first, as somebody of neither side may know it."""
    lines = timeline.of(subject, seen_by=None, limit=EVENTS)
    return tuple(
        (short_moment(line.at), line.title, sentence_case(line.by), "\n".join(filter(None, (line.detail, line.why))))
        for line in reversed(lines)
    )
