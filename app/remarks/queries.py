"""What is said about an agreement and its terms, by whom it may be read, and what is new to a person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.extensions import db
from app.models import Agreement, Organisation, Person, Remark, RemarkRead, Round, Term
from app.permissions import agreements_seen_by, notes_seen_by, side_of_notes
from workflows.agreement import Side


@dataclass(frozen=True)
class Line:
    """One remark. `ref` is empty where it is about the whole agreement; `corrects`: when what it corrects was said."""

    id: int
    term_id: int | None
    ref: str
    side: Side
    private: bool
    author: str
    author_id: int
    at: datetime
    text: str
    upload_id: int | None
    corrects: datetime | None
    corrected: bool
    new: bool


def of_term(term: Term, *, seen_by: Person | None) -> list[Line]:
    """What is said about one term, the oldest first: what both sides share, and the notes of one's own side.

    Without anybody (`seen_by=None`) only what both sides share: for papers that leave the two sides' hands.
    """
    return _lines(term.agreement, Remark.term_id == term.id, seen_by)


def of_agreement(agreement: Agreement, *, seen_by: Person | None) -> list[Line]:
    """The same for an agreement with all of its terms."""
    return _lines(agreement, sa.true(), seen_by)


def _lines(agreement: Agreement, which: sa.ColumnElement[bool], person: Person | None) -> list[Line]:
    mended, mends = aliased(Remark), aliased(Remark)
    is_corrected = sa.select(mends.id).where(mends.corrects_id == Remark.id).exists()
    rows = db.session.execute(
        sa.select(Remark, Person.name, Term.ref, mended.at, is_corrected, _is_new(person))
        .join(Person, Person.id == Remark.author_id)
        .outerjoin(Term, Term.id == Remark.term_id)
        .outerjoin(mended, mended.id == Remark.corrects_id)
        .where(Remark.agreement_id == agreement.id, which, _may_be_read(agreement, person))
        .order_by(Remark.id)
    )
    return [
        Line(
            r.id, r.term_id, ref or "", r.side, r.private, name, r.author_id, r.at, r.text, r.upload_id, corrects,
            bool(corrected), bool(new),
        )
        for r, name, ref, corrects, corrected, new in rows
    ]  # fmt: skip


def get(agreement: Agreement, remark_id: int, *, seen_by: Person) -> Remark:
    """One remark on this agreement, or NoResultFound when there is none that one may read."""
    return db.session.scalars(
        sa.select(Remark).where(
            Remark.id == remark_id, Remark.agreement_id == agreement.id, _may_be_read(agreement, seen_by)
        )
    ).one()


def _may_be_read(agreement: Agreement, person: Person | None) -> sa.ColumnElement[bool]:
    """Of an agreement that one sees already."""
    shared, side = Remark.private.is_(False), side_of_notes(person, agreement) if person else None
    return shared if side is None else sa.or_(shared, Remark.side == side)


# --- what is new ------------------------------------------------------------------------------------------------------


def _is_new(person: Person | None) -> sa.ColumnElement[bool]:
    return sa.false() if person is None else _is_new_to(person.id)


def _is_new_to(reader_id: Any) -> sa.ColumnElement[bool]:
    """Somebody else's, and not marked as read."""
    mark = sa.select(RemarkRead.remark_id).where(RemarkRead.remark_id == Remark.id, RemarkRead.person_id == reader_id)
    return sa.and_(Remark.author_id != reader_id, ~mark.exists())


_NEW_IN_ROUND = (
    sa.select(Remark.agreement_id, sa.func.count())
    .join(Agreement, Agreement.id == Remark.agreement_id)
    .where(Agreement.round_id == sa.bindparam("round_id"), _is_new_to(sa.bindparam("reader_id")))
    .group_by(Remark.agreement_id)
)
"""Built once, for every list of agreements asks it."""


def unread(agreement: Agreement, *, seen_by: Person) -> Mapping[int | None, int]:
    """How many remarks are new to a person, by the id of the term; None for those on the agreement as a whole."""
    rows = db.session.execute(
        sa.select(Remark.term_id, sa.func.count())
        .where(Remark.agreement_id == agreement.id, _may_be_read(agreement, seen_by), _is_new(seen_by))
        .group_by(Remark.term_id)
    )
    return {row[0]: row[1] for row in rows}


def unread_in_round(round_id: int, *, seen_by: Person) -> Mapping[int, int]:
    """How many remarks are new to a person, by the id of the agreement, in one query."""
    readable = sa.or_(Remark.private.is_(False), notes_seen_by(seen_by, Remark.side))
    rows = db.session.execute(
        _NEW_IN_ROUND.where(agreements_seen_by(seen_by), readable), {"round_id": round_id, "reader_id": seen_by.id}
    )
    return {row[0]: row[1] for row in rows}


def unread_everywhere(*, seen_by: Person) -> list[tuple[str, str, str, int, datetime]]:
    """Where there is something new: the round's address, the provider's code and name, how much, and since when."""
    rows = db.session.execute(
        sa.select(Round.slug, Organisation.code, Organisation.name, sa.func.count(Remark.id), sa.func.min(Remark.at))
        .join(Agreement, Agreement.id == Remark.agreement_id)
        .join(Round, Round.id == Agreement.round_id)
        .join(Organisation, Organisation.id == Agreement.provider_id)
        .where(agreements_seen_by(seen_by), _is_new(seen_by))
        .where(sa.or_(Remark.private.is_(False), notes_seen_by(seen_by, Remark.side)))
        .group_by(Round.slug, Organisation.code, Organisation.name)
        .order_by(Organisation.name)
    )
    return [(slug, code, name, count, since) for slug, code, name, count, since in rows]


def new_to(agreement: Agreement, person: Person, *, up_to: int, terms: Iterable[int | None] | None = None) -> list[int]:
    """Ids of the remarks up to `up_to` that are new to a person; `terms` limits them to some terms."""
    found = sa.select(Remark.id).where(
        Remark.agreement_id == agreement.id, Remark.id <= up_to, _may_be_read(agreement, person), _is_new(person)
    )
    if terms is not None:
        found = found.where(sa.func.coalesce(Remark.term_id, 0).in_([term or 0 for term in terms]))
    return list(db.session.scalars(found))


def said_already(agreement: Agreement, term: Term | None, *, text: str, private: bool, by: Person, after: int) -> bool:
    """Whether this person has said exactly this since the page that they send it from was shown."""
    found = sa.select(Remark.id).where(
        Remark.agreement_id == agreement.id, Remark.author_id == by.id, Remark.id > after, Remark.text == text,
        Remark.private.is_(private), Remark.term_id == term.id if term else Remark.term_id.is_(None),
    )  # fmt: skip
    return db.session.scalars(found).first() is not None
