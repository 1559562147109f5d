"""Administrators, and a provider's signatories for their own people, invite people and give and end their roles."""

import re

import pytest

from app.extensions import db
from app.models import Entry, Person
from app.people import commands
from tests import make
from tests.people.accounts import account, again, sign_in
from tests.work import waiting_jobs
from workflows.person import PersonState
from workflows.roles import GIVEN_ROLES, PROVIDER_ROLES, Role


@pytest.fixture
def administrator(app):
    return make.person(Role.ADMINISTRATOR, name="Ada")


@pytest.fixture
def durham(app):
    return make.provider(name="HMP Durham")


@pytest.fixture
def governor(durham):
    return make.person(Role.PROVIDER_SIGNATORY, at=durham, name="Gus")


def actions_on(person):
    found = db.session.query(Entry).filter_by(chain=f"person {person.id}").order_by(Entry.seq)
    return [(entry.action, entry.dest) for entry in found]


def details(organisation, **given):
    return {"name": "Kim New", "email": "kim@example.test", "post": "Lead", "organisation": organisation.id, **given}


def kim():
    return db.session.query(Person).filter_by(email="kim@example.test").one()


# --- invite ---------------------------------------------------------------------------------------------------------


def test_an_administrator_invites_somebody_who_chooses_a_password_by_a_link(browser, administrator):
    browser.as_(administrator)
    answer = browser.submit("/people/invite", **details(make.commissioner()))
    assert answer.location == f"/people/{kim().id}/give-role"
    (letter,) = [job.arguments for job in waiting_jobs()]
    assert letter["to"] == "kim@example.test"
    link = re.search(r"http://localhost(/invitation/\S+)", letter["body"]).group(1)

    browser.signed_out()
    browser.submit(link, password="three other words")
    assert sign_in(browser, "kim@example.test", "three other words").status_code == 303

    assert actions_on(kim()) == [("invite", "invited"), ("accept", "active")]
    assert browser.get(link).status_code == 404


def test_an_address_has_one_account(browser, administrator):
    browser.as_(administrator)
    browser.submit("/people/invite", **details(make.commissioner()))
    page = browser.submit("/people/invite", **details(make.commissioner(), name="Kim Again", email="KIM@example.test"))
    assert "kim@example.test already has an account" in page.text
    assert 'value="Kim Again"' in page.text
    assert db.session.query(Person).filter_by(email="kim@example.test").count() == 1


def test_an_invitation_sent_twice_is_sent_once(browser, administrator):
    browser.as_(administrator)
    for _ in range(2):
        answer = browser.submit("/people/invite", **details(make.commissioner()))
    assert answer.location == f"/people/{kim().id}"
    assert "is invited already" in browser.get(answer.location).text
    assert len(waiting_jobs()) == 1


def test_an_invitation_says_what_is_missing(browser, administrator):
    make.provider()
    browser.as_(administrator)
    page = browser.submit("/people/invite", name="", email="kim", organisation="")
    for sentence in (
        "Enter their full name",
        "Enter an email address in the correct format",
        "Select the organisation",
    ):
        assert sentence in page.text


def test_a_signatory_invites_to_their_own_provider_only(browser, governor, durham):
    browser.as_(governor)
    browser.submit("/people/invite", **details(durham))
    assert kim().organisation_id == durham.id

    browser.submit("/people/invite", **details(make.provider(), email="lee@example.test"))
    assert not db.session.query(Person).filter_by(email="lee@example.test").count()


def test_a_signatory_is_told_the_same_of_an_address_that_has_an_account_elsewhere(
    browser, administrator, governor, durham
):
    known = account(name="Lee Elsewhere", email="lee@example.test")
    browser.as_(governor)
    fresh = browser.submit("/people/invite", **details(durham))
    said = browser.get(fresh.location).text
    letters_before = len(waiting_jobs())

    answer = browser.submit("/people/invite", **details(durham, email=known.email))

    assert (answer.status_code, answer.location) == (fresh.status_code, fresh.location)
    assert "An invitation for Kim New is on its way" in said
    page = browser.get(answer.location).text
    assert "An invitation for Kim New is on its way" in page
    assert known.name not in page
    sent = [job.arguments for job in waiting_jobs()][letters_before:]
    assert {letter["to"] for letter in sent} == {known.email, administrator.email}
    assert again(known).organisation_id != durham.id


def test_inviting_the_same_unseen_address_often_sends_its_letters_once_a_day(browser, administrator, governor, durham):
    known = account(email="lee@example.test")
    browser.as_(governor)
    for _ in range(3):
        browser.submit("/people/invite", **details(durham, email=known.email))
    assert len([job for job in waiting_jobs() if job.arguments["to"] == known.email]) == 1


def test_a_signatory_is_told_of_accounts_that_they_see(browser, governor, durham):
    account(email="lee@example.test", at=durham)
    page = browser.as_(governor).submit("/people/invite", **details(durham, email="lee@example.test"))
    assert "lee@example.test already has an account" in page.text


def test_somebody_who_lost_their_invitation_gets_another(browser, administrator):
    kim = make.person(state=PersonState.INVITED)
    browser.as_(administrator)
    browser.submit(f"/people/{kim.id}/invite-again")
    assert [job.arguments["to"] for job in waiting_jobs()] == [kim.email]


def test_somebody_with_a_password_needs_no_other_invitation(browser, administrator):
    browser.as_(administrator)
    answer = browser.get(f"/people/{account().id}/invite-again", follow_redirects=True)
    assert "has chosen a password already" in answer.text


# --- roles ----------------------------------------------------------------------------------------------------------


def give(browser, person, role, of="all"):
    return browser.submit(f"/people/{person.id}/give-role", role=role, round=of)


def test_an_administrator_gives_a_role_for_the_service_or_for_one_round(browser, administrator):
    kim, round_ = make.person(), make.round_()
    browser.as_(administrator)
    give(browser, kim, "analyst")
    give(browser, kim, "assurer", round_.slug)

    held = {(one.role, one.round_id) for one in again(kim).appointments}
    assert held == {(Role.ANALYST, None), (Role.ASSURER, round_.id)}
    page = browser.get(f"/people/{kim.id}").text
    assert "Commissioning round 2012-13" in page
    assert actions_on(kim) == [("give_role", "active")] * 2


def test_a_signatory_gives_their_own_people_the_provider_s_roles(browser, governor, durham):
    kim = make.person(at=durham)
    browser.as_(governor)
    give(browser, kim, "provider negotiator")
    (held,) = again(kim).appointments
    assert (held.role, held.provider_id) == (Role.PROVIDER_NEGOTIATOR, durham.id)


@pytest.mark.parametrize("role", sorted(GIVEN_ROLES - {Role.PROVIDER_NEGOTIATOR, Role.PROVIDER_SIGNATORY}))
def test_nobody_of_a_provider_gets_a_commissioner_s_role(browser, governor, administrator, durham, role):
    kim = make.person(at=durham)
    for keeper in (governor, administrator):
        browser.as_(keeper)
        assert "Select the role to give" in give(browser, kim, role).text
    assert not again(kim).appointments


@pytest.mark.parametrize("role", [Role.PROVIDER_NEGOTIATOR, Role.ANALYST])
def test_a_command_refuses_what_the_form_does_not_offer(app, administrator, durham, role):
    somebody = make.person(at=durham if role is Role.ANALYST else None)
    with pytest.raises(Exception, match="is not a part that people of"):
        commands.give_role(somebody, role, by=administrator, provider=durham if role is not Role.ANALYST else None)


def test_nobody_gives_themselves_a_role(browser, administrator, governor):
    for keeper, role in ((administrator, "analyst"), (governor, "provider negotiator")):
        browser.as_(keeper)
        page = give(browser, keeper, role)
        assert page.status_code == 409
        assert "Nobody gives themselves a role" in page.text
        assert len(again(keeper).appointments) == 1


def test_giving_a_role_twice_says_that_it_is_held(browser, administrator):
    kim = make.person(Role.ANALYST)
    browser.as_(administrator)
    assert "They already hold this role" in give(browser, kim, "analyst").text


def test_an_administrator_is_one_for_the_whole_service(browser, administrator):
    kim, round_ = make.person(), make.round_()
    browser.as_(administrator)
    assert "for the whole service" in give(browser, kim, "administrator", round_.slug).text


def test_a_role_ends_and_pressing_twice_says_so(browser, administrator):
    kim = make.person(Role.ANALYST)
    (held,) = kim.appointments
    browser.as_(administrator)
    path = f"/people/{kim.id}/roles/{held.id}/end"
    token = re.search(r'name="csrf_token" value="([^"]+)"', browser.get(path).text).group(1)
    for _ in range(2):
        assert browser.post(path, data={"csrf_token": token}).status_code == 303
    assert "it had ended" in browser.get(f"/people/{kim.id}").text
    db.session.refresh(held)
    assert held.ended_by_id == administrator.id
    assert [action for action, _ in actions_on(kim)] == ["end_role"]


def test_the_last_administrator_stays_one(browser, administrator):
    browser.as_(administrator)
    (held,) = administrator.appointments
    page = browser.submit(f"/people/{administrator.id}/roles/{held.id}/end")
    assert page.status_code == 409
    assert "Make somebody else an administrator first" in page.text


# --- names and posts ------------------------------------------------------------------------------------------------


def test_the_second_of_two_people_who_correct_a_name_is_told(browser, administrator):
    kim = make.person(name="Kim")
    path = f"/people/{kim.id}/edit"
    browser.as_(administrator)
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', browser.get(path).text))
    browser.submit(path, name="Kim Other", post="")

    told = browser.post(path, data=hidden | {"name": "Kim Mine", "post": ""}).text
    assert "Somebody else saved this" in told
    assert "Full name: now “Kim Other”" in told
    assert 'value="Kim Mine"' in told
    assert again(kim).name == "Kim Other"


def test_signing_in_does_not_get_in_the_way_of_correcting_a_name(app, browser, administrator):
    kim = account(name="Kim")
    path = f"/people/{kim.id}/edit"
    browser.as_(administrator)
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', browser.get(path).text))
    sign_in(app.test_client(), kim.email, "wrong")
    sign_in(app.test_client(), kim.email)

    browser.post(path, data=hidden | {"name": "Kim New", "post": ""})
    assert again(kim).name == "Kim New"


# --- providers one works with ---------------------------------------------------------------------------------------


def test_an_administrator_chooses_the_providers_a_negotiator_works_with(browser, administrator, durham):
    other = make.provider()
    kim = make.person(Role.COMMISSIONER_NEGOTIATOR, works_with=[other])
    browser.as_(administrator)
    browser.submit(f"/people/{kim.id}/assign", providers=[durham.id])
    assert [one.provider_id for one in again(kim).assignments] == [durham.id]
    assert sorted(action for action, _ in actions_on(kim)) == ["assign", "unassign"]
    assert "HMP Durham" in browser.get(f"/people/{kim.id}").text


def test_only_negotiators_work_with_providers(browser, administrator):
    kim = make.person(Role.ANALYST)
    browser.as_(administrator)
    page = browser.get(f"/people/{kim.id}/assign")
    assert page.status_code == 409
    assert "Give them the role of commissioner negotiator first" in page.text


# --- leaving --------------------------------------------------------------------------------------------------------


def test_somebody_is_deactivated_with_a_reason_and_reactivated_never_deleted(browser, administrator):
    kim = make.person(Role.ANALYST)
    browser.as_(administrator)
    browser.submit(f"/people/{kim.id}/deactivate", why="Left the service.")
    assert (again(kim).active, kim.state) == (False, PersonState.DEACTIVATED)
    assert "Left the service." in browser.get(f"/people/{kim.id}").text

    browser.submit(f"/people/{kim.id}/reactivate")
    assert (again(kim).active, kim.state) == (True, PersonState.ACTIVE)
    assert len(kim.appointments) == 1


@pytest.mark.parametrize("action", ["deactivate", "reactivate"])
def test_doing_it_twice_says_what_already_happened(browser, administrator, action):
    kim = make.person()
    if action == "deactivate":
        commands.deactivate(kim, by=administrator)
        db.session.commit()
    browser.as_(administrator)
    assert "already" in browser.get(f"/people/{kim.id}/{action}", follow_redirects=True).text


def test_nobody_deactivates_themselves(browser, administrator):
    make.person(Role.ADMINISTRATOR)
    browser.as_(administrator)
    assert "Ask another administrator" in browser.get(f"/people/{administrator.id}/deactivate").text


def test_an_administrator_resets_a_lost_second_factor(browser, administrator):
    kim = make.person(tf_totp_secret="seed", recovery_codes=["x"])
    browser.as_(administrator)
    browser.submit(f"/people/{kim.id}/reset-second-factor")
    assert (again(kim).tf_totp_secret, kim.recovery_codes) == (None, [])


# --- who sees whom --------------------------------------------------------------------------------------------------


PAGES = ["", "/edit", "/give-role", "/deactivate", "/reactivate", "/invite-again"]


@pytest.mark.parametrize("page", PAGES)
def test_other_organisations_people_do_not_exist_for_a_signatory(browser, governor, page):
    stranger, staff = make.person(at=make.provider()), make.person()
    browser.as_(governor)
    for person in (stranger, staff):
        assert browser.get(f"/people/{person.id}{page}").status_code == 404


@pytest.mark.parametrize(
    "page", ["/people", *[f"/people/{{}}{page}" for page in [*PAGES, "/assign"]], "/people/invite"]
)
def test_the_pages_of_people_do_not_exist_for_commissioner_staff(browser, page):
    kim = make.person(*(GIVEN_ROLES - PROVIDER_ROLES - {Role.ADMINISTRATOR}))
    assert browser.as_(kim).get(page.format(kim.id)).status_code == 404


def test_a_negotiator_of_a_provider_sees_their_colleagues_names_and_can_do_nothing(browser, governor, durham):
    kim, stranger = make.person(Role.PROVIDER_NEGOTIATOR, at=durham), make.person(name="Somebody Else")
    page = browser.as_(kim).get("/people").text
    assert "Gus" in page
    assert stranger.name not in page
    assert "Invite" not in page
    assert browser.get(f"/people/{governor.id}").status_code == 404


def test_a_signatory_assigns_nobody_and_resets_no_second_factor(browser, governor, durham):
    kim = make.person(at=durham, tf_totp_secret="seed")
    browser.as_(governor)
    for page in ("assign", "reset-second-factor"):
        assert browser.get(f"/people/{kim.id}/{page}").status_code == 404


def test_people_are_found_by_words_and_state(browser, administrator, durham):
    make.person(name="Zoe Findable", at=durham)
    make.person(name="Yan Gone", state=PersonState.DEACTIVATED, active=False)
    browser.as_(administrator)
    assert "Yan Gone" not in browser.get("/people?q=findable").text
    assert "Zoe Findable" in browser.get("/people?q=durham").text
    assert "Zoe Findable" not in browser.get("/people?state=deactivated").text
    assert "Nobody like that is here" in browser.get("/people?q=%25nobody").text


def test_a_person_page_asks_the_database_at_most_eight_times(browser, administrator, count_queries):
    kim = make.person(Role.COMMISSIONER_NEGOTIATOR, works_with=[make.provider() for _ in range(5)])
    browser.as_(administrator)
    for page in ("/people", f"/people/{kim.id}", "/account", "/organisations"):
        with count_queries() as asked:
            assert browser.get(page).status_code == 200
        assert len(asked) <= 8, (page, asked)


def test_loading_whoever_is_signed_in_asks_once(browser, count_queries):
    kim = make.person(Role.ANALYST, Role.ASSURER)
    browser.as_(kim)
    with count_queries() as asked:
        browser.get("/sign-out")
    assert len(asked) <= 2, asked  # the person, and the rehearsal's clock
