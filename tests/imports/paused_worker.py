"""A worker that stops where an import has written everything and saved nothing yet, so that a test can kill it there.

Run as `python -m tests.imports.paused_worker NAME FOLDER` with DATABASE_URL set.
"""

import sys
import threading
import time
from pathlib import Path

from sqlalchemy import event

from app import create_app
from app.extensions import db
from app.models import ResponseImport
from app.worker import engine
from config import from_environment
from workflows.response_import import ImportState

NAME, FOLDER = sys.argv[1], Path(sys.argv[2])


def wait(session, *_):
    """Say that an import is about to be saved, and go on when the test says so."""
    if any(isinstance(each, ResponseImport) and each.state is ImportState.IMPORTED for each in session.dirty):
        (FOLDER / "saving").touch()
        while not (FOLDER / "go on").exists():
            time.sleep(0.02)


if __name__ == "__main__":
    event.listen(db.session, "before_flush", wait)
    engine.run(create_app(from_environment()), NAME, threading.Event(), ready=(FOLDER / f"ready {NAME}").touch)
