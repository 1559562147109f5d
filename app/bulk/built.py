"""Who has built on a bulk change since it was applied: asked in a few questions, whatever the number of agreements."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa

from app.extensions import db
from app.models import (
    Agreement,
    Assignment,
    BulkLine,
    Change,
    Entry,
    Offer,
    Organisation,
    Person,
    PlaybookLine,
    Remark,
    Term,
)
from app.permissions import agreements_seen_by
from app.timeline.happened import happened
from app.wording import short_moment
from workflows.agreement import NEGOTIABLE, AgreementState
from workflows.bulk import LineState

Record = dict[str, Any]
S = AgreementState
NO_LONGER = "An agreement that is no longer yours to see"
LEAVES_A_TERM = ("edit", "add", "reopen")
TERM_LEFT = ("title", "fields", "state", "excess_reason", "excess_approved_by_id", "reopen_asked_by", "reopen_reason")
CHANGE = ("after", "reason", "answer", "refusal", "owner")
"""What of a term, and of what an offer says on it, nobody may have changed since."""
NEUTRAL = ("remark", "note", "remind", "chase", "ask_approval", "write_opening", "plan_action")
"""What is said beside an agreement builds on nothing in it."""


@dataclass(frozen=True)
class Now:
    """How the things that a bulk change touched stand now, by their ids."""

    agreements: dict[int, Any]
    terms: dict[int, Any]
    changes: dict[int, Any]
    offers: dict[int, Any]
    standing: dict[int, Any]
    assigned: frozenset[tuple[int, int]]
    spoken_of: frozenset[int]
    taken: frozenset[tuple[int, str]]


def on(lines: Iterable[Any]) -> tuple[str, ...]:
    """One sentence for each agreement of these lines on which somebody has built, saying who did what and when."""
    done = [line for line in lines if line.state is LineState.DONE]
    now = _now(done)
    built = [line for line in done if any(_is_built_on(line, record, now) for record in line.done["steps"])]
    if not built:
        return ()
    said = _last_said(built)
    return tuple(
        f"{line.name}: {said.get(line.agreement_id, 'it has changed since') if line.code else 'it has changed since'}"
        for line in built
    )


def lines_of(bulk_id: int, *, seen_by: Person) -> list[Any]:
    """The lines of a bulk change as rows, in order; without the name of what is no longer this person's to see."""
    columns = (BulkLine.id, BulkLine.agreement_id, BulkLine.state, BulkLine.done, BulkLine.planned, BulkLine.said)
    agreement = (
        Agreement.state.label("agreement_state"), Agreement.template_id, Agreement.offers_sent, Agreement.provider_id,
    )  # fmt: skip
    may_see = agreements_seen_by(seen_by)
    name = sa.case((may_see, Organisation.name), else_=NO_LONGER).label("name")
    code = sa.case((may_see, Organisation.code), else_="").label("code")
    return list(
        db.session.execute(
            sa.select(*columns, *agreement, name, code)
            .join(Agreement, Agreement.id == BulkLine.agreement_id)
            .join(Organisation, Organisation.id == Agreement.provider_id)
            .where(BulkLine.bulk_change_id == bulk_id)
            .order_by(BulkLine.position)
        )
    )


def _is_built_on(line: Any, record: Record, now: Now) -> bool:
    return BUILT[record["do"]](record, now.agreements[line.agreement_id], now)


def left_behind(row: Any, names: Iterable[str]) -> dict[str, Any]:
    """How a bulk change left this row."""
    return {name: getattr(row, name) for name in names}


def _differs(row: Any, record: Record, names: Iterable[str]) -> bool:
    return left_behind(row, names) != record["left"]


# --- each kind of step ------------------------------------------------------------------------------------------------


def _draft_term(record: Record, agreement: Any, now: Now) -> bool:
    term = now.terms.get(record["term"])
    return agreement.state is not S.DRAFTING or term is None or _differs(term, record, TERM_LEFT)


def _added(record: Record, agreement: Any, now: Now) -> bool:
    return record["term"] in now.spoken_of or _draft_term(record, agreement, now)


def _removed(record: Record, agreement: Any, now: Now) -> bool:
    return agreement.state is not S.DRAFTING or (agreement.id, record["ref"]) in now.taken


def _change(record: Record, agreement: Any, now: Now) -> bool:
    change = now.changes.get(record["change"])
    return (
        agreement.state is not S.WITH_COMMISSIONER
        or change is None
        or change.number is not None
        or _differs(change, record, CHANGE)
    )


def _asked(record: Record, _: Any, now: Now) -> bool:
    term = now.terms.get(record["term"])
    return term is None or _differs(term, record, TERM_LEFT)


def _template(record: Record, agreement: Any, _: Now) -> bool:
    return (
        agreement.state not in NEGOTIABLE
        or agreement.template_id != record["to"]
        or agreement.offers_sent != record["offers_sent"]
    )


def _assignment(record: Record, agreement: Any, now: Now) -> bool:
    pair = (record["person"], agreement.provider_id)
    back = [(person, agreement.provider_id) for person in record["ends"]]
    return (record["adds"] and pair not in now.assigned) or any(one in now.assigned for one in back)


def _sent(record: Record, agreement: Any, now: Now) -> bool:
    offer = now.offers.get(record["offer"])
    last = now.standing.get(agreement.id)
    return offer is None or offer.answered_at is not None or offer.withdrawn_at is not None or last != record["number"]


BUILT: dict[str, Callable[[Record, Any, Now], bool]] = {
    "edit": _draft_term,
    "offer": _change,
    "reopen": _asked,
    "add": _added,
    "remove": _removed,
    "template": _template,
    "assign": _assignment,
    "send": _sent,
    "counter": _sent,
    "remind": lambda *_: False,
}


# --- asked of the database --------------------------------------------------------------------------------------------


def _now(lines: list[Any]) -> Now:
    records = [record for line in lines for record in line.done["steps"]]
    kinds = {record["do"] for record in records}
    ids = [line.agreement_id for line in lines]
    sent = kinds & {"send", "counter"}
    return Now(
        agreements=_agreements(lines),
        terms=_terms(records) if kinds & set(LEAVES_A_TERM) else {},
        changes=_changes(records) if "offer" in kinds else {},
        offers=_offers(records) if sent else {},
        standing=_standing(ids) if sent else {},
        assigned=_assigned(records) if "assign" in kinds else frozenset(),
        spoken_of=spoken_of(r["term"] for r in records if r["do"] == "add") if "add" in kinds else frozenset(),
        taken=_taken(ids) if "remove" in kinds else frozenset(),
    )


def _agreements(lines: list[Any]) -> dict[int, Any]:
    """The agreements as the lines came with them."""
    return {
        line.agreement_id: SimpleNamespace(
            id=line.agreement_id,
            state=line.agreement_state,
            template_id=line.template_id,
            offers_sent=line.offers_sent,
            provider_id=line.provider_id,
        )
        for line in lines
    }


def _terms(records: list[Record]) -> dict[int, Any]:
    ids = [record["term"] for record in records if record["do"] in LEAVES_A_TERM]
    columns = [getattr(Term, name) for name in TERM_LEFT]
    return {row.id: row for row in db.session.execute(sa.select(Term.id, *columns).where(Term.id.in_(ids)))}


def spoken_of(terms: Iterable[int]) -> frozenset[int]:
    """Which of these terms somebody has written about, in a remark or in a playbook: they are not deleted."""
    ids = list(terms)
    remarks = sa.select(Remark.term_id).where(Remark.term_id.in_(ids))
    lines = sa.select(PlaybookLine.term_id).where(PlaybookLine.term_id.in_(ids))
    return frozenset(found for found in db.session.scalars(remarks.union(lines)) if found is not None)


def _taken(ids: list[int]) -> frozenset[tuple[int, str]]:
    rows = db.session.execute(sa.select(Term.agreement_id, Term.ref).where(Term.agreement_id.in_(ids)))
    return frozenset((agreement_id, ref) for agreement_id, ref in rows)


def _changes(records: list[Record]) -> dict[int, Any]:
    ids = [record["change"] for record in records if "change" in record]
    columns = [getattr(Change, name) for name in CHANGE]
    rows = sa.select(Change.id, Offer.number, *columns).join(Offer).where(Change.id.in_(ids))
    return {row.id: row for row in db.session.execute(rows)}


def _offers(records: list[Record]) -> dict[int, Any]:
    ids = [record["offer"] for record in records if record["do"] in ("send", "counter")]
    rows = sa.select(Offer.id, Offer.answered_at, Offer.withdrawn_at).where(Offer.id.in_(ids))
    return {row.id: row for row in db.session.execute(rows)}


def _standing(ids: list[int]) -> dict[int, Any]:
    """The number of the last offer that stands, by agreement."""
    rows = db.session.execute(
        sa.select(Offer.agreement_id, sa.func.max(Offer.number))
        .where(Offer.agreement_id.in_(ids), Offer.withdrawn_at.is_(None))
        .group_by(Offer.agreement_id)
    )
    return {agreement_id: number for agreement_id, number in rows}  # noqa: C416 - rows are not pairs


def _assigned(records: list[Record]) -> frozenset[tuple[int, int]]:
    people = {record["person"] for record in records} | {one for record in records for one in record["ends"]}
    rows = db.session.execute(
        sa.select(Assignment.person_id, Assignment.provider_id).where(Assignment.person_id.in_(people))
    )
    return frozenset((person_id, provider_id) for person_id, provider_id in rows)


def _last_said(lines: list[Any]) -> dict[int, str]:
    """Who did what last to each of these agreements since the bulk change, in words."""
    since = {f"{Agreement.workflow.name} {line.agreement_id}": line for line in lines}
    rows = db.session.execute(
        sa.select(Entry.chain, Entry.seq, Entry.action, Entry.what, Entry.at, Entry.side, Person.name)
        .outerjoin(Person, Person.id == Entry.actor_id)
        .where(Entry.chain.in_(since), Entry.action.not_in(NEUTRAL))
        .order_by(Entry.seq)
    )
    return {since[row.chain].agreement_id: _words(row) for row in rows if row.seq > since[row.chain].done["seq"]}


def _words(row: Any) -> str:
    what = f" ({row.what})" if row.what and row.side == "commissioner" else ""
    done = happened(row.action)
    return f"{row.name or 'the system'} {done[:1].lower()}{done[1:]}{what} on {short_moment(row.at)}"
