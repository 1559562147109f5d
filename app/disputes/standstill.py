"""Raise terms that stand still: a reminder, then the signatories, then issue resolution, each once for each standstill.

The days are a round's own setting. Terms are raised agreement by agreement, in one line of the timeline and one letter
for each person, and begin anew once they move.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from itertools import groupby
from typing import Any, Final

import sqlalchemy as sa

from app import clock
from app.agreements.letters import negotiators
from app.calendar import add_working_days, is_working_day
from app.due import Due, offers
from app.extensions import db
from app.mail import post
from app.models import Agreement, RaisedStep, Round, Setting, Term
from app.perform import perform
from app.permissions import SYSTEM, Actor
from app.signing.queries import people_of, whole
from workflows.agreement import AgreementState, Side
from workflows.deadline import LONDON, end_of
from workflows.roles import Role
from workflows.term import LIVE

MANY = 8
"""More refs than this are counted, not listed."""
IN_NEGOTIATION = (AgreementState.WITH_PROVIDER, AgreementState.WITH_COMMISSIONER)
SIGNATORIES = (Role.COMMISSIONER_SIGNATORY, Role.PROVIDER_SIGNATORY)


@dataclass(frozen=True)
class Step:
    """One step: its key, after how many working days it is raised unless a round says otherwise, and what is said."""

    key: str
    days: int
    done: str
    letter: str


STEPS: Final = (
    Step("remind", 10, "both negotiators are reminded", "Some terms have not moved for a while. Answer them."),
    Step(
        "tell signatories",
        20,
        "the signatories of both sides are told",
        "Some terms of an agreement that you sign have not moved for a while. Ask what holds them up.",
    ),
    Step(
        "suggest issue resolution",
        30,
        "issue resolution is suggested",
        "Some terms have not moved for a long while. Settle them, or open a dispute on them.",
    ),
)
DEFAULTS: Mapping[str, int | None] = {step.key: step.days for step in STEPS}


def steps_of(round_id: int) -> dict[str, int | None]:
    """After how many working days each step is raised in a round; None for a step that is not taken."""
    kept = db.session.get(Setting, _setting(round_id))
    return {**DEFAULTS, **(kept.value if kept else {})}


def set_steps(round_: Round, days: Mapping[str, int | None], *, by: Actor) -> None:
    """Say after how many working days each step is raised in this round; None leaves a step out."""
    said = "; ".join(f"{key} after {count} working days" if count else f"never {key}" for key, count in days.items())
    perform(round_, "edit", by=by, what=f"terms that stand still: {said}")
    db.session.merge(Setting(name=_setting(round_.id), value=dict(days)))
    db.session.flush()


def _setting(round_id: int) -> str:
    return f"steps for terms that stand still, round {round_id}"


# --- what time does ---------------------------------------------------------------------------------------------------


@offers
def due() -> Iterator[Due]:
    """The steps that are due, for each agreement with terms that have stood still for so long."""
    today = clock.today()
    rounds = db.session.scalars(
        sa.select(Agreement.round_id).where(Agreement.state.in_(IN_NEGOTIATION)).distinct().order_by(Agreement.round_id)
    ).all()
    for round_id in rounds:
        days = steps_of(round_id)
        for step in STEPS:
            count = days[step.key]
            if count:
                yield from _of_step(round_id, step, count, today)


def _of_step(round_id: int, step: Step, count: int, today: date) -> Iterator[Due]:
    rows = db.session.execute(_standing_still(step, _last_day(today, count)).where(Agreement.round_id == round_id))
    for agreement_id, terms in groupby(rows, key=lambda row: row.agreement_id):
        found = [(row.id, row.since) for row in terms]
        first = min(since for _, since in found).astimezone(LONDON).date()
        yield Due(
            at=add_working_days(first, count),
            do=partial(_raise, agreement_id, step, count, found),
            words=f"{len(found)} terms of agreement {agreement_id} stood still for {count} working days: {step.done}",
        )


def _last_day(today: date, count: int) -> date:
    """The last day from which `count` working days have gone by."""
    while count > 0:
        count -= is_working_day(today)
        today -= timedelta(days=1)
    return today


def _standing_still(step: Step, last_day: date) -> sa.Select[Any]:
    since = sa.func.coalesce(Term.moved_at, Agreement.waiting_since)
    raised = sa.select(RaisedStep.id).where(
        RaisedStep.term_id == Term.id, RaisedStep.step == step.key, RaisedStep.since == since
    )
    return (
        sa.select(Term.id, Term.agreement_id, sa.type_coerce(since, Term.moved_at.type).label("since"))
        .join(Agreement, Agreement.id == Term.agreement_id)
        .where(Agreement.state.in_(IN_NEGOTIATION), Term.state.in_(LIVE))
        .where(since < end_of(last_day), ~raised.exists())
        .order_by(Term.agreement_id, Term.position)
    )


def _raise(agreement_id: int, step: Step, count: int, found: list[tuple[int, datetime]]) -> None:
    agreement = whole(agreement_id)
    refs = list(
        db.session.scalars(sa.select(Term.ref).where(Term.id.in_([id_ for id_, _ in found])).order_by(Term.position))
    )
    which = ", ".join(refs) if len(refs) <= MANY else f"{len(refs)} terms"
    perform(agreement, "chase", by=SYSTEM, what=f"{which}: unmoved for {count} working days, so {step.done}")
    raised_at = clock.now()
    rows = [{"term_id": id_, "step": step.key, "since": since, "raised_at": raised_at} for id_, since in found]
    db.session.execute(sa.insert(RaisedStep), rows)
    _tell(agreement, step)


def _tell(agreement: Agreement, step: Step) -> None:
    place = f"/agreements/{agreement.round.slug}/{agreement.provider.code}"
    for name, email in _told(agreement, step):
        post(
            email,
            "standstill",
            name=name,
            agreement=f"{agreement.instrument} for {agreement.provider.name}, {agreement.round.slug}",
            what=step.letter,
            link=place if step.key != "suggest issue resolution" else f"{place}/disputes",
        )


def _told(agreement: Agreement, step: Step) -> list[tuple[str, str]]:
    if step.key == "tell signatories":
        return sorted({(row.name, row.email) for row in people_of(agreement) if row.role in SIGNATORIES})
    return [person for side in Side for person in negotiators(agreement, side)]
