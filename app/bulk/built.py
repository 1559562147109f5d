"""Who has built on a bulk change since it was applied: asked in a few questions, whatever the number of agreements."""

from collections.abc import Callable, Iterable
from typing import Any

import sqlalchemy as sa

from app.bulk import now as present
from app.bulk.now import CHANGE, TERM_LEFT, Now, Record, left_behind
from app.extensions import db
from app.models import Agreement, BulkLine, Entry, Organisation, Person
from app.permissions import agreements_seen_by
from app.timeline.happened import happened
from app.wording import short_moment
from workflows.agreement import NEGOTIABLE, AgreementState
from workflows.bulk import LineState

S = AgreementState
NO_LONGER = "An agreement that is no longer yours to see"
NEUTRAL = ("remark", "note", "remind", "chase", "ask_approval", "write_opening", "plan_action")
"""What is said beside an agreement builds on nothing in it."""


def on(lines: Iterable[Any]) -> tuple[str, ...]:
    """One sentence for each agreement of these lines on which somebody has built, saying who did what and when."""
    done = [line for line in lines if line.stands is LineState.DONE]
    now = present.of(done)
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
    columns = (BulkLine.id, BulkLine.agreement_id, BulkLine.stands, BulkLine.done, BulkLine.planned, BulkLine.said)
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
    check: Callable[[Record, Any, Now], bool] = BUILT[record["do"]]
    return check(record, now.agreements[line.agreement_id], now)


def _differs(row: Any, record: Record, names: Iterable[str]) -> bool:
    return bool(left_behind(row, names) != record["left"])


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
