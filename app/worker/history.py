"""What became of jobs: forget those long done, list those given up, try them again."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from app import clock, jobs
from app.jobs import Task

KEEP_DONE = timedelta(days=2)  # letters among them, with their links
KEEP_FAILED = timedelta(days=30)
AT_A_TIME = 500


class Failed(NamedTuple):
    """A job that was given up."""

    id: str
    name: str
    at: datetime
    reason: str


def purge(_task: Task) -> None:
    """Delete the record of jobs done two days ago, or given up thirty days ago."""
    now = clock.real_now()
    forget(("SUCCESS", "CANCELLED"), finished_before=now - KEEP_DONE)
    forget(jobs.FAILED, finished_before=now - KEEP_FAILED)


def forget(states: tuple[str, ...], *, finished_before: datetime) -> None:
    """Delete the record of jobs that ended in one of these states before a moment."""
    client = jobs.client()
    while True:
        old = client.list_workflows(
            status=list(states),
            completed_before=finished_before.isoformat(),
            limit=AT_A_TIME,
            load_input=False,
            load_output=False,
        )
        if not old:
            return
        client.delete_workflows([job.workflow_id for job in old])


def failed() -> list[Failed]:
    """The jobs that were given up, oldest first."""
    found = jobs.client().list_workflows(status=list(jobs.FAILED), load_input=False)
    return [
        Failed(job.workflow_id, job.name, datetime.fromtimestamp((job.completed_at or 0) / 1000, UTC), str(job.error))
        for job in found
    ]


def retry(job_id: str) -> bool:
    """Put a job that was given up back in the queue; False when there is none of that name."""
    job = next((job for job in failed() if job.id == job_id), None)
    if job is None:
        return False
    jobs.client().rewind_workflow(job_id, queue_name=jobs.queue_of(job.name))
    return True
