"""Write an agreement's terms while the commissioner drafts it; once sent, terms change only by offers."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from app.agreements import limits, standing
from app.extensions import db
from app.models import Agreement, PlaybookLine, Remark, Term
from app.perform import ensure, perform
from app.permissions import Actor
from workflows import checks
from workflows.agreement import Side
from workflows.clearance import Step
from workflows.schedule import LAYOUTS, Schedule, number


def edit_term(term: Term, *, fields: Mapping[str, Any], title: str | None = None, by: Actor) -> None:
    """Change a term of a draft: the cells given; the others stay."""
    perform(term.agreement, "edit", by=by, what=f"changes {term.ref}")
    limits.lapse(term.agreement, Side.COMMISSIONER, Step.DRAFT)
    put(term, fields)
    if title is not None:
        term.title = title


def add_term(
    agreement: Agreement,
    *,
    schedule: Schedule,
    title: str,
    fields: Mapping[str, Any],
    intentions: Sequence[str],
    by: Actor,
) -> Term:
    """Add a term to a draft, as the next of its schedule."""
    schedule = Schedule(schedule)
    ensure(agreement, "edit", by)
    ref, position = _next(agreement, schedule)
    perform(agreement, "edit", by=by, what=f"adds {ref}")
    term = Term(
        agreement=agreement,
        schedule=schedule,
        ref=ref,
        position=position,
        title=title,
        fields=dict(fields),
        intentions=list(intentions),
    )
    db.session.add(term)
    agreement.price += price_of(term)
    standing.begins(agreement)
    db.session.flush()
    return term


def remove_term(term: Term, *, by: Actor) -> None:
    """Take a term out of a draft. The refs of the others stay as they are."""
    perform(term.agreement, "edit", by=by, what=f"removes {term.ref}")
    term.agreement.price -= price_of(term)
    standing.goes(term.agreement, term)
    leave_nothing_behind(term)
    db.session.delete(term)
    db.session.flush()


def leave_nothing_behind(term: Term) -> None:
    """Before a term goes: what was noted on it stays, with the whole agreement; its lines of playbooks go too."""
    noted = sa.update(Remark).where(Remark.term_id == term.id).values(term_id=None)
    db.session.execute(noted, execution_options={"synchronize_session": "fetch"})
    db.session.execute(sa.delete(PlaybookLine).where(PlaybookLine.term_id == term.id))


def put(term: Term, fields: Mapping[str, Any]) -> None:
    """Write cells into a term, and carry what follows: the agreement's price, and an allowance outgrown."""
    price, excess = price_of(term), checks.excess(term.fields)
    term.fields = {**term.fields, **fields}
    term.agreement.price += price_of(term) - price
    if 0 < excess < checks.excess(term.fields):
        term.excess_reason, term.excess_approved_by_id = "", None


def price_of(term: Term) -> int:
    """What a term adds to the annual operating price."""
    return (number(term.fields.get("price")) or 0) if term.schedule is Schedule.PRICE else 0


def _next(agreement: Agreement, schedule: Schedule) -> tuple[str, int]:
    rows = db.session.execute(
        sa.select(Term.ref, Term.schedule, Term.position).where(Term.agreement_id == agreement.id)
    ).all()
    numbers = [int(row.ref.split("-")[-1]) for row in rows if row.schedule is schedule]
    return f"{LAYOUTS[schedule].prefix}-{max(numbers, default=0) + 1}", max((r.position for r in rows), default=0) + 1
