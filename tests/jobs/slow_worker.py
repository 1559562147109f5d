"""A worker with jobs of its own, which wait for a file, so that a test can stop it where it likes.

Run as `python -m tests.jobs.slow_worker NAME FOLDER` with DATABASE_URL set.
"""

import signal
import sys
import threading
import time
from pathlib import Path

from app import clock, create_app
from app.extensions import db, reading
from app.models import Letter
from app.worker import engine
from app.worker.registry import JOBS, Job
from config import from_environment

NAME, FOLDER = sys.argv[1], Path(sys.argv[2])


def slow(task, number):
    """Look around as a long job does, begin, wait until the test says so, then leave one letter as proof."""
    with reading():
        db.session.scalars(db.select(Letter)).all()
        task.report(1, 2)
    (FOLDER / f"begun {number}").touch()
    while not (FOLDER / "go on").exists():
        time.sleep(0.02)
    db.session.add(Letter(key=task.key, to="a@example.test", subject=str(number), body="", at=clock.real_now()))


def moody(_task):
    """Fails until the test says otherwise."""
    if not (FOLDER / "go on").exists():
        raise RuntimeError("not in the mood")


if __name__ == "__main__":
    JOBS.update(slow=Job(slow), moody=Job(moody, tries=1))
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    engine.run(create_app(from_environment()), NAME, stop, ready=lambda: (FOLDER / f"ready {NAME}").touch())
