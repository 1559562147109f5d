"""Many agreements as one zip, made in the background, holding only what the person who asked may see."""

import csv
import hashlib
import io
import zipfile

import pytest

from app import jobs
from app.exports.writing import Line, manifest
from app.extensions import db
from app.models import Assignment, Export
from tests import make
from tests.signing.people import cast
from tests.work import do_jobs, waiting_jobs
from workflows.roles import Role


def ask(browser, made, person, state="every"):
    page = browser.as_(person).submit(f"/rounds/{made.round.slug}/agreements/export", state=state)
    assert page.status_code == 302, page.text
    return page.location


def fetched(browser, location):
    answer = browser.get(f"{location}/file")
    assert answer.status_code == 200
    return zipfile.ZipFile(io.BytesIO(answer.data))


def rows(package):
    return list(csv.DictReader(io.StringIO(package.read("manifest.csv").decode())))


def test_a_manager_gets_every_agreement_with_a_manifest(browser, app):
    made = cast("signed")
    other = cast("with provider", round_=made.round, provider=make.provider())
    location = ask(browser, made, made.manager)
    assert "It waits for its turn." in browser.get(location).text
    assert "export_agreements" in do_jobs(app)
    assert "It is ready." in browser.get(location).text
    package = fetched(browser, location)
    listed = rows(package)
    assert [row["provider"] for row in listed] == sorted(c.it.provider.name for c in (made, other))
    for row in listed:
        assert hashlib.sha256(package.read(row["file"])).hexdigest() == row["sha256"]
    assert {(row["version"], row["state"]) for row in listed} == {("1.0", "signed"), ("0.1", "with provider")}


def test_only_one_state_is_exported_when_asked(browser, app):
    made = cast("signed")
    cast("with provider", round_=made.round, provider=make.provider())
    location = ask(browser, made, made.manager, state="signed")
    do_jobs(app)
    assert [row["state"] for row in rows(fetched(browser, location))] == ["signed"]


def test_a_negotiator_gets_only_the_providers_they_work_with(browser, app):
    made = cast("with provider")
    cast("with provider", round_=made.round, provider=make.provider())
    location = ask(browser, made, made.commissioner_negotiator)
    do_jobs(app)
    assert [row["provider"] for row in rows(fetched(browser, location))] == [made.it.provider.name]


def test_what_may_be_seen_is_decided_when_it_is_made_not_when_it_was_asked_for(browser, app):
    made = cast("with provider")
    location = ask(browser, made, made.commissioner_negotiator)
    db.session.query(Assignment).filter_by(person_id=made.commissioner_negotiator.id).delete()
    db.session.commit()
    do_jobs(app)
    page = browser.get(location)
    assert "There was no agreement to export that you may see." in page.text
    assert browser.get(f"{location}/file").status_code == 404


def test_someone_deactivated_meanwhile_gets_nothing(browser, app):
    made = cast("with provider")
    ask(browser, made, made.commissioner_negotiator)
    made.commissioner_negotiator.active = False
    db.session.commit()
    do_jobs(app)
    assert db.session.query(Export).one().upload_id is None


def test_only_who_asked_for_it_sees_it(browser, app):
    made = cast("signed")
    location = ask(browser, made, made.manager)
    do_jobs(app)
    for someone in (made.commissioner_signatory, made.commissioner_negotiator, make.person(Role.ROUND_MANAGER)):
        assert browser.as_(someone).get(location).status_code == 404
        assert browser.get(f"{location}/file").status_code == 404


@pytest.mark.parametrize("role", [Role.ANALYST, Role.EQUALITY_LEAD, Role.ADMINISTRATOR])
def test_staff_who_see_no_agreements_have_no_exports(browser, role):
    made = cast()
    assert browser.as_(make.person(role)).get(f"/rounds/{made.round.slug}/agreements/export").status_code == 404


def test_the_provider_side_has_no_exports(browser):
    made = cast()
    for person in (made.provider_negotiator, made.provider_signatory):
        assert browser.as_(person).get(f"/rounds/{made.round.slug}/agreements/export").status_code == 404


def test_a_second_press_leads_to_the_same_export(browser, app):
    made = cast("signed")
    assert ask(browser, made, made.manager) == ask(browser, made, made.manager)
    assert [job.name for job in waiting_jobs()].count("export_agreements") == 1


def test_an_export_that_failed_can_be_asked_for_again(browser, app):
    made = cast("signed")
    first = ask(browser, made, made.manager)
    jobs.clear(db.session.connection())
    db.session.commit()
    assert "It could not be made. Ask for it again." in browser.get(first).text
    assert ask(browser, made, made.manager) != first


def test_one_chooses_what_to_export(browser):
    made = cast("signed")
    page = browser.as_(made.manager).submit(f"/rounds/{made.round.slug}/agreements/export")
    assert "Select which agreements to export" in page.text
    assert "Signed (1)" in page.text
    assert db.session.query(Export).count() == 0


def test_a_round_without_agreements_says_so(browser):
    round_ = make.round_()
    page = browser.as_(make.person(Role.ROUND_MANAGER)).get(f"/rounds/{round_.slug}/agreements/export")
    assert "There is no agreement in this round that you may see." in page.text


def test_the_page_looks_again_by_itself_until_it_is_finished(browser, app):
    made = cast("signed")
    location = ask(browser, made, made.manager)
    assert "data-reload" in browser.get(location).text
    do_jobs(app)
    assert "data-reload" not in browser.get(location).text


def test_the_same_agreements_exported_twice_are_the_same_bytes(browser, app):
    made = cast("signed")
    cast("with provider", round_=made.round, provider=make.provider())
    files = []
    for _ in range(2):
        location = ask(browser, made, made.manager)
        do_jobs(app)
        files.append(browser.get(f"{location}/file").data)
    assert files[0] == files[1]


def test_a_manifest_never_runs_as_a_formula():
    text = manifest([Line("=HYPERLINK(1)", "+a.docx", "1.0", "@signed", "-x")]).decode()
    assert text.splitlines()[1] == "'=HYPERLINK(1),'+a.docx,1.0,'@signed,'-x"


def test_progress_is_told_as_it_goes(app):
    from app.exports.commands import ask as ask_for
    from app.exports.commands import make as make_it
    from app.jobs import Task

    made = cast("signed")
    cast("with provider", round_=made.round, provider=make.provider())
    export = ask_for(made.round, state="", by=made.manager)
    db.session.commit()
    told = []
    make_it(Task("key", lambda done, total: told.append((done, total))), export.id)
    db.session.commit()
    assert told == [(1, 2), (2, 2)]


def test_what_one_no_longer_works_with_cannot_be_fetched_any_more(browser, app):
    made = cast("with provider")
    location = ask(browser, made, made.commissioner_negotiator)
    do_jobs(app)
    fetched(browser, location)
    db.session.query(Assignment).filter_by(person_id=made.commissioner_negotiator.id).delete()
    db.session.commit()
    answer = browser.get(f"{location}/file")
    assert answer.status_code == 302
    assert "no longer yours to see" in browser.get(answer.location).text


def test_a_name_that_a_spreadsheet_would_run_is_still_known_as_the_same(browser, app):
    made = cast("with provider", provider=make.provider(name="=HMP Example"))
    location = ask(browser, made, made.manager)
    do_jobs(app)
    assert [row["provider"] for row in rows(fetched(browser, location))] == ["'=HMP Example"]
