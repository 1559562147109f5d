"""Finding bulk changes, by whom they may be seen, and what their guards need to know."""

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.bulk import built
from app.extensions import db
from app.models import Appointment, BulkChange, BulkLine, Person, Round, Setting, StandardTerm, Template
from app.perform import facts_of
from app.permissions import Actor, bulk_changes_seen_by
from app.wording import moment, plural
from workflows.bulk import HOURS_TO_UNDO, LineState
from workflows.roles import Role

SHOWN = 50


def get(slug: str, bulk_id: int, *, seen_by: Person) -> BulkChange:
    """The bulk change of this round, or NoResultFound for whoever may not see it."""
    found = db.session.scalars(
        sa.select(BulkChange)
        .join(BulkChange.round)
        .where(Round.slug == slug, BulkChange.id == bulk_id, bulk_changes_seen_by(seen_by))
        .options(
            joinedload(BulkChange.round).joinedload(Round.dates),
            joinedload(BulkChange.standard_term),
            joinedload(BulkChange.template).load_only(Template.number, Template.instrument),
            joinedload(BulkChange.negotiator).load_only(Person.name),
            joinedload(BulkChange.prepared_by).load_only(Person.name),
        )
    )
    return found.unique().one()


def newest(round_: Round, *, seen_by: Person) -> list[BulkChange]:
    """The last bulk changes of a round that one may see, the newest first."""
    return list(
        db.session.scalars(
            sa.select(BulkChange)
            .where(BulkChange.round_id == round_.id, bulk_changes_seen_by(seen_by))
            .options(
                joinedload(BulkChange.standard_term),
                joinedload(BulkChange.template).load_only(Template.number),
                joinedload(BulkChange.negotiator).load_only(Person.name),
                joinedload(BulkChange.prepared_by).load_only(Person.name),
            )
            .order_by(BulkChange.id.desc())
            .limit(SHOWN)
        )
    )


def hours_to_undo(round_id: int) -> int:
    """For how many hours a bulk change of this round can be undone."""
    kept = db.session.get(Setting, setting_of(round_id))
    return int(kept.value) if kept else HOURS_TO_UNDO


def setting_of(round_id: int) -> str:
    """The name of the round's own setting."""
    return f"hours to undo a bulk change, round {round_id}"


def time_to_undo(round_id: int) -> timedelta:
    return timedelta(hours=hours_to_undo(round_id))


def negotiators(round_: Round) -> list[tuple[int, str]]:
    """Everybody who negotiates for the commissioner in this round."""
    rows = db.session.execute(
        sa.select(Person.id, Person.name)
        .join(Appointment, Appointment.person_id == Person.id)
        .where(Appointment.role == Role.COMMISSIONER_NEGOTIATOR, Appointment.ended_at.is_(None))
        .where(sa.or_(Appointment.round_id.is_(None), Appointment.round_id == round_.id), Person.active.is_(True))
        .distinct()
        .order_by(Person.name)
    )
    return [(row.id, row.name) for row in rows]


def templates() -> list[Any]:
    """Every locked template, the newest first, without its text."""
    columns = (Template.id, Template.instrument, Template.number, Template.title)
    return list(db.session.execute(sa.select(*columns).order_by(Template.locked_at.desc(), Template.id.desc())))


def standard_term(round_: Round, ref: str) -> StandardTerm:
    """The round's standard term with this ref, or NoResultFound."""
    return db.session.scalars(
        sa.select(StandardTerm).where(StandardTerm.round_id == round_.id, StandardTerm.ref == ref)
    ).one()


def counts(bulk_id: int) -> dict[LineState, int]:
    """How many agreements of a bulk change stand where."""
    rows = db.session.execute(
        sa.select(BulkLine.stands, sa.func.count(BulkLine.id))
        .where(BulkLine.bulk_change_id == bulk_id)
        .group_by(BulkLine.stands)
    )
    return {state: count for state, count in rows}  # noqa: C416 - rows are not pairs


@facts_of(BulkChange)
def facts(bulk: BulkChange, by: Actor | None, action: str | None) -> dict[str, Any]:
    """What the guards look at; who has built on it is looked up for undoing it only."""
    if action != "undo" or not isinstance(by, Person):
        return {}
    return undo_facts(bulk, built.lines_of(bulk.id, seen_by=by))


def undo_facts(bulk: BulkChange, lines: list[Any]) -> dict[str, Any]:
    """What stands in the way of undoing it: how much was done, what stays sent, and who has built on it."""
    records = [one for line in lines if line.stands is LineState.DONE for one in line.done["steps"]]
    drafts = sum(record["do"] == "send" for record in records)
    return {
        "done": sum(line.stands is LineState.DONE for line in lines),
        "until": moment(bulk.undo_until),
        "drafts_sent": plural(drafts, "draft") if drafts else "",
        "built_on": built.on(lines),
    }
