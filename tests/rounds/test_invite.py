"""Everyone named in an intention is on the invitation list, and is told when consulting starts."""

import pytest

from app.extensions import db
from app.models import Invitee, Letter
from tests import make
from tests.work import do_jobs
from workflows.roles import Role
from workflows.round import RoundState


@pytest.fixture
def manager(browser):
    return make.person(Role.ROUND_MANAGER)


def press(browser, round_):
    page = f"/rounds/{round_.slug}/invitations"
    return browser.press(page, f"{page}/invite-everyone-named")


def listed():
    return {each.name: (each.email, each.named_in) for each in db.session.query(Invitee)}


def test_one_press_adds_partners_and_named_providers_with_their_addresses(browser, manager):
    round_ = make.round_()
    frankland = make.provider(name="HMP Frankland", email="governor@frankland.example.test")
    make.intention(round_, "CO-1", partners=["Courts", "Police"])
    make.intention(round_, "CO-3", partners=["Police"], applies={"providers": [frankland.code]})
    press(browser.as_(manager), round_)
    assert listed() == {
        "Courts": ("", "CO-1"),
        "Police": ("", "CO-1, CO-3"),
        "HMP Frankland": ("governor@frankland.example.test", "CO-3"),
    }


def test_pressing_twice_adds_nobody_twice(browser, manager):
    round_ = make.round_()
    make.intention(round_, "CO-1", partners=["Courts"])
    make.intention(round_, "CO-2", partners=["Police"])
    press(browser.as_(manager), round_)
    again = browser.get(press(browser, round_).location)
    assert "Everyone named is on the list already." in again.text
    assert db.session.query(Invitee).count() == 2


def test_a_name_on_the_list_can_be_given_an_address(browser, manager):
    round_ = make.round_()
    make.add(Invitee(round_id=round_.id, name="Courts", named_in="CO-1"))
    browser.as_(manager).submit(f"/rounds/{round_.slug}/invitations/invite", name="courts", email="courts@example.test")
    assert listed() == {"Courts": ("courts@example.test", "CO-1")}


def test_an_address_that_is_none_is_named(browser, manager):
    round_ = make.round_()
    page = browser.as_(manager).submit(f"/rounds/{round_.slug}/invitations/invite", name="Courts", email="courts")
    assert "Enter an email address in the correct format, like name@example.com" in page.text
    assert 'value="Courts"' in page.text


def test_whoever_is_added_while_consulting_is_told_at_once(app, browser, manager):
    round_ = make.round_(RoundState.CONSULTING)
    browser.as_(manager).submit(f"/rounds/{round_.slug}/invitations/invite", name="Mencap", email="m@example.test")
    do_jobs(app)
    assert db.session.query(Letter).one().to == "m@example.test"


def test_nobody_is_invited_once_feedback_is_being_answered(browser, manager):
    round_ = make.round_(RoundState.ANSWERING)
    page = browser.as_(manager).get(f"/rounds/{round_.slug}/invitations/invite")
    assert page.status_code == 409
    assert "Invite: not possible while this round is answering." in page.text


def test_staff_read_the_list_and_outsiders_do_not(browser):
    round_ = make.round_()
    path = f"/rounds/{round_.slug}/invitations"
    analyst = browser.as_(make.person(Role.ANALYST)).get(path)
    assert analyst.status_code == 200
    assert "invite-everyone-named" not in analyst.text
    provider = make.person(Role.PROVIDER_SIGNATORY, at=make.provider())
    assert browser.as_(provider).get(path).status_code == 404
