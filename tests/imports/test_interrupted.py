"""An import that is cut off saves nothing, and is taken up again; two of the same rows save them once."""

import threading
from concurrent.futures import ThreadPoolExecutor

from app import jobs
from app.extensions import db
from app.imports import commands
from app.jobs import Task
from app.models import Entry, ImportedRow, Point, Response, ResponseImport
from app.timeline.verify import faults
from app.worker import engine
from app.worker.registry import JOBS
from tests import make
from tests.imports.conftest import Importer
from tests.jobs.conftest import folder, start_worker, until
from workflows.response_import import ImportState
from workflows.roles import Role

__all__ = ["folder", "start_worker"]
ROWS = [[f"R{n}", f"Person {n}", "", "21/11/2011", "Agree", f"Words {n}.", ""] for n in range(1, 41)]


def there():
    """How many responses, points, rows and entries about responses anybody sees now."""
    db.session.rollback()
    about = db.session.query(Entry).filter_by(subject_type="response").count()
    return *(db.session.query(model).count() for model in (Response, Point, ImportedRow)), about


def test_an_import_whose_worker_is_killed_while_it_saves_is_taken_up_and_saved_once(importer, folder, start_worker):
    one = importer.checked(*ROWS)
    key = one.id
    importer.send(one, "/import")
    db.session.rollback()
    worker = ("tests.imports.paused_worker", "worker-1", str(folder))
    first = start_worker("worker-1", *worker)
    until((folder / "saving").exists, "everything to be written")

    first.kill()
    first.join()

    assert there() == (0, 0, 0, 0)
    page = importer.browser.get(importer.at(db.session.get(ResponseImport, key))).text
    assert "it goes on without you" in page
    assert "all of them, or none" in page
    (folder / "go on").touch()
    start_worker("worker-1", *worker)

    def is_imported():
        db.session.rollback()
        return db.session.get(ResponseImport, key).state is ImportState.IMPORTED

    until(is_imported, "the import to be taken up")
    assert there() == (40, 40, 40, 40)
    assert "40 responses imported" in importer.browser.get(importer.at(db.session.get(ResponseImport, key))).text


def at_once(app):
    """Do the waiting imports in the same moment, each having read what is there before either has saved."""
    waiting = [job for job in jobs.unfinished(db.session.connection()) if job.name == "import_responses"]
    jobs.clear(db.session.connection())
    db.session.commit()
    db.session.remove()
    meeting = threading.Barrier(len(waiting))

    def work(job):
        met = []

        def report(done, total):
            if not met:
                met.append(True)
                meeting.wait(20)

        engine.attempt(app, job.name, JOBS[job.name], Task(job.id, report), job.arguments)

    with ThreadPoolExecutor(len(waiting)) as threads:
        list(threads.map(work, waiting))


def test_two_who_import_the_same_file_in_one_moment_bring_it_in_once_and_the_second_is_told(
    app, importer, round_, caplog
):
    other = Importer(app, app.test_client(), round_, make.person(Role.ANALYST, name="Otto Other"))
    both = [importer.checked(*ROWS).id, other.checked(*ROWS).id]
    for who, key in zip((importer, other), both, strict=True):
        who.send(db.session.get(ResponseImport, key), "/import")

    at_once(app)

    assert there() == (40, 40, 40, 40)
    assert not [each for each in caplog.records if each.levelname == "ERROR"], "nobody has to try again"
    ends = [db.session.get(ResponseImport, key) for key in both]
    assert sorted(one.found["imported"] for one in ends) == [0, 40]
    second = next(one for one in ends if not one.found["imported"])
    page = importer.browser.get(importer.at(second)).text
    assert "0 responses imported. 40 rows of those you read are not" in page
    assert "Nothing is imported twice" in page
    assert list(faults()) == []


def test_rows_that_are_taken_back_while_they_come_again_are_there_in_the_end(app, importer):
    first = importer.imported(*ROWS).id
    second = importer.checked(*ROWS[:39], ["R41", *ROWS[0][1:]]).id
    importer.send(db.session.get(ResponseImport, second), "/import")
    waiting = [job for job in jobs.unfinished(db.session.connection()) if job.name == "import_responses"]
    jobs.clear(db.session.connection())
    db.session.commit()
    seen = []

    def meanwhile(done, total):
        if not seen:
            seen.append(True)
            with ThreadPoolExecutor(1) as threads:
                threads.submit(undo).result(20)

    def undo():
        with app.app_context():
            one = db.session.get(ResponseImport, first)
            commands.undo(one, by=one.brought_by)
            commands.take_back(one)
            jobs.clear(db.session.connection())
            db.session.commit()

    for job in waiting:
        engine.attempt(app, job.name, JOBS[job.name], Task(job.id, meanwhile), job.arguments)
    assert db.session.get(ResponseImport, second).found["imported"] == 40
    assert there()[0] == 40
