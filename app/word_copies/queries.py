"""Finding the copies and edited files of an agreement: each side's own, for those who share its notes."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload, undefer

from app.agreements import queries as agreements
from app.extensions import db
from app.models import Agreement, Change, EditedCopy, Offer, Person, Term, UnplacedChange, Upload, WordCopy
from app.permissions import side_of_notes
from workflows.agreement import Side


def get(slug: str, code: str, *, seen_by: Person) -> tuple[Agreement, Side]:
    """The agreement, and the side whose work on it the person shares. NoResultFound for everyone who shares none."""
    agreement = agreements.get(slug, code, seen_by=seen_by)
    side = side_of_notes(seen_by, agreement)
    if side is None:
        raise NoResultFound
    return agreement, side


def copies_of(agreement: Agreement, side: Side) -> list[WordCopy]:
    """The copies that one's own side has made, the newest first."""
    return list(
        db.session.scalars(
            sa.select(WordCopy)
            .where(WordCopy.agreement_id == agreement.id, WordCopy.side == side)
            .options(joinedload(WordCopy.made_by))
            .order_by(WordCopy.number.desc())
            .limit(20)
        )
    )


def edited_of(agreement: Agreement, side: Side) -> list[Any]:
    """The files that one's own side has brought back, the newest first, with how many changes wait for a place."""
    waiting = (
        sa.select(sa.func.count(UnplacedChange.id))
        .where(UnplacedChange.edited_copy_id == EditedCopy.id, UnplacedChange.decision.is_(None))
        .scalar_subquery()
    )
    put_by = aliased(Person)
    columns = (EditedCopy.number, EditedCopy.brought_at, EditedCopy.put_at, Upload.name.label("file"))
    return list(
        db.session.execute(
            sa.select(*columns, Person.name.label("by"), put_by.name.label("put_by"), waiting.label("waiting"))
            .join(Upload, Upload.id == EditedCopy.upload_id)
            .join(Person, Person.id == EditedCopy.brought_by_id)
            .outerjoin(put_by, put_by.id == EditedCopy.put_by_id)
            .where(EditedCopy.agreement_id == agreement.id, EditedCopy.side == side)
            .order_by(EditedCopy.number.desc())
            .limit(20)
        )
    )


def get_edited(agreement: Agreement, side: Side, number: int) -> EditedCopy:
    """One file that one's own side brought back, or NoResultFound."""
    return db.session.scalars(
        sa.select(EditedCopy)
        .join(EditedCopy.word_copy)
        .where(EditedCopy.agreement_id == agreement.id, EditedCopy.side == side, EditedCopy.number == number)
        .options(
            contains_eager(EditedCopy.word_copy),
            joinedload(EditedCopy.upload),
            joinedload(EditedCopy.brought_by),
            joinedload(EditedCopy.put_by),
            selectinload(EditedCopy.unplaced),
        )
    ).one()


def get_unplaced(edited: EditedCopy, change_id: int) -> UnplacedChange:
    """One change of a file that waits for a place or has one, or NoResultFound."""
    found = next((change for change in edited.unplaced if change.id == change_id), None)
    if found is None:
        raise NoResultFound
    return found


def terms_of(agreement: Agreement) -> dict[int, Term]:
    """The terms by id, in order."""
    found = db.session.scalars(sa.select(Term).where(Term.agreement_id == agreement.id).order_by(Term.position))
    return {term.id: term for term in found}


def written_by(agreement: Agreement, side: Side) -> dict[int, Change]:
    """What one's own side's unsent offer says, by term."""
    changes = db.session.scalars(
        sa.select(Change)
        .join(Change.offer)
        .where(Offer.agreement_id == agreement.id, Offer.side == side, Offer.number.is_(None))
    )
    return {change.term_id: change for change in changes}


def printed_in(agreement: Agreement) -> dict[int, Any]:
    """What each copy of this agreement said, by the copy's id."""
    copies = db.session.scalars(
        sa.select(WordCopy).where(WordCopy.agreement_id == agreement.id).options(undefer(WordCopy.printed))
    )
    return {copy.id: copy.printed for copy in copies}


def next_number(kind: type[WordCopy] | type[EditedCopy], agreement: Agreement, side: Side) -> int:
    """The number of one's own side's next copy, or of the next file that it brings back."""
    last = sa.select(sa.func.max(kind.number)).where(kind.agreement_id == agreement.id, kind.side == side)
    return (db.session.scalar(last) or 0) + 1
