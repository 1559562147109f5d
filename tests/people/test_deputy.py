"""A negotiator who is away names a colleague, who works with the same providers while it lasts, and no longer."""

from datetime import date, timedelta

import pytest

from app import clock, due
from app.agreements import commands
from app.extensions import db
from app.models import Absence, Assignment, Entry
from app.people import absences
from app.permissions import assigned_ids
from tests import make
from tests.signing.people import cast
from tests.work import waiting_jobs
from workflows.engine import NotAllowed, Refused
from workflows.roles import Role


@pytest.fixture
def made(app):
    return cast("with provider")


@pytest.fixture
def colleague(made):
    return make.person(Role.COMMISSIONER_NEGOTIATOR, name="Dee Puty")


def days(first, last):
    given = {}
    for name, day in (("first_day", first), ("last_day", last)):
        given |= {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}
    return given


def name(browser, made, colleague, first=0, last=7):
    today = clock.today()
    typed = days(today + timedelta(days=first), today + timedelta(days=last))
    return browser.as_(made.commissioner_negotiator).submit("/account/deputy", deputy=str(colleague.id), **typed)


def test_the_deputy_sees_what_the_absent_colleague_sees_from_the_first_day(browser, made, colleague):
    assert browser.as_(colleague).get(made.path).status_code == 404
    assert name(browser, made, colleague).status_code == 303
    assert browser.as_(colleague).get(made.path).status_code == 200


def test_an_absence_to_come_begins_and_ends_by_itself(browser, made, colleague):
    name(browser, made, colleague, first=3, last=5)
    assert assigned_ids(colleague) == set()
    make.move_clock(clock.today() + timedelta(days=3))
    due.run()
    assert assigned_ids(colleague) == {made.it.provider_id}
    make.move_clock(clock.today() + timedelta(days=3))
    due.run()
    assert assigned_ids(colleague) == set()
    assert due.run() == []
    assert browser.as_(colleague).get(made.path).status_code == 404


def test_the_deputy_gets_the_letters_too(browser, made, colleague):
    name(browser, made, colleague)
    words = dict.fromkeys(("need_profile", "rationale", "subcontracting", "delivery_plan"), "Words.")
    commands.write_opening(made.it, by=made.provider_negotiator, **words)
    commands.propose(made.it, reason="So.", by=made.provider_negotiator)
    assert colleague.email in {job.arguments["to"] for job in waiting_jobs()}


def test_what_was_theirs_before_stays_theirs_after(browser, made, colleague):
    db.session.add(Assignment(person_id=colleague.id, provider_id=made.it.provider_id))
    db.session.commit()
    name(browser, made, colleague)
    browser.as_(made.commissioner_negotiator).submit("/account/deputy/come-back")
    assert assigned_ids(colleague) == {made.it.provider_id}


def test_coming_back_early_ends_it_and_pressing_twice_does_no_harm(browser, made, colleague):
    name(browser, made, colleague)
    browser.as_(made.commissioner_negotiator).submit("/account/deputy/come-back")
    page = browser.get("/account/deputy/come-back")
    assert page.status_code == 303
    assert assigned_ids(colleague) == set()


def test_it_is_on_the_timeline_of_both(browser, made, colleague):
    name(browser, made, colleague)
    told = {(entry.subject_id, entry.action) for entry in db.session.query(Entry).filter_by(subject_type="person")}
    assert (made.commissioner_negotiator.id, "name_deputy") in told
    assert (colleague.id, "act_for") in told


def test_a_deputy_who_acted_does_not_approve_what_came_of_it(made, colleague):
    from app.agreements import queries

    absences.name_deputy(
        made.commissioner_negotiator, colleague, first_day=clock.today(), last_day=clock.today() + timedelta(days=3)
    )
    words = dict.fromkeys(("need_profile", "rationale", "subcontracting", "delivery_plan"), "Words.")
    commands.write_opening(made.it, by=made.provider_negotiator, **words)
    commands.propose(made.it, reason="So.", by=made.provider_negotiator)
    commands.accept(made.it, by=colleague)
    assert colleague.id in queries.negotiators(made.it)


def test_the_last_day_is_not_before_the_first(browser, made, colleague):
    page = name(browser, made, colleague, first=5, last=2)
    assert "Enter a last day that is the first day or later" in page.text
    assert db.session.query(Absence).count() == 0


def test_one_deputy_at_a_time(made, colleague):
    week = {"first_day": date(2011, 11, 21), "last_day": date(2011, 11, 25)}
    absences.name_deputy(made.commissioner_negotiator, colleague, **week)
    with pytest.raises(Refused, match="You have named a deputy already"):
        absences.name_deputy(made.commissioner_negotiator, colleague, **week)


def test_nobody_of_another_organisation_or_without_the_part_is_named(made):
    week = {"first_day": date(2011, 11, 21), "last_day": date(2011, 11, 25)}
    for stranger in (made.provider_negotiator, make.person(Role.ANALYST)):
        with pytest.raises(Refused, match="Choose a colleague who negotiates too"):
            absences.name_deputy(made.commissioner_negotiator, stranger, **week)


def test_only_negotiators_name_deputies(made, colleague):
    week = {"first_day": date(2011, 11, 21), "last_day": date(2011, 11, 25)}
    with pytest.raises(NotAllowed):
        absences.name_deputy(make.person(Role.ANALYST), colleague, **week)


def test_somebody_without_colleagues_is_told_who_can_help(browser, made):
    page = browser.as_(made.provider_negotiator).get("/account/deputy")
    assert "Nobody else in your organisation negotiates" in page.text


def away(person, deputy, last=7):
    today = clock.today()
    absence = absences.name_deputy(person, deputy, first_day=today, last_day=today + timedelta(days=last))
    db.session.commit()
    return absence


def test_who_acts_for_two_colleagues_keeps_what_the_second_still_needs(made, colleague):
    other = make.person(Role.COMMISSIONER_NEGOTIATOR, works_with=[made.it.provider], name="Otto Other")
    first, second = away(made.commissioner_negotiator, colleague), away(other, colleague)
    absences.come_back(first, by=made.commissioner_negotiator)
    db.session.commit()
    assert assigned_ids(colleague) == {made.it.provider_id}
    absences.come_back(second, by=other)
    db.session.commit()
    assert assigned_ids(colleague) == set()


def test_a_deputys_own_deputy_does_not_get_what_was_only_lent(browser, made, colleague):
    own = make.provider()
    db.session.add(Assignment(person_id=colleague.id, provider_id=own.id))
    third = make.person(Role.COMMISSIONER_NEGOTIATOR, name="Thea Third")
    absence = away(made.commissioner_negotiator, colleague)
    away(colleague, third, last=30)
    assert assigned_ids(third) == {own.id}
    absences.come_back(absence, by=made.commissioner_negotiator)
    db.session.commit()
    assert browser.as_(third).get(made.path).status_code == 404
