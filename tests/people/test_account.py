"""Everyone looks after their own account."""

from app.extensions import db
from app.models import Entry
from tests import make
from tests.people.accounts import again
from workflows.roles import Role


def test_someone_reads_which_roles_they_hold(browser):
    kim = make.person(Role.ANALYST, round_=make.round_())
    page = browser.as_(kim).get("/account").text
    assert "Analyst, for Commissioning round 2012-13, since 1 October 2011" in page


def test_someone_corrects_their_name_and_post_and_it_is_on_their_timeline(browser):
    kim = make.person()
    browser.as_(kim).submit("/account/edit", name="Kim Newname", post="Lead")
    assert (again(kim).name, kim.post) == ("Kim Newname", "Lead")
    (entry,) = db.session.query(Entry).filter_by(chain=f"person {kim.id}")
    assert (entry.action, entry.actor_id) == ("edit", kim.id)


def test_saving_the_same_details_twice_stands_on_the_timeline_once(browser):
    kim = make.person(name="Kim")
    browser.as_(kim)
    for _ in range(2):
        assert browser.submit("/account/edit", name="Kim Newname", post="Lead").location == "/account"
    assert db.session.query(Entry).filter_by(chain=f"person {kim.id}").count() == 1


def test_a_name_is_needed(browser):
    page = browser.as_(make.person()).submit("/account/edit", name="", post="")
    assert "Enter your full name" in page.text


def test_an_administrator_who_holds_other_roles_reaches_people_organisations_and_settings(browser):
    page = browser.as_(make.person(Role.ADMINISTRATOR, Role.ANALYST)).get("/account").text
    for address in ("/people", "/organisations", "/settings"):
        assert f'href="{address}"' in page


def test_nobody_else_is_shown_what_they_cannot_reach(browser):
    page = browser.as_(make.person(Role.ANALYST)).get("/account").text
    assert 'href="/organisations"' not in page
    assert 'href="/settings"' not in page


def test_the_account_is_for_those_who_signed_in(browser):
    assert browser.get("/account").location == "/sign-in?next=/account"
