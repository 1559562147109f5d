"""Move terms along and keep the agreement's count of them: the only writer of a term's state and of those counts.

It writes no timeline of its own: its caller performs one move on the agreement (or dispute, or notice) that names the
terms, so that accepting forty of them is one entry.
"""

from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm.util import identity_key

from app import clock, permissions
from app.agreements.sides import side_of
from app.extensions import db
from app.models import Agreement, Term
from app.permissions import Actor
from workflows.agreement import Side
from workflows.term import TermState

COUNTS = {
    TermState.AGREED: "terms_agreed",
    TermState.PARKED: "terms_parked",
    TermState.OPEN: "terms_open",
    TermState.DISPUTED: "terms_disputed",
}


def stand(agreement: Agreement, terms: Iterable[Term], action: str, *, by: Actor, **facts: Any) -> None:
    """Move `terms` of `agreement` by `action`. Raises NotAllowed or Refused at the first that may not move.

    `facts` are what the guards ask for: `whole`, `earlier`, `owner`, `reason`, `until`, `before`.
    """
    roles, side = permissions.roles_of(by, agreement), side_of(by)
    for term in terms:
        known = {"ref": term.ref, "side": side, **facts}
        _count(agreement, term.state, -1)
        try:
            term.workflow.fire(term, action, roles, **known)
        finally:
            _count(agreement, term.state, +1)
        term.moved_at = clock.now()
        _follow(term, action, known)


def stand_together(
    agreement: Agreement, which: sa.ColumnElement[bool], action: str, *, by: Actor, **facts: Any
) -> None:
    """Move every term of `agreement` for which `which` holds, as `stand` does, in one question and one statement.

    For "propose" and "accept", which an offer does to forty terms at once.
    """
    roles, side = permissions.roles_of(by, agreement), side_of(by)
    db.session.flush()
    columns = (Term.id, Term.ref, Term.state, Term.stands_by, Term.wanted_by, Term.reopen_asked_by)
    rows = db.session.execute(sa.select(*columns).where(Term.agreement_id == agreement.id, which)).all()
    for row in rows:
        term = SimpleNamespace(**row._mapping)
        Term.workflow.fire(term, action, roles, ref=row.ref, side=side, **facts)
        _count(agreement, row.state, -1)
        _count(agreement, term.state, +1)
    if rows:
        becomes = {"state": term.state, "moved_at": clock.now(), "version": Term.version + 1, **TOGETHER[action](side)}
        _write(becomes, [row.id for row in rows])


def _write(becomes: dict[str, Any], ids: list[int]) -> None:
    """Change these terms in one statement. Those that the session holds are read again when somebody asks them."""
    change = sa.update(Term).where(Term.id.in_(ids)).values(becomes)
    db.session.execute(change, execution_options={"synchronize_session": False})
    for id_ in ids:
        held = db.session.identity_map.get(identity_key(Term, id_))
        if held is not None:
            db.session.expire(held)


def _now_stands(side: Side | None) -> dict[str, Any]:
    cleared = {"wanted_by": None, "wanted": "", "parked_owner": "", "parked_reason": "", "parked_until": None}
    return {"stands_by": side, **cleared}


TOGETHER: dict[str, Callable[[Side | None], dict[str, Any]]] = {"propose": _now_stands, "accept": lambda _: {}}
"""Moves that lead to one state wherever they start, with what follows from them."""


def check(agreement: Agreement, term: Term, action: str, *, by: Actor, **facts: Any) -> None:
    """Raise NotAllowed or Refused unless `by` could move this term so, now."""
    roles = permissions.roles_of(by, agreement)
    term.workflow.check(term, action, roles, ref=term.ref, side=side_of(by), **facts)


def begins(agreement: Agreement, state: TermState = TermState.OPEN) -> None:
    """Count a term that was added."""
    agreement.terms_total += 1
    _count(agreement, state, +1)


def goes(agreement: Agreement, term: Term) -> None:
    """Stop counting a term that is removed."""
    agreement.terms_total -= 1
    _count(agreement, term.state, -1)


def _count(agreement: Agreement, state: TermState | None, by: int) -> None:
    counted = COUNTS.get(state or TermState.OPEN)
    if counted:
        setattr(agreement, counted, getattr(agreement, counted) + by)


# --- what follows from each move --------------------------------------------------------------------------------------


def _stands(term: Term, known: dict[str, Any]) -> None:
    term.stands_by = known["side"]
    term.wanted_by, term.wanted = None, ""
    _parked_no_more(term)


def _wanted(term: Term, known: dict[str, Any]) -> None:
    term.wanted_by, term.wanted = known["side"], known["reason"]


def _parked(term: Term, known: dict[str, Any]) -> None:
    term.parked_owner, term.parked_reason, term.parked_until = known["owner"], known["reason"], known["until"]
    term.wanted_by, term.wanted = None, ""


def _asked_to_reopen(term: Term, known: dict[str, Any]) -> None:
    term.reopen_asked_by, term.reopen_reason = known["side"], known["reason"]


def _kept(term: Term, _: dict[str, Any]) -> None:
    term.reopen_asked_by, term.reopen_reason = None, ""


def _reopened(term: Term, known: dict[str, Any]) -> None:
    _kept(term, known)
    term.stands_by = None


def _resumed(term: Term, known: dict[str, Any]) -> None:
    term.stands_by = term.stands_by or known["side"]
    _parked_no_more(term)


def _settled(term: Term, _: dict[str, Any]) -> None:
    term.wanted_by, term.wanted = None, ""
    _parked_no_more(term)


def _parked_no_more(term: Term) -> None:
    term.parked_owner, term.parked_reason, term.parked_until = "", "", None


def _accepted(term: Term, _: dict[str, Any]) -> None:
    term.parked_owner, term.parked_reason, term.parked_until = "", "", None


FOLLOWS: dict[str, Callable[[Term, dict[str, Any]], None]] = {
    "accept": _accepted,
    "propose": _stands,
    "counter": _stands,
    "refuse": _stands,
    "want": _wanted,
    "park": _parked,
    "ask_to_reopen": _asked_to_reopen,
    "keep_agreed": _kept,
    "reopen": _reopened,
    "resume": _resumed,
    "settle": _settled,
}


def _follow(term: Term, action: str, known: dict[str, Any]) -> None:
    consequence = FOLLOWS.get(action)
    if consequence:
        consequence(term, known)
