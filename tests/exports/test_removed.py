"""The file of an export is kept for seven days, and its page then says that it is gone."""

from datetime import timedelta

import pytest

from app import clock, jobs
from app.extensions import db
from app.models import Export, Upload
from tests import make
from tests.signing.people import cast
from tests.work import do_jobs


@pytest.fixture
def made(app, browser):
    """A finished export, whose page the manager has open."""
    made = cast("with provider")
    form = f"/rounds/{made.round.slug}/agreements/export"
    made.page = browser.as_(made.manager).submit(form, state="every").location
    do_jobs(app)
    return made


def night_after(app, days):
    """So many days later, when the worker tidies up."""
    export = db.session.query(Export).one()
    export.upload.uploaded_at = clock.real_now() - timedelta(days=days, minutes=1)
    jobs.enqueue("remove_exported_files")
    db.session.commit()
    do_jobs(app)


def test_until_then_it_is_there(browser, app, made):
    night_after(app, 6)
    assert "The file is removed after 7 days." in browser.get(made.page).text
    assert browser.get(f"{made.page}/file").status_code == 200


def test_after_seven_days_the_page_says_that_it_is_gone_and_what_to_do(browser, app, made):
    night_after(app, 7)
    page = browser.get(made.page).text
    assert "this one has been removed" in page
    assert "Ask for it again" in page
    assert "Download" not in page
    assert browser.get(f"{made.page}/file").status_code == 404
    assert "(removed)" in browser.get(f"/rounds/{made.round.slug}/agreements/export").text
    assert db.session.query(Upload).count() == 0


def test_files_that_people_brought_stay(app, made):
    brought = make.upload()
    brought.uploaded_at = clock.real_now() - timedelta(days=400)
    night_after(app, 8)
    assert db.session.query(Upload).one() is brought


def test_a_rehearsals_clock_does_not_remove_it(browser, app, made):
    make.move_clock(clock.today() + timedelta(days=100))
    jobs.enqueue("remove_exported_files")
    db.session.commit()
    do_jobs(app)
    assert browser.get(f"{made.page}/file").status_code == 200
