"""How long one change to 166 agreements of 40 terms takes: its preview, applying it, and undoing it as a whole.

Run it as `python -m bench.bulk`. Seconds are wall-clock time on an empty SQLite database of its own. Drafts take it at
once; the others are the commissioner's move, and take it into unsent offers.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from app import clock, create_app, jobs
from app.agreements import commands as agreements
from app.bulk import commands, preview, work
from app.clock import SETTING
from app.extensions import db
from app.jobs import Task
from app.models import Agreement, Assignment, BulkChange, Person, Setting, StandardTerm, Term
from config import for_tests
from tests import make
from workflows.agreement import AgreementState, Side
from workflows.bulk import BulkKind, BulkState
from workflows.roles import Role
from workflows.round import RoundState
from workflows.schedule import LAYOUTS, Kind, Schedule

PROVIDERS, TERMS = 166, 40
PREVIEW_IN_SECONDS, APPLY_IN_SECONDS = 2, 10
PRICE = {"baseline": 100_000, "change": 0, "price": 100_000, "firm": False}
SCHEDULES = (Schedule.PRICE, Schedule.VOLUMES, Schedule.SERVICES, Schedule.SERVICE_LEVELS)


def main() -> int:
    """Print the figures; fail when one is over its limit."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/bulk.sqlite"
        app = create_app(for_tests(url))
        with app.app_context():
            db.create_all()
            jobs.create_tables(url)
            db.session.add(Setting(name=SETTING, value=make.NOON.isoformat()))
            db.session.commit()
            who, bulk = _built()
            previewed, shown = _timed(lambda: _preview(bulk, who))
            applied, _ = _timed(lambda: _apply(bulk, who, shown.digest))
            undone, _ = _timed(lambda: _undo(bulk, who))
            assert db.session.get_one(BulkChange, bulk).state is BulkState.UNDONE
            db.session.remove()
            db.engine.dispose()
    sys.stdout.write(
        f"Preview of {len(shown.affected)} agreements of {TERMS} terms: {previewed:.2f} s "
        f"(limit {PREVIEW_IN_SECONDS} s)\n"
        f"Applied: {applied:.2f} s (limit {APPLY_IN_SECONDS} s)\nUndone: {undone:.2f} s\n"
    )
    return int(previewed > PREVIEW_IN_SECONDS or applied > APPLY_IN_SECONDS)


def _timed(do: Callable[[], Any]) -> tuple[float, Any]:
    db.session.remove()
    began = time.perf_counter()
    found = do()
    return time.perf_counter() - began, found


def _preview(bulk: int, who: int) -> preview.Preview:
    found = db.session.get_one(BulkChange, bulk)
    return preview.of(found, by=db.session.get_one(Person, who), today=clock.today())


def _apply(bulk: int, who: int, seen: str) -> None:
    commands.apply(db.session.get_one(BulkChange, bulk), seen=seen, by=db.session.get_one(Person, who))
    db.session.commit()
    work.apply(Task("", lambda *_: None), bulk)
    db.session.commit()


def _undo(bulk: int, who: int) -> None:
    commands.undo(db.session.get_one(BulkChange, bulk), by=db.session.get_one(Person, who))
    db.session.commit()


def _built() -> tuple[int, int]:
    """Who changes it, and a price line raised in every agreement, prepared."""
    round_ = make.round_(RoundState.NEGOTIATING)
    manager, who = make.person(Role.ROUND_MANAGER), make.person(Role.COMMISSIONER_NEGOTIATOR)
    make.template()
    for number in range(TERMS):
        schedule = SCHEDULES[number % len(SCHEDULES)]
        agreements.add_standard_term(
            round_, schedule=schedule, ref=f"S-{number}", title=f"Line {number}", fields=_fields(schedule),
            intentions=[], applies={}, by=manager,
        )  # fmt: skip
    for _ in range(PROVIDERS):
        db.session.add(Assignment(person_id=who.id, provider_id=make.provider().id))
    agreements.draft_agreements(round_, by=manager)
    odd = Agreement.id % 2 == 1
    db.session.execute(sa.update(Agreement).where(odd).values(state=AgreementState.WITH_COMMISSIONER, offers_sent=2))
    db.session.execute(
        sa.update(Term).where(Term.agreement_id % 2 == 1).values(state="countered", stands_by=Side.PROVIDER)
    )
    db.session.commit()
    line = db.session.query(StandardTerm).filter_by(ref="S-0").one().id
    bulk = commands.prepare(
        round_, kind=BulkKind.RAISE, asked={}, change={"hundredths": 150, "to_nearest": 1, "reopens": True}, by=who,
        reason="Pay.", standard_term_id=line,
    )  # fmt: skip
    db.session.commit()
    return who.id, bulk.id


def _fields(schedule: Schedule) -> dict[str, Any]:
    if schedule is Schedule.PRICE:
        return dict(PRICE)
    numeric = (Kind.WHOLE, Kind.MONEY)
    return {column.key: 100 if column.kind in numeric else "As agreed" for column in LAYOUTS[schedule].columns}


if __name__ == "__main__":
    sys.exit(main())
