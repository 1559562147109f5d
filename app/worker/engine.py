"""Run the queue's engine in this process: register the jobs, keep the schedules, stop when asked."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime
from typing import Any

from dbos import DBOS, DBOSPortableJSONSerializer
from flask import Flask
from flask_mailman import Mail

from app import jobs
from app.extensions import db
from app.jobs import Task
from app.worker import slot
from app.worker.registry import JOBS, SCHEDULES, Job

log = logging.getLogger(__name__)

AT_ONCE = {"jobs": 2, "mail": 10}  # jobs of each queue at a time in one process: a letter mostly waits
SPARE_THREADS = 4  # for the schedules and the engine's own work
LOOK_EVERY = 0.5  # seconds between looks at an empty queue
REAP_EVERY = 30.0  # seconds between looks for the jobs of dead workers
FINISH_WITHIN = 10  # seconds that running jobs have to finish after SIGTERM; then they are done again later
NAME_PATIENCE = 2.0  # seconds to wait for a name that is taken
MAIL_PATIENCE = 30  # seconds to wait for an answer from the mail server
LIVES = 3  # a job that has taken the process down this often is not taken up again

# Jobs outlive releases: a new worker must take up what an old one left. Change it only with the arguments of a job.
JOBS_VERSION = "1"


def run(app: Flask, name: str, stop: threading.Event, *, ready: Callable[[], None] = lambda: None) -> None:
    """Do jobs until `stop` is set. Raises slot.NameTaken when a living worker has this name."""
    with app.app_context():
        engine = db.engine
    connect_mail(app)
    with slot.hold(engine, name, patience=NAME_PATIENCE) as still_held:
        start(app, name)
        ready()
        while not stop.wait(REAP_EVERY):
            still_held()  # a worker that has lost its name must go, or its jobs would be done twice
            take_over_from_the_dead(app, name)
        DBOS.destroy(workflow_completion_timeout_sec=FINISH_WITHIN)


def connect_mail(app: Flask) -> None:
    """Only the worker talks to the mail server."""
    app.config.update(MAIL_BACKEND="smtp", MAIL_TIMEOUT=MAIL_PATIENCE)
    Mail(app)


def start(app: Flask, name: str) -> None:
    """Launch the engine with every job and schedule."""
    DBOS(
        config={
            "name": jobs.APPLICATION,
            "system_database_url": app.config["SQLALCHEMY_DATABASE_URI"],
            "serializer": DBOSPortableJSONSerializer(),
            "executor_id": name,
            "application_version": JOBS_VERSION,
            "log_level": "WARNING",
            "run_migrations": False,
            "enable_otlp": False,
            "max_executor_threads": sum(AT_ONCE.values()) + SPARE_THREADS,
        }
    )
    workflows = {job_name: _workflow(app, job_name, job) for job_name, job in JOBS.items()}
    DBOS.launch()
    for queue, at_once in AT_ONCE.items():
        DBOS.register_queue(
            queue, worker_concurrency=at_once, polling_interval_sec=LOOK_EVERY, on_conflict="always_update"
        )
    DBOS.apply_schedules(
        [
            {"schedule_name": job_name, "workflow_fn": workflows[job_name], "schedule": cron, "context": None}
            for job_name, cron in SCHEDULES.items()
        ]
    )
    take_over_from_the_dead(app, name)


def take_over_from_the_dead(app: Flask, name: str) -> None:
    """Put back in the queue what workers that no longer live had begun."""
    with app.app_context():
        engine = db.engine
    begun = DBOS.list_workflows(status="PENDING", load_input=False, load_output=False)
    for owner in {job.executor_id or "" for job in begun} - {name, ""}:
        try:
            with slot.hold(engine, owner):
                DBOS._recover_pending_workflows([owner])
                log.warning("Took over the jobs of %s, which is gone", owner)
        except slot.NameTaken:
            continue


def _workflow(app: Flask, name: str, job: Job) -> Callable[[datetime, Any], None]:
    """One job as the engine knows it. A schedule passes its tick, which jobs do not need."""

    def workflow(*_tick: Any, **arguments: Any) -> None:
        DBOS.run_step(
            {
                "name": name,
                "retries_allowed": job.tries > 1,
                "max_attempts": job.tries,
                "interval_seconds": job.wait,
                "should_retry": job.worth_another_try,
            },
            lambda: attempt(app, name, job, Task(DBOS.workflow_id or name, _report), arguments),
        )

    workflow.__qualname__ = workflow.__name__ = name
    return DBOS.workflow(name=name, max_recovery_attempts=LIVES)(workflow)


def attempt(app: Flask, name: str, job: Job, task: Task, arguments: dict[str, Any]) -> None:
    """Try a job once, in one transaction of its own. A failure is logged without the arguments: they hold addresses."""
    with app.app_context():
        try:
            job.perform(task, **arguments)
            db.session.commit()
        except Exception:
            db.session.rollback()
            log.exception("Job %s %s failed", name, task.key)
            raise


def _report(done: int, total: int) -> None:
    DBOS.set_event(jobs.PROGRESS, {"done": done, "total": total})
