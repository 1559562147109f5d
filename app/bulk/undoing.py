"""Put one agreement back exactly as it was before a bulk change; whether that may be is decided before."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.agreements import commands as agreements
from app.agreements import letters, standing
from app.agreements.sides import side_that_negotiates
from app.agreements.terms import leave_nothing_behind, price_of
from app.extensions import db
from app.models import Agreement, BulkChange, Change, Organisation, Person, Template, Term
from app.people import commands as people
from app.perform import perform

Record = dict[str, Any]


def put_back(bulk: BulkChange, agreement: Agreement, records: list[Record], *, by: Person) -> None:
    """Undo what was done to one agreement, the last step first. The timeline keeps both."""
    perform(agreement, "undo_in_bulk", by=by, what=f"bulk change {bulk.id}")
    for record in reversed(records):
        PUT_BACK[record["do"]](bulk, agreement, record, by)
    db.session.flush()


def _edit(_: BulkChange, agreement: Agreement, record: Record, __: Person) -> None:
    term = db.session.get_one(Term, record["term"])
    price = price_of(term)
    term.fields = record["fields"]
    term.excess_reason, term.excess_approved_by_id = record["excess"]
    agreement.price += price_of(term) - price


def _offer(_: BulkChange, __: Agreement, record: Record, ___: Person) -> None:
    change = db.session.get_one(Change, record["change"])
    if record["before"] is not None:
        for name, value in record["before"].items():
            setattr(change, name, value)
        return
    offer = change.offer
    db.session.delete(change)
    db.session.flush()
    db.session.expire(offer, ["changes"])
    if record["began"] and not offer.changes:
        db.session.delete(offer)


def _reopen(_: BulkChange, agreement: Agreement, record: Record, by: Person) -> None:
    term = db.session.get_one(Term, record["term"])
    term.reopen_asked_by, term.reopen_reason = None, ""
    term.moved_at = datetime.fromisoformat(record["moved_at"]) if record["moved_at"] else None
    side = side_that_negotiates(by).other
    letters.tell_about_reopening(agreement, side, f"no longer asks to reopen {term.ref}")


def _add(_: BulkChange, agreement: Agreement, record: Record, __: Person) -> None:
    term = db.session.get_one(Term, record["term"])
    agreement.price -= price_of(term)
    standing.goes(agreement, term)
    leave_nothing_behind(term)
    db.session.delete(term)


def _remove(_: BulkChange, agreement: Agreement, record: Record, __: Person) -> None:
    """With its own id where that is still free, so that what was linked to it is again."""
    kept = dict(record["kept"])
    if db.session.scalar(sa.select(Term.id).where(Term.id == kept["id"])) is not None:
        del kept["id"]
    term = Term(**kept)
    db.session.add(term)
    db.session.flush()
    db.session.refresh(term)
    agreement.price += price_of(term)
    standing.begins(agreement, term.state)


def _template(_: BulkChange, agreement: Agreement, record: Record, by: Person) -> None:
    agreements.move_template(agreement, db.session.get_one(Template, record["template"]), by=by)


def _assign(_: BulkChange, agreement: Agreement, record: Record, by: Person) -> None:
    provider = db.session.get_one(Organisation, agreement.provider_id)
    if record["adds"]:
        people.unassign(db.session.get_one(Person, record["person"]), provider, by=by)
    for person_id in record["ends"]:
        people.assign(db.session.get_one(Person, person_id), provider, by=by)


def _send(bulk: BulkChange, agreement: Agreement, _: Record, by: Person) -> None:
    """A sent offer is withdrawn, as it is by hand: what it said becomes the unsent offer again."""
    agreements.withdraw(agreement, reason=f"Sent in bulk change {bulk.id}, which is undone.", by=by)


PUT_BACK: dict[str, Callable[[BulkChange, Agreement, Record, Person], None]] = {
    "edit": _edit,
    "offer": _offer,
    "reopen": _reopen,
    "add": _add,
    "remove": _remove,
    "template": _template,
    "assign": _assign,
    "send": _send,
    "counter": _send,
}
