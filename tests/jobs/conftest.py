"""Real worker processes, killed at the end whatever happens."""

import time

import pytest

from tests import forks

LONGEST = 30


def until(happens, what="it"):
    """Look again until something is so. Fails after half a minute."""
    deadline = time.monotonic() + LONGEST
    while not (found := happens()):
        assert time.monotonic() < deadline, f"waited {LONGEST} seconds for {what}"
        time.sleep(0.05)
    return found


@pytest.fixture
def folder(tmp_path):
    """Where the test and its workers leave each other signs."""
    return tmp_path


@pytest.fixture
def start_worker(app, folder):
    """Start a worker process on the test's own database, and wait until it is ready."""
    started = []
    environment = {"REHEARSAL": "1", "DATABASE_URL": app.config["SQLALCHEMY_DATABASE_URI"]}

    def start(name="worker-1", *command):
        words = command or ("tests.jobs.slow_worker", name, str(folder))
        process = forks.start(*words, environment=environment, log=folder / f"log {len(started)}")
        started.append(process)
        ready = folder / f"ready {name}"
        if not command:
            until(lambda: ready.exists() or not process.is_alive(), "the worker to be ready")
            ready.unlink(missing_ok=True)
        return process

    yield start
    for process in started:
        process.kill()
        process.join()
