"""Put work that happens outside the database (mail, files, the clock) into the same transaction as its cause.

The only module that knows the queue's client; `app/worker` is the only one that knows its engine.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import uuid4

import sqlalchemy as sa

from app.extensions import db, only_reads

if TYPE_CHECKING:
    from dbos import DBOSClient

APPLICATION = "commissioning"
PROGRESS = "progress"

# The queue's own tables, for migrations to leave alone. SQLite has no schemas to keep them apart.
TABLES = frozenset(
    {
        "dbos_migrations",
        "workflow_status",
        "workflow_input",
        "workflow_output",
        "workflow_events",
        "workflow_events_history",
        "workflow_schedules",
        "operation_outputs",
        "notifications",
        "streams",
        "queues",
        "application_versions",
    }
)

WAITING = ("ENQUEUED", "DELAYED")
UNFINISHED = (*WAITING, "PENDING")
FAILED = ("ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")


@dataclass(frozen=True)
class Task:
    """One try at one job, as the function that does the work sees it.

    `key` is the same on every try, so that an outside effect can be made only once. `report(done, total)` tells the
    page that waits. On SQLite it waits for itself once the session has asked the database anything, unless that is
    within `app.extensions.reading`: a long job gathers and makes its file there, and saves it afterwards.
    """

    key: str
    report: Callable[[int, int], None]


@dataclass(frozen=True)
class Progress:
    """How far a job has come: waiting, working, done or failed, and how many parts of how many."""

    state: str
    done: int = 0
    total: int = 0


def enqueue(job: str, *, key: str = "", **arguments: Any) -> str:
    """Have the worker do a job after the current transaction commits; a rollback leaves no job. Returns its id.

    A job whose `key` is already there is not added again. Arguments are stored as JSON: pass ids and plain values.
    """
    job_id = key or uuid4().hex
    client().enqueue_in_transaction(
        db.session(), {"workflow_name": job, "queue_name": queue_of(job), "workflow_id": job_id}, **arguments
    )
    return job_id


def queue_of(job: str) -> str:
    """Letters wait apart: while the mail server is down, other work goes on."""
    return "mail" if job == "send_mail" else "jobs"


def progress(job_id: str) -> Progress | None:
    """How far a job has come; None when there is no such job, or its history has been purged."""
    token = only_reads.set(True)  # the queue reads on a connection of its own, beside what we may be writing
    try:
        found = client().list_workflows(workflow_ids=[job_id], load_input=False, load_output=False)
        counts = (client().get_event(job_id, PROGRESS, timeout_seconds=0) or {}) if found else {}
    finally:
        only_reads.reset(token)
    if not found:
        return None
    return Progress(_in_words(found[0].status), counts.get("done", 0), counts.get("total", 0))


def create_tables(url: str | sa.URL) -> None:
    """Create or upgrade the queue's own tables; part of `flask db upgrade`. Alembic leaves them alone."""
    from dbos import DBOS  # noqa: PLC0415 - see _client

    DBOS.migrate(url.render_as_string(hide_password=False) if isinstance(url, sa.URL) else url)


class Unfinished(NamedTuple):
    """A job that waits or is being done, as a backup keeps it."""

    id: str
    name: str
    arguments: dict[str, Any]


def unfinished(connection: sa.Connection) -> list[Unfinished]:
    """What the queue still has to do, without the ticks of its schedules."""
    status, inputs = _tables(connection)
    rows = connection.execute(
        sa.select(status.c.workflow_uuid, status.c.name, inputs.c.inputs)
        .join(inputs, inputs.c.workflow_uuid == status.c.workflow_uuid)
        .where(status.c.status.in_(UNFINISHED), status.c.schedule_name.is_(None))
        .order_by(status.c.workflow_uuid)
    )
    return [Unfinished(id_, name, json.loads(arguments)["namedArgs"]) for id_, name, arguments in rows]


def requeue(connection: sa.Connection, job: Unfinished) -> None:
    """Put a job from a backup back in the queue, unless it is there or has been done since."""
    client().enqueue_in_transaction(
        connection,
        {"workflow_name": job.name, "queue_name": queue_of(job.name), "workflow_id": job.id},
        **job.arguments,
    )


def clear(connection: sa.Connection) -> None:
    """Forget all jobs, done or not: the rows that they were about are going."""
    for name in ("workflow_input", "workflow_output", "operation_outputs", "workflow_status"):
        connection.execute(sa.delete(sa.table(name, schema=_schema(connection))))


def _tables(connection: sa.Connection) -> tuple[sa.TableClause, sa.TableClause]:
    """The queue's own two tables, as far as we read them."""
    names = ("workflow_uuid", "name", "status", "schedule_name")
    status = sa.table("workflow_status", *[sa.column(name) for name in names], schema=_schema(connection))
    return status, sa.table(
        "workflow_input", sa.column("workflow_uuid"), sa.column("inputs"), schema=_schema(connection)
    )


def _schema(connection: sa.Connection) -> str | None:
    return None if connection.dialect.name == "sqlite" else "dbos"


def client() -> DBOSClient:
    """The queue as the current application sees it; for `app/worker`."""
    return _client_on(db.engine)


@lru_cache(maxsize=4)
def _client_on(engine: sa.Engine) -> DBOSClient:
    """The client uses the application's own connections and starts nothing; importing it costs a page 0.4 s once."""
    from dbos import DBOSClient, DBOSPortableJSONSerializer  # noqa: PLC0415 - most processes never need it

    return DBOSClient(
        system_database_engine=engine,
        serializer=DBOSPortableJSONSerializer(),
        application_name=APPLICATION,
        lazy=True,
    )


def _in_words(status: str) -> str:
    if status in WAITING:
        return "waiting"
    if status == "PENDING":
        return "working"
    return "done" if status == "SUCCESS" else "failed"
