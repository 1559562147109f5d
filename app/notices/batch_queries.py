"""Finding notices to many, whom each reaches, what has been built on it, and the facts that its guards need."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, joinedload, lazyload

from app import clock
from app.agreements.queries import settlement_is_known
from app.extensions import db
from app.models import Agreement, Notice, NoticeAnswer, NoticeBatch, NoticeChange, Organisation, Person, Round, Term
from app.notices.queries import CHANGEABLE, earliest_answer
from app.notices.reach import Reached, reached
from app.perform import facts_of
from app.permissions import Actor, agreements_seen_by, sees_all_agreements
from app.wording import plural, short_day
from workflows.notice import NoticeState
from workflows.schedule import Schedule

PARTS = (joinedload(Person.appointments), joinedload(Person.assignments), joinedload(Person.organisation))
"""What decides which agreements a person may see, in the same question."""
NAMED = 5
"""How many of those who have built on it are named before the rest is counted."""


def get(slug: str, batch_id: int, *, seen_by: Person) -> NoticeBatch:
    """One notice to many, or NoResultFound: its writer's own, and everyone's who may see each agreement."""
    return (
        db.session.scalars(
            sa.select(NoticeBatch)
            .join(NoticeBatch.round)
            .where(Round.slug == slug, NoticeBatch.id == batch_id, seen(seen_by, slug))
            .options(
                joinedload(NoticeBatch.round).options(lazyload(Round.dates)),
                joinedload(NoticeBatch.written_by).options(*PARTS),
            )
        )
        .unique()
        .one()
    )


def of_round(round_: Round, *, seen_by: Person) -> Sequence[NoticeBatch]:
    """The notices to many of a round that a person may see, the newest first."""
    return db.session.scalars(
        sa.select(NoticeBatch)
        .where(NoticeBatch.round_id == round_.id, seen(seen_by, round_.slug))
        .order_by(NoticeBatch.id.desc())
    ).all()


def seen(person: Person, slug: str) -> sa.ColumnElement[bool]:
    """A negotiator sees by name only the providers assigned to them, so only the notices they wrote themselves."""
    rounds = db.session.scalars(sa.select(Round.id).where(Round.slug == slug)).all()
    if rounds and sees_all_agreements(person, rounds[0]):
        return sa.true()
    return NoticeBatch.written_by_id == person.id


def lines_of(round_: Round, *, seen_by: Person) -> list[Any]:
    """The lines that signed agreements have, as rows of schedule, title and how many agreements have it."""
    count = sa.func.count(sa.distinct(Term.agreement_id))
    return list(
        db.session.execute(
            sa.select(Term.schedule, Term.title, count.label("agreements"))
            .join(Agreement, Agreement.id == Term.agreement_id)
            .where(Agreement.round_id == round_.id, Agreement.state.in_(CHANGEABLE), agreements_seen_by(seen_by))
            .group_by(Term.schedule, Term.title)
            .order_by(Term.schedule, count.desc(), Term.title)
        )
    )


def regions_of(round_: Round, *, seen_by: Person) -> list[str]:
    """The regions of the signed agreements that a person may see."""
    return list(
        db.session.scalars(
            sa.select(Organisation.region)
            .join(Agreement, Agreement.provider_id == Organisation.id)
            .where(Agreement.round_id == round_.id, Agreement.state.in_(CHANGEABLE), agreements_seen_by(seen_by))
            .where(Organisation.region != "")
            .distinct()
            .order_by(Organisation.region)
        )
    )


def reach_of(batch: NoticeBatch) -> list[Reached]:
    """Every signed agreement that its writer may see and its filters let through, with what would change in it."""
    a, p = Agreement, Organisation
    whom = [getattr(p, name).in_(values) for name, values in (batch.whom or {}).items() if values]
    of_line = sa.and_(
        Term.agreement_id == a.id,
        Term.schedule == batch.schedule,
        Term.title == batch.line if batch.line else sa.true(),
    )
    rows = db.session.execute(
        sa.select(a.id, a.ends_on, a.ends_early_on, p.name, p.code, Term)
        .join(p, p.id == a.provider_id)
        .outerjoin(Term, of_line)
        .where(a.round_id == batch.round_id, a.state.in_(CHANGEABLE), agreements_seen_by(batch.written_by), *whom)
        .order_by(p.name, Term.position)
    )
    settled = batch.schedule is Schedule.PRICE and settlement_is_known(batch.round_id)
    return reached(batch, rows, settled=settled)


def notices_of(batch: NoticeBatch) -> Sequence[Any]:
    """The notices that it became, as rows: provider, code, number, state, price in question and its answers."""
    return db.session.execute(
        sa.select(Organisation.name, Organisation.code, Notice.number, Notice.state, Notice.price_in_question)
        .join(Organisation, Organisation.id == Notice.provider_id)
        .where(Notice.batch_id == batch.id)
        .order_by(Organisation.name)
    ).all()


def counted(rows: Iterable[Any]) -> list[tuple[str, int]]:
    """How many notices stand in each state, in the order of their life."""
    counts = Counter(row.state for row in rows)
    return [(state.value, counts[state]) for state in NoticeState if counts[state]]


# --- what has been built on it ----------------------------------------------------------------------------------------


def built_on(batch: NoticeBatch) -> tuple[str, ...]:
    """Who has done what because of it; the first few by name, the rest as a number."""
    found = [*_answers(batch), *_later_changes(batch)]
    more = len(found) - NAMED
    return (*found[:NAMED], f"and {plural(more, 'other')}") if more > 0 else tuple(found)


def _answers(batch: NoticeBatch) -> list[str]:
    rows = db.session.execute(
        sa.select(Organisation.name, NoticeAnswer.action, NoticeAnswer.at, Person.name.label("person"))
        .select_from(NoticeAnswer)
        .join(Notice, Notice.id == NoticeAnswer.notice_id)
        .join(Organisation, Organisation.id == Notice.provider_id)
        .join(Person, Person.id == NoticeAnswer.person_id)
        .where(Notice.batch_id == batch.id, Notice.state != NoticeState.WITHDRAWN)
        .order_by(NoticeAnswer.at)
    )
    said = {"accept": "accepted it", "accept_at_a_cost": "accepted it at a cost", "object": "objected"}
    return [f"{row.name} {said[row.action]} on {short_day(row.at)} ({row.person})" for row in rows]


def _later_changes(batch: NoticeBatch) -> list[str]:
    ours, theirs = aliased(NoticeChange), aliased(NoticeChange)
    of_batch, other = aliased(Notice), aliased(Notice)
    rows = db.session.execute(
        sa.select(Organisation.name, Term.ref, other.number)
        .select_from(ours)
        .join(of_batch, of_batch.id == ours.notice_id)
        .join(theirs, sa.and_(theirs.term_id == ours.term_id, theirs.notice_id != ours.notice_id))
        .join(other, other.id == theirs.notice_id)
        .join(Term, Term.id == ours.term_id)
        .join(Organisation, Organisation.id == of_batch.provider_id)
        .where(of_batch.batch_id == batch.id, of_batch.state == NoticeState.IN_EFFECT)
        .where(theirs.applied_on.is_not(None), ours.applied_on.is_not(None), theirs.id > ours.id)
        .distinct()
    )
    return [f"notice {row.number} to {row.name} has changed {row.ref} again" for row in rows]


@facts_of(NoticeBatch)
def facts(batch: NoticeBatch, by: Actor | None, action: str | None) -> dict[str, Any]:  # noqa: ARG001 - of the seam
    """What the guards of a notice to many look at."""
    known = plain_facts(batch)
    if action in (None, "issue") and batch.state == "drafted":
        known["affected"] = sum(bool(one.changes) for one in reach_of(batch))
    if action in (None, "undo") and batch.state == "issued":
        known["built_on"] = built_on(batch)
    return known


def plain_facts(batch: NoticeBatch) -> dict[str, Any]:
    """The facts that need no looking up."""
    earliest = earliest_answer(clock.today())
    return {
        "today": clock.today(),
        "earliest_answer": earliest,
        "earliest": short_day(earliest),
        "undo_by": short_day(batch.undo_by),
    }
