"""Each side approves the exact text by someone who did not negotiate it."""

import pytest
import sqlalchemy as sa

from app.agreements import commands as agreements
from app.extensions import db
from app.models import Approval
from app.signing import commands
from tests import make
from tests.signing.people import cast
from tests.work import waiting_jobs
from workflows.engine import NotAllowed, Refused
from workflows.roles import Role


def approvals():
    return list(db.session.scalars(sa.select(Approval)))


def test_a_signatory_approves_the_text_they_have_read(browser):
    made = cast()
    page = browser.as_(made.commissioner_signatory).submit(f"{made.path}/approve", read="y")
    assert page.status_code == 302
    (approval,) = approvals()
    assert (approval.side, approval.digest) == ("commissioner", made.it.text_digest)
    assert made.it.state == "agreed in principle"
    assert made.it.commissioner_approved


def test_the_second_sides_approval_makes_it_approved(browser):
    made = cast()
    for person in (made.provider_signatory, made.commissioner_signatory):
        browser.as_(person).submit(f"{made.path}/approve", read="y")
    assert made.it.state == "approved"


def test_the_box_must_be_ticked(browser):
    made = cast()
    page = browser.as_(made.commissioner_signatory).submit(f"{made.path}/approve")
    assert "Confirm that you have read the exact text" in page.text
    assert approvals() == []


def test_the_page_shows_the_fingerprint_of_the_text(browser):
    made = cast()
    page = browser.as_(made.provider_signatory).get(f"{made.path}/approve")
    assert made.it.text_digest[:8] in page.text
    assert "Fingerprint" in page.text


def test_a_second_press_says_it_is_done_and_approves_once(browser):
    made = cast()
    browser.as_(made.commissioner_signatory).submit(f"{made.path}/approve", read="y")
    page = browser.post(f"{made.path}/approve", data={"read": "y"})
    assert page.status_code == 302
    assert len(approvals()) == 1


def test_whoever_negotiated_cannot_approve(browser):
    made = cast("with commissioner")
    both = make.person(Role.COMMISSIONER_NEGOTIATOR, Role.COMMISSIONER_SIGNATORY, works_with=[made.it.provider])
    agreements.accept(made.it, by=both)
    db.session.commit()
    page = browser.as_(both).get(f"{made.path}/approve")
    assert page.status_code == 409
    assert "another signatory must approve it." in page.text


def test_a_signatory_of_another_provider_finds_nothing(browser):
    made = cast()
    stranger = make.person(Role.PROVIDER_SIGNATORY, at=make.provider())
    for page in ("text", "document", "approve", "sign", "signed"):
        assert browser.as_(stranger).get(f"{made.path}/{page}").status_code == 404


def test_negotiators_and_managers_have_no_such_page(browser):
    made = cast()
    for person in (made.commissioner_negotiator, made.provider_negotiator, made.manager):
        assert browser.as_(person).get(f"{made.path}/approve").status_code == 404
        with pytest.raises(NotAllowed):
            commands.approve(made.it, digest=made.it.text_digest, by=person)


def test_before_agreement_in_principle_there_is_nothing_to_approve(browser):
    made = cast("with commissioner")
    page = browser.as_(made.commissioner_signatory).get(f"{made.path}/approve")
    assert page.status_code == 409
    assert "Approve: not possible while this agreement is" in page.text


def test_an_approval_of_a_text_that_has_changed_is_refused(browser):
    made = cast()
    page = browser.as_(made.commissioner_signatory).get(f"{made.path}/approve")
    assert made.it.text_digest in page.text
    with pytest.raises(Refused, match=r"The text has changed since you opened it\. Read it again, then approve it\."):
        commands.approve(made.it, digest="0" * 64, by=made.commissioner_signatory)
    assert approvals() == []


def test_the_other_sides_signatories_are_written_to_with_a_link_and_no_values(app):
    made = cast()
    make_room = {job.id for job in waiting_jobs()}
    made.approve(made.commissioner_signatory)
    letters = [job.arguments for job in waiting_jobs() if job.id not in make_room]
    assert [letter["to"] for letter in letters] == [made.provider_signatory.email]
    assert f"{made.path}/approve" in letters[0]["body"]
    assert "9,150,000" not in letters[0]["body"]


def test_when_both_have_approved_both_sides_are_asked_to_sign(app):
    made = cast()
    made.approve(made.commissioner_signatory)
    before = {job.id for job in waiting_jobs()}
    made.approve(made.provider_signatory)
    letters = [job.arguments for job in waiting_jobs() if job.id not in before]
    assert {letter["to"] for letter in letters} == {made.provider_signatory.email, made.commissioner_signatory.email}
    assert all(f"{made.path}/sign" in letter["body"] for letter in letters)


def test_a_form_that_does_not_say_which_text_it_is_of_approves_none(browser):
    made = cast()
    browser.as_(made.commissioner_signatory)
    token = browser._token()
    page = browser.post(f"{made.path}/approve", data={"csrf_token": token, "read": "y"})
    assert "The text has changed since you opened it." in page.text
    assert approvals() == []
