"""Administrators keep the organisations and the settings."""

import re

import pytest

from app.assurance import queries as assurance
from app.extensions import db
from app.models import Entry, Organisation, Sector, Setting
from app.people.queries import REQUIRES_SECOND_FACTOR
from tests import make
from workflows.roles import GIVEN_ROLES, PROVIDER_ROLES, Role

PROVIDER = {
    "name": "HMP New", "code": "hmp-new", "email": "", "kind": "provider", "sector": "public prison",
    "instrument": "SLA", "nation": "England", "region": "North East", "holds": "men", "size": "1.25",
}  # fmt: skip
PLAN = {"plan_days": "28", "plan_clock": "calendar days", "smallest_number": "5"}


def hidden_in(page):
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page))


def organisation(code):
    db.session.expire_all()
    return db.session.query(Organisation).filter_by(code=code).one()


@pytest.fixture
def admin(app, browser):
    browser.as_(make.person(Role.ADMINISTRATOR))
    return browser


def test_an_administrator_adds_a_provider(admin):
    assert admin.submit("/organisations/add", **PROVIDER).location == "/organisations"
    new = db.session.query(Organisation).filter_by(code="hmp-new").one()
    assert (new.sector, new.size, new.high_security) == (Sector.PUBLIC_PRISON, 1.25, False)
    assert "HMP New" in admin.get("/organisations?kind=provider&q=new").text
    assert "Add" in admin.get("/organisations/hmp-new").text


def test_a_department_needs_nothing_of_a_provider(admin):
    admin.submit("/organisations/add", name="A department", code="dept", kind="department")
    assert db.session.query(Organisation).filter_by(code="dept").one().sector is None


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "Enter the name of the organisation"),
        ("code", "HMP New", "small letters, numbers and hyphens"),
        ("kind", "", "Select the kind of organisation"),
        ("sector", "", "Select the sector"),
        ("instrument", "", "Select the instrument"),
        ("nation", "", "Select the nation"),
        ("size", "huge", "Enter the size as a number from 0.1 to 10"),
        ("size", "nan", "Enter the size as a number from 0.1 to 10"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_nothing_typed_is_lost(admin, field, typed, sentence):
    page = admin.submit("/organisations/add", **{**PROVIDER, "region": "Kept region", field: typed})
    assert sentence in page.text
    assert 'value="Kept region"' in page.text
    assert not db.session.query(Organisation).filter_by(name="HMP New").count()


def test_adding_it_twice_says_that_it_is_there(admin):
    admin.submit("/organisations/add", **PROVIDER)
    assert "already" in admin.submit("/organisations/add", **PROVIDER).text


def test_an_administrator_corrects_a_provider(admin):
    one = make.provider(code="hmp-x", name="HMP X")
    admin.submit("/organisations/hmp-x", **{**PROVIDER, "name": "HMP Y", "sector": "contracted prison"})
    db.session.refresh(one)
    assert (one.name, one.sector, one.code) == ("HMP Y", Sector.CONTRACTED_PRISON, "hmp-x")
    (entry,) = db.session.query(Entry).filter_by(chain=f"organisation {one.id}")
    assert entry.what == "name, sector, size"


def test_the_second_of_two_people_is_told_what_the_first_one_saved_and_may_replace_it(admin, app):
    make.provider(code="hmp-x", name="HMP X", region="North East")
    theirs = app.test_client().as_(make.person(Role.ADMINISTRATOR))
    page = admin.get("/organisations/hmp-x").text
    theirs.submit("/organisations/hmp-x", **PROVIDER, high_security="yes")

    typed = {**PROVIDER, "name": "HMP Mine", "size": "2"}
    told = admin.post("/organisations/hmp-x", data=typed | hidden_in(page))
    assert "Somebody else saved this" in told.text
    assert "Name: now “HMP New”" in told.text
    assert "Size beside a typical provider: now “1.25”" in told.text
    assert "Region: now" not in told.text
    assert 'value="HMP Mine"' in told.text

    admin.post("/organisations/hmp-x", data=typed | hidden_in(told.text))
    assert organisation("hmp-x").name == "HMP Mine"


def test_saving_an_organisation_twice_saves_it_once(admin):
    make.provider(code="hmp-x", name="HMP X")
    page = admin.get("/organisations/hmp-x").text
    for _ in range(2):
        answer = admin.post("/organisations/hmp-x", data=PROVIDER | hidden_in(page))
        assert answer.location == "/organisations"
    assert db.session.query(Entry).filter_by(chain=f"organisation {organisation('hmp-x').id}").count() == 1


def test_an_organisation_that_is_not_there(admin):
    assert admin.get("/organisations/nowhere").status_code == 404


def test_an_administrator_sets_who_needs_a_second_step_and_whom_to_write_to(admin):
    admin.submit(
        "/settings", second_factor=["analyst", "commissioner signatory"], help_address="help@example.test", **PLAN
    )
    assert db.session.get(Setting, REQUIRES_SECOND_FACTOR).value == ["analyst", "commissioner signatory"]
    (entry,) = db.session.query(Entry).filter_by(action="change_settings")
    assert "second factor for analyst, commissioner signatory" in entry.what
    assert 'value="help@example.test"' in admin.get("/settings").text
    assert "help@example.test" in admin.signed_out().get("/sign-in").text


def test_an_administrator_sets_how_long_an_action_plan_may_take(admin):
    page = admin.get("/settings").text
    assert 'value="28"' in page
    admin.submit("/settings", plan_days="15", plan_clock="working days", smallest_number="5")

    assert assurance.action_plan_days() == (15, "working days")
    (entry,) = db.session.query(Entry).filter_by(action="change_settings")
    assert entry.what == "action plans within 15 working days"
    assert 'value="15"' in admin.get("/settings").text


@pytest.mark.parametrize(
    ("days", "clock", "sentence"),
    [
        ("0", "working days", "Enter a number of days of 1 or more"),
        ("soon", "working days", "Enter a number of days as a whole number"),
        ("10", "", "Select which days count"),
    ],
)
def test_a_time_for_action_plans_that_cannot_be_is_refused(admin, days, clock, sentence):
    assert sentence in admin.submit("/settings", plan_days=days, plan_clock=clock, smallest_number="5").text
    assert assurance.action_plan_days() == (28, "calendar days")


def test_saving_settings_as_they_are_writes_nothing(admin):
    for _ in range(2):
        admin.submit("/settings", help_address="", **PLAN)
    assert not db.session.query(Entry).filter_by(action="change_settings").count()


@pytest.mark.parametrize("page", ["/organisations", "/organisations/add", "/organisations/noms", "/settings"])
def test_these_pages_do_not_exist_for_others(browser, page):
    staff = make.person(*(GIVEN_ROLES - PROVIDER_ROLES - {Role.ADMINISTRATOR}))
    provider = make.person(*PROVIDER_ROLES, at=make.provider())
    for person in (staff, provider):
        assert browser.as_(person).get(page).status_code == 404
