"""How much has happened to an agreement, as far as a side may know: what a form carries to notice that more has."""

from typing import Any

import sqlalchemy as sa

from app.extensions import db
from app.models import Agreement, Entry, Person
from app.timeline.queries import PRIVATE
from workflows.agreement import Side


def count_of_entries(agreement: Agreement, side: Side | None) -> int:
    """How many entries of the timeline `side` may know: what a form carries to notice that more has happened."""
    return db.session.scalar(sa.select(sa.func.count(Entry.id)).where(_known(agreement, side))) or 0


def last_entry(agreement: Agreement, side: Side | None) -> Any:
    """Action, actor and name of the newest entry that `side` may know."""
    return db.session.execute(
        sa.select(Entry.action, Entry.actor_id, Person.name)
        .outerjoin(Person, Person.id == Entry.actor_id)
        .where(_known(agreement, side))
        .order_by(Entry.seq.desc())
        .limit(1)
    ).first()


TALK = ("remark", "note", "ask_approval", "remind")
"""What is said or asked about an agreement changes nothing in it."""


def _known(agreement: Agreement, side: Side | None) -> sa.ColumnElement[bool]:
    return sa.and_(
        Entry.chain == f"{Agreement.workflow.name} {agreement.id}",
        Entry.action.not_in(TALK),
        sa.or_(Entry.action.not_in(PRIVATE), Entry.side == str(side)),
    )
