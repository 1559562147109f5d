"""What a notice does to its agreement when it takes effect: the terms change, and the next version is issued."""

from collections.abc import Sequence
from datetime import date

from app.agreements import queries as agreements
from app.agreements import standing
from app.agreements.terms import put
from app.documents.storage import from_dict
from app.extensions import db
from app.models import Agreement, AgreementVersion, Notice, NoticeChange, Term
from app.notices import queries
from app.notices.text import next_number, varied
from app.permissions import SYSTEM, Actor
from app.signing import commands as signing
from app.signing import queries as texts
from app.signing.facts import issued_as, standing_facts
from app.signing.records import with_records
from workflows.deadline import LONDON
from workflows.engine import Refused
from workflows.notice import NoticeKind
from workflows.schedule import Schedule, number
from workflows.term import TermState


def effective_day(notice: Notice) -> date:
    """The day from which the text reads so: the one it names, or that on which the last consent came."""
    if notice.kind is NoticeKind.MANDATORY:
        return notice.effective_on
    consented = notice.decided_at or notice.answered_at
    return max(notice.effective_on, consented.astimezone(LONDON).date()) if consented else notice.effective_on


def bring_about(
    notice: Notice, changes: Sequence[NoticeChange], *, on: date, reason: str, by: Actor
) -> AgreementVersion:
    """Change the terms as `changes` say, and issue the text that results as the agreement's next version."""
    agreement = texts.whole(notice.agreement_id)
    kept = texts.current_version(agreement)
    version_number = next_number(kept.number)
    for change in changes:
        _apply(change, on, version_number)
    settle_parked(agreement, [change.term for change in changes])
    db.session.flush()
    text = varied(
        from_dict(kept.text),
        standing_facts(agreement),
        agreements.terms_of(agreement),
        queries.applied(agreement),
        version_number,
        on,
    )
    named = with_records(text, issued_as(standing_facts(agreement), version_number, reason))
    return signing.issue_varied(agreement, named, reason=reason, applies_from=on, by=by)


def _apply(change: NoticeChange, on: date, version_number: str) -> None:
    term = change.term
    if change.cause == "decision":
        change.after = priced(term, change.notice.decided_cost or 0)
    change.before = {key: term.fields.get(key) for key in change.after}
    put(term, change.after)
    change.applied_on, change.version_number = on, version_number


def settle_parked(agreement: Agreement, terms: Sequence[Term]) -> None:
    """A parked term that a notice fills in is settled by it."""
    parked = [term for term in terms if term.state is TermState.PARKED]
    standing.stand(agreement, parked, "settle", by=SYSTEM)
    for term in parked:
        term.parked_owner, term.parked_reason, term.parked_until = "", "", None


def priced(term: Term, cost: int) -> dict[str, int]:
    """The cells of a price line with `cost` more. Raises Refused while its figures are to follow."""
    price, change = number(term.fields.get("price")), number(term.fields.get("change"))
    if price is None:
        raise Refused(f"The price of {term.ref} is still to follow. Choose another price line.")
    return {"price": price + cost} | ({} if change is None else {"change": change + cost})


def price_lines(agreement: Agreement) -> list[Term]:
    """The price lines on which a decided cost can be put."""
    return [t for t in agreement.terms if t.schedule is Schedule.PRICE and number(t.fields.get("price")) is not None]


def undoing(notice: Notice) -> list[NoticeChange]:
    """Changes that lead every term the notice changed back to what it was."""
    made = [change for change in queries.applied(notice.agreement) if change.notice_id == notice.id]
    before: dict[int, dict[str, object]] = {}
    for change in made:
        before[change.term_id] = {**change.before, **before.get(change.term_id, {})}
    back = [
        NoticeChange(notice_id=notice.id, term_id=term_id, cause="undo", before={}, after=cells)
        for term_id, cells in before.items()
    ]
    db.session.add_all(back)
    db.session.flush()
    return back
