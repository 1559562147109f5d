"""Do the jobs that wait, here and now, so that a test need not start a worker."""

from app import jobs
from app.extensions import db
from app.jobs import Task
from app.worker import engine
from app.worker.registry import JOBS


def do_jobs(app) -> list[str]:
    """Do every job in the queue once, as the worker would, and return their names. Commit before calling it."""
    waiting = jobs.unfinished(db.session.connection())
    db.session.rollback()
    for job in waiting:
        engine.attempt(app, job.name, JOBS[job.name], Task(job.id, lambda *_: None), job.arguments)
    jobs.clear(db.session.connection())
    db.session.commit()
    return [job.name for job in waiting]


def waiting_jobs() -> list[jobs.Unfinished]:
    """What would be done after a commit; nothing is held open."""
    found = jobs.unfinished(db.session.connection())
    db.session.rollback()
    return found
