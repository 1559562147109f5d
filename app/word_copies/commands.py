"""Take an agreement into Word, bring it back, decide on what has no place, and put what came back into the offer."""

from collections.abc import Collection, Mapping
from typing import Any

from flask import current_app

from app import clock, uploads
from app.agreements import commands as agreements
from app.agreements.sides import side_that_negotiates
from app.documents.field_marks import Mark, read, written
from app.documents.negotiation_copy import CopyFacts, copy_of
from app.documents.word import fields as word_fields
from app.documents.word.package import opened
from app.documents.word.reading import read as read_words
from app.extensions import db
from app.file_types import LARGEST
from app.models import Agreement, Decision, EditedCopy, Person, Term, UnplacedChange, WordCopy
from app.permissions import Actor
from app.remarks import commands as remarks
from app.signing import queries as texts
from app.signing.facts import agreement_facts
from app.uploads import Brought
from app.word_copies import queries
from app.word_copies.found import Found, Remark, Unplaced, from_dict
from app.word_copies.matching import match
from app.word_copies.printed import printed_of
from workflows.agreement import NEGOTIABLE, AgreementState, Side
from workflows.deadline import LONDON
from workflows.engine import Refused
from workflows.term import Answer


def take(agreement: Agreement, side: Side, *, by: Person) -> tuple[WordCopy, bytes]:
    """Make a negotiation copy of what is on the table. Raises Refused when nothing can be negotiated any more."""
    if agreement.state not in NEGOTIABLE:
        raise Refused("The text is agreed. Take it back to change it first, on the agreement’s page.")
    whole = texts.whole(agreement.id)
    terms = list(queries.terms_of(agreement).values())
    copy = WordCopy(
        agreement_id=agreement.id,
        side=side,
        number=queries.next_number(WordCopy, agreement, side),
        offer=agreement.offers_sent,
        made_by_id=by.id,
        made_at=clock.now(),
        printed={},
    )
    db.session.add(copy)
    db.session.flush()
    facts = CopyFacts(
        number=copy.number,
        offer=copy.offer,
        made_on=copy.made_at.astimezone(LONDON).date(),
        address=_address(agreement),
        mark=lambda term, column: written(Mark(copy.id, term, column), _key()),
    )
    content = word_fields.as_bytes(copy_of(agreement_facts(whole), terms, facts))
    copy.printed = printed_of(read_words(opened(content)), _read_mark, terms)
    db.session.flush()
    return copy, content


def bring_back(agreement: Agreement, side: Side, file: Brought, *, by: Person) -> EditedCopy:
    """Read an edited copy and keep it as it came; nothing is put anywhere. Raises NotReadable or Rejected."""
    file.stream.seek(0)
    found = match(read_words(opened(file.stream.read(LARGEST + 1))), _read_mark, queries.printed_in(agreement))
    terms = queries.terms_of(agreement)
    edited = EditedCopy(
        agreement_id=agreement.id,
        side=side,
        number=queries.next_number(EditedCopy, agreement, side),
        word_copy_id=found.copy,
        upload_id=uploads.store(file, by=by).id,
        brought_by_id=by.id,
        brought_at=clock.now(),
        found=found.as_dict(),
        unplaced=[_kept(place, change, terms) for place, change in enumerate(found.unplaced, start=1)],
    )
    db.session.add(edited)
    db.session.flush()
    return edited


def _kept(place: int, change: Unplaced, terms: Collection[int]) -> UnplacedChange:
    return UnplacedChange(
        position=place,
        sort=change.sort,
        place=change.where,
        before=change.before,
        after=change.after,
        authors=change.by,
        term_id=change.term if change.term in terms else None,
    )


def decide(
    change: UnplacedChange,
    decision: Decision,
    *,
    by: Person,
    term: Term | None = None,
    column: int | None = None,
    text: str = "",
) -> None:
    """Place a change at a term (and at one of its values), note it, or dismiss it. It can be decided again."""
    change.decision, change.text = decision, text.strip()
    if decision is Decision.PLACED:
        change.term_id = term.id if term else None
        change.column = column if term else None
    change.decided_by_id, change.decided_at = by.id, clock.now()
    db.session.flush()


def put(
    edited: EditedCopy,
    agreement: Agreement,
    *,
    values: Mapping[int, Mapping[str, Any]],
    reasons: Mapping[int, str],
    comments: str = "",
    by: Person,
) -> list[str]:
    """Put values into one's own side's unsent offer (into the draft, while it is drafted), one change a term.

    `comments` is "private" or "shared" to keep the file's comments as remarks, once. Returns the refs that were
    written. Raises NotAllowed or Refused, as when it is not this side's move or a term is locked.
    """
    terms = queries.terms_of(agreement)
    already = queries.written_by(agreement, side_that_negotiates(by))
    done = []
    for key, cells in values.items():
        term = terms[key]
        if agreement.state is AgreementState.DRAFTING:
            agreements.edit_term(term, fields=dict(cells), by=by)
        elif not _is_written(already.get(key), cells, reasons[key]):
            agreements.write_change(
                agreement, term, fields=_merged(already.get(key), cells), reason=reasons[key], by=by
            )
        else:
            continue
        done.append(term.ref)
    if comments and edited.put_at is None:
        _keep_comments(edited, agreement, terms, private=comments != "shared", by=by)
    if done or comments:
        edited.put_at, edited.put_by_id = clock.now(), by.id
    db.session.flush()
    return done


def _merged(written: Any, cells: Mapping[str, Any]) -> dict[str, Any]:
    """What the offer says of the term already, with what comes from the file on top."""
    before = written.after if written is not None and written.answer is Answer.CHANGE else {}
    return {**before, **cells}


def _is_written(written: Any, cells: Mapping[str, Any], reason: str) -> bool:
    """Whether the offer says all of it already: a second press writes nothing twice."""
    return (
        written is not None
        and written.answer is Answer.CHANGE
        and written.reason == reason
        and all(written.after.get(key, written.term.fields.get(key)) == value for key, value in cells.items())
    )


def _keep_comments(
    edited: EditedCopy, agreement: Agreement, terms: Mapping[int, Term], *, private: bool, by: Actor
) -> None:
    for remark in found_in(edited).remarks:
        text = f"{remark.text}\n\n(From Word: {remark.author or 'no name given'})"
        term = terms.get(remark.term) if remark.term is not None else None
        remarks.remark(agreement, term, text=text, private=private, by=by, upload=edited.upload)


def found_in(edited: EditedCopy) -> Found:
    """What was read in a file; changes that were placed at a term as a whole stand with its comments."""
    found = from_dict(edited.found)
    for change in edited.unplaced:
        if change.decision is Decision.PLACED and change.column is None:
            said = change.text or change.after or f"Without: {change.before}"
            found.remarks.append(
                Remark(", ".join(filter(None, change.authors)), "", said, change.place, change.term_id)
            )
    return found


def _read_mark(text: str) -> Mark | None:
    return read(text, _key())


def _key() -> bytes:
    return str(current_app.config["SECRET_KEY"]).encode()


def _address(agreement: Agreement) -> str:
    service = current_app.config["SERVICE_URL"].rstrip("/")
    return f"{service}/agreements/{agreement.round.slug}/{agreement.provider.code}/word"
