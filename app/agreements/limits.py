"""How one's own side's playbook bears on a step of an agreement: what goes beyond it, and whether that is cleared."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.agreements import queries
from app.agreements.sides import side_of
from app.extensions import db
from app.models import Agreement, Change, Clearance, Offer, Person, PlaybookLine, Term
from app.perform import perform
from app.permissions import SYSTEM, Actor, roles_of
from workflows import playbook
from workflows.agreement import AgreementState, Side
from workflows.clearance import STEP_OF, ClearanceState, Step
from workflows.engine import Refused
from workflows.playbook import Approver, Beyond, Limits
from workflows.roles import Role

Lines = Mapping[int, tuple[Limits, Approver]]
"""Range and approver by the id of the term."""
Cleared = Mapping[tuple[str, int | None, Role | None], ClearanceState]
"""Where leave stands, by the digest of what it is for and by who may give it."""
NOUNS = {Step.DRAFT: "this draft", Step.OFFER: "this offer", Step.ACCEPTANCE: "accepting it"}
BEST_FIRST = (ClearanceState.APPROVED, ClearanceState.ASKED, ClearanceState.DECLINED, ClearanceState.LAPSED)


@dataclass(frozen=True)
class Overstep:
    """What one step would do beyond one's own range, and the fingerprint of that exact step."""

    step: Step
    digest: str
    beyond: tuple[Beyond, ...]
    cleared: Cleared

    def by_approver(self) -> dict[Approver, list[Beyond]]:
        """What goes beyond, by who may allow it."""
        found: dict[Approver, list[Beyond]] = {}
        for one in self.beyond:
            found.setdefault(one.approver, []).append(one)
        return found

    def standing(self, who: Approver) -> ClearanceState | None:
        """Where the leave of this approver for exactly this stands; None when nobody has asked."""
        return self.cleared.get((self.digest, *who.key))

    @property
    def to_ask(self) -> list[Approver]:
        """Whom nobody has asked for leave for exactly this, or who has declined it."""
        settled = (ClearanceState.APPROVED, ClearanceState.ASKED)
        return [who for who in self.by_approver() if self.standing(who) not in settled]

    def sentences(self) -> tuple[str, ...]:
        """What keeps it from leaving: one sentence for each approver whose leave it still needs."""
        return tuple(
            _sentence(self.step, _refs(found), who, self.standing(who))
            for who, found in self.by_approver().items()
            if self.standing(who) is not ClearanceState.APPROVED
        )


def _sentence(step: Step, refs: list[str], who: Approver, standing: ClearanceState | None) -> str:
    goes = f"{_list(refs)} {'go' if len(refs) > 1 else 'goes'} beyond your range"
    if standing is ClearanceState.ASKED:
        return f"{goes}: it waits for {who} to approve {NOUNS[step]}."
    if standing is ClearanceState.DECLINED:
        return f"{goes}, and {who} has declined {NOUNS[step]}: come back within the range, or change it and ask again."
    return f"{goes}: ask {who} to approve {NOUNS[step]} first."


def _refs(found: Iterable[Beyond]) -> list[str]:
    return list(dict.fromkeys(one.ref for one in found))


def _list(refs: list[str]) -> str:
    return " and ".join([", ".join(refs[:-1]), refs[-1]] if refs[1:] else refs)


def overstep(
    step: Step, terms: Iterable[Any], said: Mapping[int, Any], side: Side | None, lines: Lines, cleared: Cleared
) -> Overstep:
    """What a step would do beyond the range. `said`: one's own unsent answers, by the id of their term."""
    terms = list(terms)
    values = playbook.given(step, terms, said, side)
    found = playbook.beyond(terms, values, lines) if lines else ()
    return Overstep(step, digest_of(step, values, said) if found else "", found, cleared)


def digest_of(step: Step, values: Mapping[int, Any], said: Mapping[int, Any]) -> str:
    """The fingerprint of an exact step: of what it says on each term, and of every value that it gives away."""
    answers = [
        [term_id, one.answer, one.after, one.reason, one.refusal, one.owner, one.until and one.until.isoformat()]
        for term_id, one in sorted(said.items())
    ]
    body = [step, sorted(values.items()), answers if step is Step.OFFER else []]
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


# --- for the guards ---------------------------------------------------------------------------------------------------


def facts(terms: Iterable[Any], said: Mapping[int, Any], side: Side | None, lines: Lines, cleared: Cleared) -> Any:
    """What goes beyond and is not cleared, for every step at once, from what a page has looked up already."""
    terms = list(terms)
    return {f"beyond_{step}": overstep(step, terms, said, side, lines, cleared).sentences() for step in Step}


def facts_for(agreement: Agreement, action: str | None, side: Side | None) -> dict[str, Any]:
    """The same for one action, looked up; nothing for actions that give no value away."""
    steps = [STEP_OF[action]] if action in STEP_OF else [] if action else list(Step)
    if not steps or side is None:
        return {}
    return {f"beyond_{step}": of_step(agreement, step, side).sentences() for step in steps}


def to_ask(agreement: Agreement, gathered: Mapping[str, Any], *, writing: bool) -> Step | None:
    """The step for which approval can still be asked now; None when none needs it, or it has been asked already."""
    drafting = agreement.state is AgreementState.DRAFTING
    steps = [Step.DRAFT] if drafting else [*([Step.OFFER] if writing else []), Step.ACCEPTANCE]
    for step in steps:
        if any(": ask " in sentence for sentence in gathered[f"beyond_{step}"]):
            return step
    return None


def lines_beside(terms: Iterable[Any], side: Side | None, rows: Iterable[Any]) -> Lines:
    """The lines of the playbook among what a page has looked up (app/agreements/beside.py)."""
    if side is None:
        return {}
    kept = {(r.n, r.p): (json.loads(r.a), approver(side, r.id, _role(r.b), r.c)) for r in rows}
    found = {term.id: kept.get((term.id, None)) or kept.get((None, term.standard_term_id)) for term in terms}
    return {term_id: line for term_id, line in found.items() if line is not None}


def cleared_beside(rows: Iterable[Any]) -> Cleared:
    """Where each leave stands, from what a page has looked up."""
    return best((r.a, r.id, _role(r.b), ClearanceState(r.c)) for r in rows)


def _role(name: str | None) -> Role | None:
    return Role(name) if name else None


def of_step(agreement: Agreement, step: Step, side: Side) -> Overstep:
    """What this step, as it stands now, would do beyond `side`'s range."""
    lines = lines_of(agreement, side)
    if not lines:
        return Overstep(step, "", (), {})
    said = said_in_unsent(agreement, side)
    return overstep(step, queries.terms_of(agreement), said, side, lines, cleared_for(agreement, side))


def lines_of(agreement: Agreement, side: Side) -> Lines:
    """What `side` keeps for each term of an agreement: for the term itself, or else for its standard term."""
    rows = db.session.execute(
        sa.select(Term.id, PlaybookLine, Person.name)
        .join(Term, sa.or_(PlaybookLine.term_id == Term.id, PlaybookLine.standard_term_id == Term.standard_term_id))
        .outerjoin(Person, Person.id == PlaybookLine.approver_id)
        .where(Term.agreement_id == agreement.id, PlaybookLine.side == side)
        .order_by(PlaybookLine.term_id.is_not(None))
    )
    return {
        term_id: (line.limits, approver(side, line.approver_id, line.approver_role, name))
        for term_id, line, name in rows
    }


def ensure_within(agreement: Agreement, values: Mapping[int, Mapping[str, Any]], *, by: Actor) -> None:
    """Raise Refused where `values` (by the id of their term) go beyond one's own side's range, unless `by` may.

    For what takes effect at once, so that there is no exact step for which leave could be asked.
    """
    side, roles = side_of(by), roles_of(by, agreement)
    lines = lines_of(agreement, side) if side and values else {}
    found = playbook.beyond(queries.terms_of(agreement), values, lines)
    others = [one for one in found if one.approver.role not in roles and one.approver.person_id != by.id]
    if others:
        whom = " and ".join(dict.fromkeys(str(one.approver) for one in others))
        goes = f"{_list(_refs(others))} {'go' if len(_refs(others)) > 1 else 'goes'} beyond your range"
        raise Refused(f"{goes}. Come back within it, or have {whom} do this.")


def approver(side: Side, person_id: int | None, role: Role | None, name: str | None) -> Approver:
    """Who may go beyond, as a playbook's line names them; the usual part of that side where it names nobody."""
    if person_id is not None:
        return Approver(person_id, None, name or "")
    return Approver(None, role or playbook.MAY_GO_BEYOND[side][0])


def cleared_for(agreement: Agreement, side: Side) -> Cleared:
    """Where each leave that was asked for on this agreement stands; of several for the same thing, the best."""
    rows = db.session.execute(
        sa.select(Clearance.digest, Clearance.approver_id, Clearance.approver_role, Clearance.state).where(
            Clearance.agreement_id == agreement.id, Clearance.side == side
        )
    )
    return best((r.digest, r.approver_id, r.approver_role, r.state) for r in rows)


def best(rows: Iterable[tuple[str, int | None, Role | None, ClearanceState]]) -> Cleared:
    """The state that counts of each, where something was asked for twice."""
    found: dict[tuple[str, int | None, Role | None], ClearanceState] = {}
    for digest, person_id, role, state in sorted(rows, key=lambda row: -BEST_FIRST.index(row[3])):
        found[(digest, person_id, role)] = state
    return {key: state for key, state in found.items() if state is not ClearanceState.LAPSED}


def said_in_unsent(agreement: Agreement, side: Side) -> dict[int, Any]:
    """What `side`'s unsent offer says, by the id of the term."""
    columns = (
        Change.term_id, Change.answer, Change.after, Change.reason, Change.refusal, Change.owner, Change.until,
    )  # fmt: skip
    mine = sa.select(*columns).join(Offer).where(
        Offer.agreement_id == agreement.id, Offer.side == side, Offer.number.is_(None)
    )  # fmt: skip
    return {row.term_id: row for row in db.session.execute(mine)}


def lapse(agreement: Agreement, side: Side, *steps: Step, but: str = "") -> None:
    """Let lapse what was asked or given for these steps, because they are not what they were; all `but` one digest.

    A leave counts only for the exact step it was given for; this is so that nobody waits for one that cannot count.
    """
    which = sa.and_(Clearance.step.in_(steps), Clearance.digest != but)
    _lapse(agreement, side, which, ClearanceState.ASKED, ClearanceState.APPROVED)


def need_not_be_decided(agreement: Agreement, side: Side) -> None:
    """Let lapse what was asked and not answered, because this side has made its move without it."""
    _lapse(agreement, side, sa.true(), ClearanceState.ASKED)


def _lapse(agreement: Agreement, side: Side, which: sa.ColumnElement[bool], *states: ClearanceState) -> None:
    mine = sa.select(Clearance).where(Clearance.agreement_id == agreement.id, Clearance.side == side, which)
    for one in db.session.scalars(mine.where(Clearance.state.in_(states))).all():
        perform(one, "lapse", by=SYSTEM)
