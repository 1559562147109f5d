"""Each side signs the exact text: name, post, authority and a typed declaration."""

import pytest
import sqlalchemy as sa

from app.agreements import commands as agreements
from app.extensions import db
from app.models import Signature
from app.signing import commands
from tests import make
from tests.signing.people import cast, signed_as
from tests.work import waiting_jobs
from workflows.engine import NotAllowed, Refused
from workflows.roles import Role

TYPED = {"name": "Gary Governor", "post": "Governor", "authority": "Head of establishment", "declaration": "I agree"}


def signatures():
    return list(db.session.scalars(sa.select(Signature).where(Signature.voided_at.is_(None))))


def test_a_signatory_signs_and_gets_a_receipt(browser):
    made = cast("approved")
    page = browser.as_(made.provider_signatory).submit(f"{made.path}/sign", **TYPED)
    assert page.location == f"{made.path}/signed"
    (signature,) = signatures()
    assert (signature.side, signature.name, signature.post) == ("provider", "Gary Governor", "Governor")
    assert signature.digest == made.it.text_digest
    assert "not legally binding" in signature.declaration
    receipt = browser.get(page.location)
    assert "Signed by one side" in receipt.text
    assert "It waits for the commissioner to sign it." in receipt.text
    assert made.it.text_digest[:8] in receipt.text


def test_the_second_signature_makes_it_signed(browser):
    made = cast("approved")
    browser.as_(made.provider_signatory).submit(f"{made.path}/sign", **TYPED)
    browser.as_(made.commissioner_signatory).submit(f"{made.path}/sign", **TYPED)
    assert made.it.state == "signed"
    assert "Signed by both sides" in browser.get(f"{made.path}/signed").text


def test_the_page_says_what_signing_means(browser):
    made = cast("approved")
    page = browser.as_(made.provider_signatory).get(f"{made.path}/sign")
    assert "mutually agreed and is not legally binding" in page.text
    assert f"Sign for {made.it.provider.name}" in page.text
    trust = make.provider(sector="probation trust", instrument="contract schedule", holds="")
    other = cast("approved", round_=made.round, provider=trust)
    page = browser.as_(other.commissioner_signatory).get(f"{other.path}/sign")
    assert "becomes part of a legally binding contract" in page.text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Enter your full name"),
        ({"post": ""}, "Enter your post"),
        ({"authority": ""}, "Enter what gives you the authority to sign"),
        ({"declaration": ""}, "Enter “I agree” to sign"),
        ({"declaration": "maybe"}, "Type “I agree”, or leave this page without signing"),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_typed_is_lost(browser, typed, sentence):
    made = cast("approved")
    page = browser.as_(made.provider_signatory).submit(f"{made.path}/sign", **{**TYPED, **typed})
    assert page.status_code == 200
    assert sentence in page.text
    assert signatures() == []
    assert [word for field, word in TYPED.items() if field not in typed and word not in page.text] == []


def test_a_text_that_changed_while_the_page_was_open_is_not_signed(browser):
    made = cast("approved")
    browser.as_(made.provider_signatory)
    page = browser.get(f"{made.path}/sign")
    before = made.it.text_digest
    term = made.it.terms[0]
    agreements.reopen(made.it, reason="A figure is wrong.", by=made.commissioner_negotiator, terms=[term])
    agreements.reopen_term(term, by=made.provider_negotiator)
    agreements.write_change(
        made.it, term, fields={"minimum": "Three times a month"}, reason="More.", by=made.commissioner_negotiator
    )
    agreements.counter(made.it, reason="More visits.", by=made.commissioner_negotiator)
    agreements.accept(made.it, by=made.provider_negotiator)
    made.approve()
    assert made.it.text_digest != before

    token = page.text.split('name="csrf_token" value="')[1].split('"')[0]
    answer = browser.post(f"{made.path}/sign", data={**TYPED, "csrf_token": token, "digest": before})

    assert "The text has changed since you opened it." in answer.text
    assert "Head of establishment" in answer.text
    assert signatures() == []


def test_a_double_click_signs_once_and_shows_the_receipt(browser):
    made = cast("approved")
    browser.as_(made.provider_signatory).submit(f"{made.path}/sign", **TYPED)
    again = browser.post(f"{made.path}/sign", data=TYPED)
    assert again.location == f"{made.path}/signed"
    assert len(signatures()) == 1


def test_a_colleague_is_told_that_their_side_has_signed(browser):
    made = cast("approved")
    colleague = make.person(Role.PROVIDER_SIGNATORY, at=made.it.provider)
    made.sign(made.provider_signatory)
    page = browser.as_(colleague).get(f"{made.path}/sign")
    assert page.status_code == 409
    assert "Your side has already signed." in page.text


def test_negotiators_cannot_sign(browser):
    made = cast("approved")
    for person in (made.commissioner_negotiator, made.provider_negotiator, made.manager):
        assert browser.as_(person).get(f"{made.path}/sign").status_code == 404
        with pytest.raises(NotAllowed):
            commands.sign(made.it, digest=made.it.text_digest, by=person, **signed_as(person))


def test_nobody_signs_before_both_have_approved(browser):
    made = cast()
    made.approve(made.commissioner_signatory)
    page = browser.as_(made.commissioner_signatory).get(f"{made.path}/sign")
    assert page.status_code == 409
    assert "Sign: not possible while this agreement is agreed in principle." in page.text


def test_a_signature_for_another_text_is_refused(app):
    made = cast("approved")
    with pytest.raises(Refused, match=r"The text has changed since you opened it\. Read it again, then sign it\."):
        commands.sign(made.it, digest="f" * 64, by=made.provider_signatory, **signed_as(made.provider_signatory))


def test_there_is_no_receipt_before_anyone_has_signed(browser):
    made = cast("approved")
    assert browser.as_(made.provider_signatory).get(f"{made.path}/signed").status_code == 404


def test_everyone_who_worked_on_it_is_told_when_both_have_signed(app):
    made = cast("approved")
    made.sign(made.provider_signatory)
    before = {job.id for job in waiting_jobs()}
    made.sign(made.commissioner_signatory)
    letters = [job.arguments for job in waiting_jobs() if job.id not in before and "signed by both sides" in str(job)]
    people = (
        made.commissioner_negotiator, made.provider_negotiator, made.commissioner_signatory, made.provider_signatory
    )  # fmt: skip
    assert {letter["to"] for letter in letters} == {person.email for person in people}


def test_the_years_returns_are_scheduled_by_signature(app):
    from app.assurance import commands as assurance
    from app.models import Return

    made = cast("approved")
    assert callable(assurance.schedule_returns)
    assert db.session.query(Return).count() == 0
    made.sign()
    assert made.it.state == "signed"
