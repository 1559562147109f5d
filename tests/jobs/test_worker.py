"""The worker loses nothing: not when it is killed, not when it is stopped, not when its machine is gone."""

import os
import signal

import sqlalchemy as sa

from app import jobs
from app.extensions import db
from app.jobs import Progress
from app.models import Letter
from app.worker import history
from tests.jobs.conftest import until


def proofs():
    """What the slow jobs have left so far; the session lets go at once, so that the worker can write."""
    found = sorted(db.session.scalars(sa.select(Letter.subject)))
    db.session.rollback()
    return found


def code_of(worker):
    """What a worker says as it ends, within twenty seconds."""
    worker.join(20)
    return worker.exitcode


def enqueue_slow(*numbers):
    ids = [jobs.enqueue("slow", number=number) for number in numbers]
    db.session.commit()
    return ids


def test_a_job_tells_how_far_it_has_come(app, folder, start_worker):
    (job_id,) = enqueue_slow(1)
    start_worker()

    until(lambda: jobs.progress(job_id) == Progress("working", 1, 2), "progress")
    (folder / "go on").touch()
    until(lambda: jobs.progress(job_id) == Progress("done", 1, 2), "the job to be done")

    assert proofs() == ["1"]


def test_a_worker_killed_in_the_middle_loses_nothing_and_does_nothing_twice(app, folder, start_worker):
    enqueue_slow(1, 2, 3)
    first = start_worker()
    until(lambda: len(list(folder.glob("begun *"))) >= 2, "two jobs to begin")
    first.kill()
    first.join()
    assert proofs() == []

    (folder / "go on").touch()
    start_worker()

    until(lambda: len(proofs()) >= 3, "every job to be done")
    assert proofs() == ["1", "2", "3"]


def test_another_worker_takes_over_from_one_whose_machine_is_gone(app, folder, start_worker):
    enqueue_slow(1)
    gone = start_worker("worker-1")
    until(lambda: (folder / "begun 1").exists(), "the job to begin")
    gone.kill()
    gone.join()

    (folder / "go on").touch()
    start_worker("worker-2")

    until(lambda: proofs() == ["1"], "the job to be taken over")


def test_a_living_worker_keeps_its_jobs(app, folder, start_worker):
    (job_id,) = enqueue_slow(1)
    start_worker("worker-1")
    until(lambda: (folder / "begun 1").exists(), "the job to begin")
    (folder / "begun 1").unlink()

    start_worker("worker-2")

    assert jobs.progress(job_id) == Progress("working", 1, 2)
    assert not (folder / "begun 1").exists()


def test_a_worker_that_is_stopped_finishes_what_it_has_begun(app, folder, start_worker):
    enqueue_slow(1)
    worker = start_worker()
    until(lambda: (folder / "begun 1").exists(), "the job to begin")

    os.kill(worker.pid, signal.SIGTERM)
    (folder / "go on").touch()

    assert code_of(worker) == 0
    assert proofs() == ["1"]


def test_the_worker_command_stops_cleanly(app, folder, start_worker):
    worker = start_worker("worker-1", "flask", "--app", "wsgi", "worker")
    log = folder / "log 0"
    until(lambda: "is ready" in log.read_text(), "the command to be ready")

    os.kill(worker.pid, signal.SIGINT)

    assert code_of(worker) == 0
    assert "Worker worker-1 has stopped." in log.read_text()
    assert "Traceback" not in log.read_text()


def test_two_workers_cannot_have_one_name(app, folder, start_worker):
    start_worker("worker-1")
    second = start_worker("worker-1", "flask", "--app", "wsgi", "worker")

    assert code_of(second) == 1
    assert "worker-1 is already at work on this database. Set WORKER_NAME" in (folder / "log 1").read_text()


def test_a_job_given_up_is_listed_with_its_reason_and_can_be_tried_again(app, folder, start_worker):
    job_id = jobs.enqueue("moody")
    db.session.commit()
    start_worker()
    until(lambda: jobs.progress(job_id).state == "failed", "the job to fail")
    runner = app.test_cli_runner()
    listed = runner.invoke(args=["jobs", "failed"]).output
    assert job_id in listed
    assert "not in the mood" in listed

    (folder / "go on").touch()
    assert "back in the queue" in runner.invoke(args=["jobs", "retry", job_id]).output

    until(lambda: jobs.progress(job_id).state == "done", "the second try")
    assert history.failed() == []


def test_trying_again_a_job_that_never_was_says_where_to_look(app):
    result = app.test_cli_runner().invoke(args=["jobs", "retry", "nothing"])

    assert result.exit_code == 1
    assert "flask jobs failed" in result.output
