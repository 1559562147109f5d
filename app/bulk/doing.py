"""Do one agreement's part of a bulk change with the real commands, and keep what undoing it needs to know."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from app.agreements import commands as agreements
from app.agreements import letters, limits, queries
from app.bulk.kinds import title_of
from app.bulk.now import CHANGE, LEAVES_A_TERM, TERM_LEFT, left_behind, spoken_of
from app.extensions import db
from app.models import Agreement, BulkChange, BulkLine, Change, Entry, Organisation, Person, Template, Term
from app.people import commands as people
from app.perform import perform
from workflows.agreement import Side
from workflows.clearance import Step as Leave
from workflows.engine import Refused

Record = dict[str, Any]
CHANGED = "It has changed since you read the preview: {}. Prepare the change again to see what it would do now."
TERM = (
    "id", "agreement_id", "standard_term_id", "schedule", "ref", "position", "title", "fields", "intentions",
    "excess_reason", "excess_approved_by_id", "state", "stands_by", "wanted_by", "wanted", "parked_owner",
    "parked_reason", "reopen_asked_by", "reopen_reason",
)  # fmt: skip
"""What a term that was taken out is put back with; a draft's term has never moved and is never parked."""


def do(bulk: BulkChange, line: BulkLine, agreement: Agreement, *, by: Person) -> None:
    """Take the steps of one line as `by`. Raises NotAllowed or Refused, as when it is not as the preview said."""
    records = [DO[step["do"]](bulk, agreement, step, by) for step in line.planned]
    perform(agreement, "change_in_bulk", by=by, what=f"bulk change {bulk.id}: {title_of(bulk)}")
    db.session.flush()
    for record in records:
        _mark(record)
    happened = sa.select(sa.func.max(Entry.seq)).where(Entry.chain == f"{Agreement.workflow.name} {agreement.id}")
    line.done = {"steps": records, "seq": db.session.scalar(happened) or 0}


def _mark(record: Record) -> None:
    """Note what was left behind, so that whoever changes it afterwards is noticed."""
    if record["do"] in LEAVES_A_TERM:
        record["left"] = left_behind(db.session.get_one(Term, record["term"]), TERM_LEFT)
    if "change" in record:
        record["left"] = left_behind(db.session.get_one(Change, record["change"]), CHANGE)


def _term(agreement: Agreement, step: dict[str, Any]) -> Term:
    term = db.session.get(Term, step["term"])
    if term is None or term.agreement_id != agreement.id:
        raise Refused(CHANGED.format(f"{step['ref']} has been taken out"))
    return term


def _expect(now: dict[str, Any], step: dict[str, Any]) -> None:
    if any(now.get(key) != value for key, value in step["was"].items()):
        raise Refused(CHANGED.format(f"somebody has changed {step['ref']}"))


def _edit(_: BulkChange, agreement: Agreement, step: dict[str, Any], by: Person) -> Record:
    term = _term(agreement, step)
    _expect(term.fields, step)
    before = {"fields": dict(term.fields), "excess": [term.excess_reason, term.excess_approved_by_id]}
    agreements.edit_term(term, fields=step["fields"], by=by)
    return {"do": "edit", "ref": term.ref, "term": term.id, **before}


def _offer(bulk: BulkChange, agreement: Agreement, step: dict[str, Any], by: Person) -> Record:
    term = _term(agreement, step)
    offer = queries.unsent(agreement, Side.COMMISSIONER)
    said = next((one for one in offer.changes if one.term_id == term.id), None) if offer else None
    before = {name: getattr(said, name) for name in CHANGE} if said else None
    now = {**term.fields, **said.after} if said else term.fields
    _expect(now, step)
    written = {**(said.after if said else {}), **step["fields"]}
    change = agreements.write_change(
        agreement, term, fields=written, reason=bulk.reason, by=by, meets=said.refusal if said else None
    )
    return {
        "do": "offer", "ref": term.ref, "term": term.id, "change": change.id, "before": before,
        "offer": change.offer_id, "began": offer is None,
    }  # fmt: skip


def _reopen(bulk: BulkChange, agreement: Agreement, step: dict[str, Any], by: Person) -> Record:
    term = _term(agreement, step)
    moved = term.moved_at.isoformat() if term.moved_at else None
    agreements.ask_to_reopen(term, reason=bulk.reason, by=by)
    return {"do": "reopen", "ref": term.ref, "term": term.id, "moved_at": moved}


def _add(bulk: BulkChange, agreement: Agreement, step: dict[str, Any], by: Person) -> Record:
    standard = bulk.standard_term
    if standard is None:
        raise LookupError
    there = sa.select(Term.ref).where(Term.agreement_id == agreement.id, Term.standard_term_id == standard.id)
    if db.session.scalar(there):
        raise Refused(CHANGED.format("it has this term by now"))
    term = agreements.add_term(agreement, schedule=standard.schedule, title=standard.title, by=by, **step["fields"])
    term.standard_term_id = standard.id
    return {"do": "add", "ref": term.ref, "term": term.id}


def _remove(_: BulkChange, agreement: Agreement, step: dict[str, Any], by: Person) -> Record:
    term = _term(agreement, step)
    _expect(term.fields, step)
    if spoken_of([term.id]):
        raise Refused(f"Somebody has written about {term.ref}, so it is not taken out in bulk. Take it out by hand.")
    kept = {name: getattr(term, name) for name in TERM}
    ref = term.ref
    agreements.remove_term(term, by=by)
    return {"do": "remove", "ref": ref, "term": step["term"], "kept": kept}


def _template(_: BulkChange, agreement: Agreement, step: dict[str, Any], by: Person) -> Record:
    if agreement.template_id != step["was"]["template"]:
        raise Refused(CHANGED.format("it has been moved to another template"))
    agreements.move_template(agreement, db.session.get_one(Template, step["fields"]["template"]), by=by)
    return {"do": "template", **step["was"], "to": agreement.template_id, "offers_sent": agreement.offers_sent}


def _assign(_: BulkChange, agreement: Agreement, step: dict[str, Any], by: Person) -> Record:
    provider = db.session.get_one(Organisation, agreement.provider_id)
    for person_id in step["fields"]["ends"]:
        people.unassign(db.session.get_one(Person, person_id), provider, by=by)
    who = db.session.get_one(Person, step["fields"]["person"])
    if step["fields"]["adds"]:
        people.assign(who, provider, by=by)
    return {"do": "assign", **step["fields"]}


def _send(bulk: BulkChange, agreement: Agreement, step: dict[str, Any], by: Person) -> Record:
    if agreement.offers_sent != step["was"]["offers_sent"]:
        raise Refused(CHANGED.format("another offer has been sent"))
    said = limits.said_in_unsent(agreement, Side.COMMISSIONER)
    if limits.digest_of(Leave.OFFER, {}, said) != step["was"]["says"]:
        raise Refused(CHANGED.format("the offer says something else"))
    act = agreements.send if step["do"] == "send" else agreements.counter
    offer = act(agreement, reason=bulk.reason, by=by)
    return {"do": step["do"], "offer": offer.id, "number": offer.number}


def _remind(bulk: BulkChange, agreement: Agreement, step: dict[str, Any], by: Person) -> Record:
    if agreement.state != step["was"]["state"]:
        raise Refused(CHANGED.format("the move has passed to somebody else"))
    perform(agreement, "remind", by=by)
    letters.remind(agreement, key=f"bulk {bulk.id}, agreement {agreement.id}")
    return {"do": "remind"}


DO: dict[str, Callable[[BulkChange, Agreement, dict[str, Any], Person], Record]] = {
    "edit": _edit,
    "offer": _offer,
    "reopen": _reopen,
    "add": _add,
    "remove": _remove,
    "template": _template,
    "assign": _assign,
    "send": _send,
    "counter": _send,
    "remind": _remind,
}
