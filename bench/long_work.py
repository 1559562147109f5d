"""What the long work of a large consultation costs: suggestions, answering, approving and releasing, open data.

Run it as `python -m bench.long_work [sqlite|postgresql] [size]`: 50,000 responses with six points each, made up.
Seconds, and CPU seconds of this process and, on PostgreSQL, of its server; memory is this process's at most, so far. It
fails where a limit is passed.
"""

import resource
import sys
import time
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from app import create_app, jobs
from app.answers import batch_work, batches, preview, releasing
from app.clock import SETTING
from app.coding import suggesting
from app.extensions import db
from app.jobs import Task
from app.models import Person, Point, Round, Setting, Volume
from app.permissions import SYSTEM
from app.published import putting_up
from bench import said
from bench.costs import Meter, database
from config import for_tests
from tests import make
from workflows.point import PointState
from workflows.point_batch import BatchKind
from workflows.roles import Role
from workflows.volume import VolumeState

SIZE = 50_000
LIMIT_SECONDS, LIMIT_MEGABYTES = 600, 1_000
NOBODY_WAITS = Task("bench", lambda *_: None)
GIVEN = {"disposition": "accepted", "reason": "We heard {place} and will do it.", "change": "It says so now."}


def main(kinds: list[str], size: int) -> int:
    """Print the figures of each database; 1 when something is over its limit."""
    over = 0
    for kind in kinds:
        with database(kind) as (url, servers):
            app = create_app(for_tests(url))
            with app.app_context():
                over += _measured(app, url, kind, Meter(servers), size)
                db.session.remove()
                db.engine.dispose()
    return int(over > 0)


def _measured(app: Any, url: str, kind: str, meter: Meter, size: int) -> int:
    ids = _begin(url, size)
    over = 0
    for name, do in (
        ("suggestions looked for", lambda: _suggest(*ids)),
        ("answered by template", lambda: _together(ids[0], ids[1], BatchKind.ANSWER, "unanswered", GIVEN)),
        ("approved", lambda: _together(ids[0], ids[2], BatchKind.APPROVE, "answered", {})),
        ("released", lambda: _release(ids[0])),
        ("put on their pages", lambda: _publish(ids[0], ids[1])),
        *((f"open data: {each}", lambda each=each: _fetch(app, each)) for each in ("points.csv", "responses.json")),
    ):
        over += _line(kind, size, name, meter, do)
    return over


def _line(kind: str, size: int, name: str, meter: Meter, do: Callable[[], Any]) -> int:
    """One line; 1 where it is over a limit."""
    began = time.monotonic()
    cpu = meter.of(do)
    db.session.remove()
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    over = cpu > LIMIT_SECONDS or megabytes > LIMIT_MEGABYTES
    print(f"{kind:10} {size:6} {name:26} {time.monotonic() - began:7.1f} s  {cpu:7.1f} s of CPU  {megabytes:5.0f} MB"
          f"{'  OVER' if over else ''}", flush=True)  # fmt: skip
    return int(over)


def _begin(url: str, size: int) -> tuple[int, int, int]:
    """The round, who answers and who approves, with nothing answered yet."""
    db.create_all()
    jobs.create_tables(url)
    db.session.add(Setting(name=SETTING, value=make.NOON.isoformat()))
    round_, analyst = said.begin()
    said.add(round_, analyst, said.Said(), 0, size)
    db.session.execute(sa.update(Point).values(state=PointState.UNANSWERED))
    db.session.execute(sa.text("UPDATE round SET state = 'answering'"))
    ids = round_.id, analyst.id, make.person(Role.ANALYST).id
    db.session.commit()
    db.session.remove()
    return ids


def _suggest(round_id: int, analyst_id: int, _other: int) -> None:
    run = suggesting.ask(db.session.get_one(Round, round_id), by=db.session.get_one(Person, analyst_id))
    run_id = run.id
    db.session.commit()
    suggesting.make(NOBODY_WAITS, run_id)
    db.session.commit()


def _together(round_id: int, by_id: int, kind: BatchKind, state: str, given: dict[str, Any]) -> None:
    by = db.session.get_one(Person, by_id)
    chosen = {"search": {"state": state}}
    batch = batches.prepare(db.session.get_one(Round, round_id), kind, chosen=chosen, given=given, by=by)
    batches.apply(batch, seen=preview.of(batch, by=by).digest, by=by)
    batch_id = batch.id
    db.session.commit()
    batch_work.work(NOBODY_WAITS, batch_id)
    db.session.commit()


def _release(round_id: int) -> None:
    round_ = db.session.get_one(Round, round_id)
    releasing.release(round_, by=SYSTEM)
    under_way = releasing.under_way(round_)
    release_id = under_way.id if under_way else 0
    db.session.commit()
    if release_id:
        releasing.work(NOBODY_WAITS, release_id)
        db.session.commit()


def _publish(round_id: int, person_id: int) -> None:
    volume = Volume(round_id=round_id, number=1, state=VolumeState.PUBLISHED, digest="", with_name=0, without_name=0,
                    prepared_by_id=person_id, prepared_at=make.NOON, published_by_id=person_id,
                    published_at=make.NOON.replace(year=2030))  # fmt: skip
    db.session.add(volume)
    db.session.flush()
    putting_up.put_up(volume)
    db.session.commit()


def _fetch(app: Any, name: str) -> None:
    """Fetch a file as somebody does who keeps none of it in memory."""
    began, size = time.monotonic(), 0
    answer = app.test_client().get(f"/rounds/2012-13/responses/data/{name}", buffered=False)
    first = time.monotonic() - began
    for block in answer.response:
        size += len(block)
    print(f"{name}: {size / 1e6:.0f} MB, its first bytes after {first:.2f} s", flush=True)


if __name__ == "__main__":
    asked = sys.argv[1:]
    sizes = [int(each) for each in asked if each.isdigit()]
    sys.exit(main([each for each in asked if not each.isdigit()] or ["sqlite", "postgresql"], (sizes or [SIZE])[0]))
