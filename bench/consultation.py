"""What a consultation of 5,000, 20,000 and 50,000 responses with six points each costs, on SQLite and on PostgreSQL.

Run it as `python -m bench.consultation [sqlite|postgresql] [sizes…]`. CPU seconds of this process and, on PostgreSQL,
of its server; the rows are illustrative and made up in bulk. It fails where a limit is passed.
"""

import json
import resource
import sys
from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from flask import g
from sqlalchemy import event

from app import create_app, jobs
from app.campaigns import work
from app.clock import SETTING
from app.extensions import db
from app.jobs import Task
from app.models import Campaign, CampaignSearch, Entry, Person, Point, Round, Setting
from app.reports import commands as reports
from bench import bare, said
from bench.costs import Meter, database
from config import for_tests
from tests import make

SIZES = (5_000, 20_000, 50_000)
PAGES_LIMIT, GROUPING_LIMIT, REPORT_LIMIT = 5, 60, 20
LIST = "/rounds/2012-13/feedback"
WORD = said.VOCABULARY[40]
Row = dict[str, Any]


def main(kinds: list[str], sizes: list[int]) -> int:
    """Print the figures of each database; 1 when something is over its limit."""
    over = 0
    for kind in kinds:
        with database(kind) as (url, servers):
            rows = []
            for row in _measured(url, Meter(servers), sizes):
                over += _print(kind, row)
                rows.append(row)
        print(json.dumps({"database": kind, "rows": rows}))
    return int(over > 0)


def _measured(url: str, meter: Meter, sizes: list[int]) -> Iterator[Row]:
    app = create_app(for_tests(url))
    with app.app_context():
        db.create_all()
        jobs.create_tables(url)
        db.session.add(Setting(name=SETTING, value=make.NOON.isoformat()))
        ids = [each.id for each in said.begin()]
        crowd, before = said.Said(), 0
        for size in sizes:
            round_, analyst = db.session.get_one(Round, ids[0]), db.session.get_one(Person, ids[1])
            said.add(round_, analyst, crowd, before, size)
            _settle(kind=db.engine.dialect.name)
            yield from ({"responses": size, **row} for row in _all(app, url, meter, round_, analyst))
            before = size
        db.session.remove()
        db.engine.dispose()


def _settle(kind: str) -> None:
    """What a server does by itself: PostgreSQL analyses its tables; and no worker process is left uncounted."""
    if kind == "postgresql":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(sa.text("VACUUM ANALYZE"))
            connection.execute(sa.text("ALTER SYSTEM SET max_parallel_workers_per_gather = 0"))
            connection.execute(sa.text("SELECT pg_reload_conf()"))


def _all(app: Any, url: str, meter: Meter, round_: Round, analyst: Person) -> Iterator[Row]:
    ids = round_.id, analyst.id
    client, floor = app.test_client(), bare.build(url, WORD)
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = analyst.fs_uniquifier, True
    grouping = _grouping(meter, round_, analyst)
    middle = db.session.scalars(sa.select(Point.id).order_by(Point.place_order).offset(_count() // 2).limit(1)).one()
    db.session.remove()
    narrowed = f"{LIST}?words={WORD}&stance=disagree&kind=provider"
    yield grouping
    yield _page(meter, "the analyst's list", client, LIST, lambda: floor.get("/list"))
    yield _page(meter, "a filtered search", client, narrowed, lambda: floor.get("/search"))
    yield _page(meter, "the summary page", client, f"{LIST}/summary", lambda: floor.get("/summary"))
    yield _page(meter, "a point, its neighbours", client, f"{LIST}/{middle}", None)
    yield _page(meter, "the campaigns", client, f"{LIST}/campaigns", None)
    yield _page(meter, "the responses", client, f"{LIST}/responses", None)
    yield _report(meter, client, ids[0], ids[1])


def _count() -> int:
    return db.session.scalar(sa.select(sa.func.count(Point.id))) or 0


def _page(meter: Meter, name: str, client: Any, address: str, floor: Callable[[], Any] | None) -> Row:
    seen: list[str] = []
    db.session.remove()

    def note(*args: Any) -> None:
        if not args[2].startswith(("BEGIN", "SAVEPOINT", "RELEASE", "PRAGMA")):
            seen.append(args[2])

    event.listen(db.engine, "before_cursor_execute", note)
    _get(client, address)
    event.remove(db.engine, "before_cursor_execute", note)
    ours = meter.of_each(lambda: _get(client, address))
    below = meter.of_each(floor) if floor else None
    return {"name": name, "queries": len(seen), "seconds": ours, "floor": below}


def _report(meter: Meter, client: Any, round_id: int, analyst_id: int) -> Row:
    """The whole report on the responses as a Word file, written from what is counted."""
    reports.start(db.session.get_one(Round, round_id), by=db.session.get_one(Person, analyst_id))
    db.session.commit()
    seconds = meter.of(lambda: _get(client, f"{LIST}/report/preview/document"))
    return {"name": "the report in Word", "queries": 0, "seconds": seconds, "floor": None, "limit": REPORT_LIMIT}


def _get(client: Any, address: str) -> None:
    """As a person's request: nothing is left of the one before."""
    g.__dict__.clear()
    assert client.get(address).status_code == 200, address
    db.session.remove()


def _grouping(meter: Meter, round_: Round, analyst: Person) -> Row:
    """A look for campaigns from nothing: what an earlier one grouped is let go first."""
    db.session.execute(sa.update(Point).values(campaign_id=None, own_words=None))
    db.session.execute(sa.delete(Campaign))
    db.session.execute(sa.delete(Entry).where(Entry.subject_type == "campaign"))
    search = CampaignSearch(round_id=round_.id, asked_by_id=analyst.id, asked_at=make.NOON, shingle=3, similarity=40,
                            least_words=8, least_responses=3)  # fmt: skip
    make.add(search)
    search_id = search.id
    seconds = meter.of(lambda: (work.find(Task("bench", lambda *_: None), search_id), db.session.commit()))
    db.session.remove()
    found = db.session.get_one(CampaignSearch, search_id)
    return {
        "name": "campaigns looked for", "queries": 0, "seconds": seconds, "floor": None, "limit": GROUPING_LIMIT,
        "points": found.points, "texts": found.texts, "campaigns": found.campaigns, "grouped": found.grouped,
    }  # fmt: skip


def _print(kind: str, row: Row) -> int:
    """One line; 1 where it is over its limit."""
    ratio = row["seconds"] / row["floor"] if row["floor"] else None
    limit = row.get("limit")
    is_over = (ratio is not None and ratio > PAGES_LIMIT) or (limit is not None and row["seconds"] > limit)
    compared = f"floor {row['floor'] * 1000:8.2f} ms  ratio {ratio:5.2f}" if ratio else ""
    found = f"{row['points']} points, {row['texts']} texts, {row['campaigns']} campaigns" if "points" in row else ""
    cost = f"{row['queries']:2} queries {row['seconds'] * 1000:9.2f} ms"
    over = "  OVER" if is_over else ""
    print(f"{kind:10} {row['responses']:6} {row['name']:24} {cost}  {compared}{found}{over}", flush=True)
    return int(is_over)


if __name__ == "__main__":
    asked = sys.argv[1:]
    code = main([each for each in asked if not each.isdigit()] or ["sqlite", "postgresql"],
                [int(each) for each in asked if each.isdigit()] or list(SIZES))  # fmt: skip
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")
    sys.exit(code)
