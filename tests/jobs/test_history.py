"""What is done is forgotten in time: old letters, with their links, do not stay in the queue."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from app import jobs
from app.extensions import db
from app.worker import history
from tests.work import do_jobs, waiting_jobs


def ended(state, days_ago):
    """A job that ended like this so many days ago."""
    job_id = jobs.enqueue("purge")
    schema = None if db.engine.dialect.name == "sqlite" else "dbos"
    status = sa.table("workflow_status", *map(sa.column, ("workflow_uuid", "status", "completed_at")), schema=schema)
    at = datetime.now(UTC) - timedelta(days=days_ago)
    db.session.execute(
        status.update()
        .where(status.c.workflow_uuid == job_id)
        .values(status=state, completed_at=int(at.timestamp() * 1000))
    )
    db.session.commit()
    return job_id


@pytest.mark.parametrize(
    ("state", "days_ago", "stays"),
    [("SUCCESS", 1, True), ("SUCCESS", 3, False), ("ERROR", 3, True), ("ERROR", 31, False)],
)
def test_what_is_done_goes_after_two_days_and_what_failed_after_thirty(app, state, days_ago, stays):
    job_id = ended(state, days_ago)

    history.purge(None)

    assert (jobs.progress(job_id) is not None) is stays


def test_what_still_waits_is_never_forgotten(app):
    job_id = jobs.enqueue("purge", key="old")
    db.session.commit()

    history.purge(None)

    assert [job.id for job in waiting_jobs()] == [job_id]
    assert do_jobs(app) == ["purge"]
