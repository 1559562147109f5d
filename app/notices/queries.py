"""Finding notices of change, by whom they may be seen, and the facts that their guards need."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import contains_eager, joinedload, lazyload, selectinload

from app import clock
from app.agreements.sides import side_of
from app.calendar import add_working_days
from app.extensions import db
from app.models import Agreement, Notice, NoticeChange, Organisation, Person, Round, Term
from app.perform import facts_of
from app.permissions import Actor, agreements_seen_by, notes_seen_by
from app.wording import money, short_day
from workflows.agreement import AgreementState

TO_ANSWER = 20
"""Working days that the other side has to answer (the national template, 8.2 and 8.3)."""
CHANGEABLE = (AgreementState.SIGNED, AgreementState.IN_FORCE)
OVER = (AgreementState.SUPERSEDED, AgreementState.EXPIRED, AgreementState.ENDED)


# --- finding ----------------------------------------------------------------------------------------------------------


def seen_by_whom(person: Person) -> sa.ColumnElement[bool]:
    """Notices (joined to their agreements) that a person may see: issued ones, and drafts of one's own side."""
    return sa.and_(
        agreements_seen_by(person), sa.or_(Notice.issued_at.is_not(None), notes_seen_by(person, Notice.side))
    )


def get(slug: str, code: str, ref: str, *, seen_by: Person) -> Notice:
    """The notice that an address names: "3" once it is issued, "draft-12" before. Raises NoResultFound."""
    found = re.fullmatch(r"(draft-)?([1-9]\d{0,8})", ref)
    if not found:
        raise NoResultFound
    of_ref = (
        sa.and_(Notice.id == int(found[2]), Notice.number.is_(None)) if found[1] else Notice.number == int(found[2])
    )
    return db.session.scalars(
        sa.select(Notice)
        .join(Notice.agreement)
        .join(Agreement.round)
        .join(Agreement.provider)
        .where(Round.slug == slug, Organisation.code == code, of_ref, seen_by_whom(seen_by))
        .options(
            contains_eager(Notice.agreement).options(
                contains_eager(Agreement.round).options(lazyload(Round.dates)), contains_eager(Agreement.provider)
            ),
            joinedload(Notice.written_by),
            joinedload(Notice.issued_by),
            selectinload(Notice.changes),
            selectinload(Notice.answers),
        )
    ).one()


def by_id(notice_id: int) -> Notice:
    """A notice that time has found, with what its move needs."""
    return db.session.get_one(Notice, notice_id)


def ref_of(notice: Notice) -> str:
    """How addresses call it."""
    return str(notice.number) if notice.number else f"draft-{notice.id}"


def of_agreement(agreement: Agreement, *, seen_by: Person) -> Sequence[Notice]:
    """The notices of an agreement that a person may see: drafts of one's own side, then the newest first."""
    return db.session.scalars(
        sa.select(Notice)
        .join(Notice.agreement)
        .where(Notice.agreement_id == agreement.id, seen_by_whom(seen_by))
        .options(selectinload(Notice.changes), contains_eager(Notice.agreement))
        .order_by(Notice.number.is_not(None), Notice.number.desc(), Notice.id.desc())
    ).all()


def next_number(agreement_id: int) -> int:
    """The number of the notice that is issued next."""
    found = db.session.scalar(sa.select(sa.func.max(Notice.number)).where(Notice.agreement_id == agreement_id))
    return (found or 0) + 1


def term(agreement: Agreement, ref: str) -> Term:
    """The term of this agreement with this ref, or NoResultFound."""
    return db.session.scalars(sa.select(Term).where(Term.agreement_id == agreement.id, Term.ref == ref)).one()


def change_of(notice: Notice, term: Term) -> NoticeChange | None:
    """What a notice itself says about a term."""
    return next((change for change in own_changes(notice) if change.term_id == term.id), None)


def own_changes(notice: Notice) -> list[NoticeChange]:
    """What the notice itself changes, without what its decision or its undoing added."""
    return [change for change in notice.changes if change.cause == "notice"]


def applied(agreement: Agreement, until: date | None = None) -> Sequence[NoticeChange]:
    """Every change that notices have made to the agreement's terms, in the order in which they were made."""
    by_then = NoticeChange.applied_on <= until if until else NoticeChange.applied_on.is_not(None)
    return db.session.scalars(
        sa.select(NoticeChange)
        .join(NoticeChange.notice)
        .where(Notice.agreement_id == agreement.id, by_then)
        .options(contains_eager(NoticeChange.notice))
        .order_by(NoticeChange.applied_on, sa.func.length(NoticeChange.version_number), NoticeChange.version_number,
                  NoticeChange.id)
    ).all()  # fmt: skip


# --- what guards need -------------------------------------------------------------------------------------------------


@facts_of(Notice)
def facts(notice: Notice, by: Actor | None, action: str | None) -> dict[str, Any]:
    """What the guards of a notice look at."""
    agreement, earliest = notice.agreement, earliest_answer(clock.today())
    known: dict[str, Any] = {
        "side": side_of(by),
        "earliest_answer": earliest,
        "earliest": short_day(earliest),
        "runs": (agreement.starts_on, agreement.ends_early_on or agreement.ends_on),
        "first_day": short_day(agreement.starts_on),
        "last_day": short_day(agreement.ends_early_on or agreement.ends_on),
        "effective_on": short_day(notice.effective_on),
        "agreement_state": str(agreement.state),
        "agreement_can_be_changed": agreement.state in CHANGEABLE,
        "agreement_is_in_force": agreement.state is AgreementState.IN_FORCE,
        "agreement_is_over": agreement.state in OVER,
        "asked_cost": notice.asked_cost,
        "asked": money(notice.asked_cost),
        "changes": len(own_changes(notice)),
    }
    if action in (None, "issue"):
        known["moved_on"] = moved_on(notice)
    if action == "undo":
        known["built_on"] = built_on(notice)
    return known


def earliest_answer(today: date) -> date:
    """The first day by which an answer may be asked for when a notice is issued on this one."""
    return add_working_days(today, TO_ANSWER)


def moved_on(notice: Notice) -> tuple[str, ...]:
    """Refs of terms that say something else than when the notice was written."""
    return tuple(
        change.term.ref
        for change in own_changes(notice)
        if any(change.term.fields.get(key) != value for key, value in change.before.items())
    )


def built_on(notice: Notice) -> tuple[str, ...]:
    """What others have done since because of this notice, and who: what keeps it from being undone."""
    where = f"{notice.agreement.provider.name}, notice {notice.number}"
    answers = [f"{where}: {a.action.replace('_', ' ')} by {a.person.name}, {short_day(a.at)}" for a in notice.answers]
    if notice.took_effect_on is None:
        return tuple(answers)
    made = list(applied(notice.agreement))
    last = max(place for place, change in enumerate(made) if change.notice_id == notice.id)
    touched = {change.term_id for change in own_changes(notice)}
    later = [change for change in made[last + 1 :] if change.term_id in touched]
    return (*answers, *(f"{where}: {change.term.ref} changed by notice {change.notice.number}" for change in later))
