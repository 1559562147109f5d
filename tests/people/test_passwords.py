"""Passwords are forgotten, chosen and changed; a change ends every session."""

import re
from datetime import timedelta

import pytest
import time_machine

from app.extensions import db
from app.jobs import Task
from app.people import links
from app.worker.registry import JOBS
from tests import make
from tests.people.accounts import PASSWORD, account, again, is_signed_in, sign_in
from tests.work import waiting_jobs

NEW = "three other words"


def ask(browser, email):
    return browser.submit("/reset-password", email=email)


def letters(app):
    """The letters about resets that the worker sends when it does what was asked for."""
    for job in waiting_jobs():
        JOBS[job.name].perform(Task(job.id, lambda *_: None), **job.arguments)
        db.session.commit()
    return [job.arguments for job in waiting_jobs() if job.name == "send_mail"]


def link_in(letter):
    return re.search(r"http://localhost(/\S+)", letter["body"]).group(1)


def test_whoever_forgot_theirs_in_welsh_is_written_to_in_welsh(app, browser):
    kim = make.person(name="Kim Welsh", email="kim@example.test")
    browser.submit("/cy/reset-password", email=kim.email)
    (letter,) = letters(app)
    assert letter["subject"] == "Dewiswch gyfrinair newydd ar gyfer Cynnal rownd gomisiynu"
    assert link_in(letter).startswith("/cy/reset-password/")
    assert "Daw i ben d" in letter["body"]


def test_a_forgotten_password_is_replaced_by_a_link_from_a_letter(app, browser):
    kim = account()
    ask(browser, kim.email)
    (letter,) = letters(app)

    assert letter["to"] == kim.email
    assert browser.submit(link_in(letter), password=NEW).location == "/sign-in"
    sign_in(browser, kim.email, NEW)
    assert is_signed_in(browser)


def test_the_answer_is_the_same_for_strangers_and_only_accounts_get_a_letter(app, browser):
    gone = make.person(active=False)
    answers = [ask(browser, email) for email in (account().email, gone.email, "nobody@example.test")]

    assert {(one.status_code, one.location) for one in answers} == {(303, "/reset-password/sent")}
    assert len(letters(app)) == 1


def test_asking_again_at_once_sends_one_letter(app, browser):
    kim = account()
    with time_machine.travel("2026-01-05 09:01 +0000", tick=False):
        ask(browser, kim.email)
        ask(browser, kim.email)
        assert len(waiting_jobs()) == 1


def test_a_link_works_once(app, browser):
    kim = account()
    link = f"/reset-password/{links.make(links.RESET, kim)}"
    browser.submit(link, password=NEW)
    ended = browser.get(link)
    assert ended.status_code == 404
    assert "This link has ended" in ended.text


def test_a_link_works_for_an_hour(app, browser):
    kim = account()
    with time_machine.travel("2026-01-05 09:00 +0000", tick=False) as time:
        link = f"/reset-password/{links.make(links.RESET, kim)}"
        time.shift(timedelta(minutes=59))
        assert browser.get(link).status_code == 200
        time.shift(timedelta(minutes=2))
        assert browser.get(link).status_code == 404


def test_an_invitation_is_no_reset_and_nothing_else_is_a_link(browser):
    kim = account()
    assert browser.get(f"/reset-password/{links.make(links.INVITATION, kim)}").status_code == 404
    assert browser.get("/reset-password/anything").status_code == 404


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("", "Enter a new password"),
        ("short", "12 characters or more"),
        ("aaaaaaaaaaaaaaaa", "more different characters"),
        ("password12345", "harder to guess"),
        ("Kim Readerson", "not your name"),
        ("x" * 201, "Shorten a new password to 200 characters or fewer"),
    ],
)
def test_a_password_that_is_easy_to_guess_is_refused_with_what_to_do(browser, password, sentence):
    kim = account(name="Kim Readerson")
    page = browser.submit(f"/reset-password/{links.make(links.RESET, kim)}", password=password)
    assert sentence in page.text
    sign_in(browser, kim.email)
    assert is_signed_in(browser)


def test_changing_the_password_ends_every_other_session(app):
    kim = account()
    here, elsewhere = app.test_client(), app.test_client()
    for browser in (here, elsewhere):
        sign_in(browser, kim.email)

    here.submit("/account/password", old_password=PASSWORD, password=NEW)

    assert is_signed_in(here)
    assert not is_signed_in(elsewhere)


def test_changing_the_password_is_told_by_mail(app, browser):
    kim = account()
    sign_in(browser, kim.email)
    browser.submit("/account/password", old_password=PASSWORD, password=NEW)
    assert [job.arguments["subject"] for job in waiting_jobs()] == [
        "Your password for Run a commissioning round was changed"
    ]


def test_changing_the_password_asks_for_the_one_now(browser):
    kim = account()
    sign_in(browser, kim.email)
    page = browser.submit("/account/password", old_password="wrong", password=NEW)
    assert "Enter the password you have now" in page.text
    assert again(kim).failed_sign_ins == 1


def test_a_database_never_holds_a_password(app):
    kim = account()
    assert kim.password.startswith("$argon2id$")
    assert PASSWORD not in db.session.execute(db.text("SELECT password FROM person")).scalars().all()
