"""A job belongs to the change that causes it: both happen, or neither."""

from app import jobs
from app.extensions import db
from app.jobs import Progress
from app.models import Organisation
from tests import make
from tests.work import waiting_jobs


def test_a_job_is_there_once_the_change_is_saved(app):
    job_id = jobs.enqueue("purge")
    db.session.commit()

    assert [job.id for job in waiting_jobs()] == [job_id]
    assert jobs.progress(job_id) == Progress("waiting")


def test_a_change_that_is_undone_leaves_no_job(app):
    db.session.add(Organisation(code="x", name="Somewhere", kind="department"))
    job_id = jobs.enqueue("purge")
    db.session.rollback()

    assert waiting_jobs() == []
    assert jobs.progress(job_id) is None


def test_a_job_keeps_its_arguments_as_plain_values(app):
    jobs.enqueue("send_mail", to="a@example.test", subject="Grüße", body="…")
    db.session.commit()

    assert waiting_jobs()[0].arguments == {"to": "a@example.test", "subject": "Grüße", "body": "…"}


def test_the_same_occasion_twice_is_one_job(app):
    for body in ("first", "second"):
        jobs.enqueue("send_mail", key="occasion 1", to="a@example.test", subject="s", body=body)
        db.session.commit()

    assert [job.arguments["body"] for job in waiting_jobs()] == ["first"]


def test_a_page_can_be_shown_beside_a_job_that_waits(app):
    """Reading progress opens a second connection; it must not wait for the first one's lock."""
    job_id = jobs.enqueue("purge")
    db.session.commit()
    make.commissioner()

    assert jobs.progress(job_id).state == "waiting"
