"""Nothing of an answer that is not out, and nothing of how answers are made, reaches anybody outside."""

import pytest

from app.answers import batches, commands, templates
from app.extensions import db
from tests import make
from tests.answers.conftest import answered, point_at
from workflows.point_batch import BatchKind
from workflows.roles import Role

SECRETS = ("Planted draft.", "Planted template", "Planted approver", "Planted analyst", "Planted reason to send back.")
HERE = "/rounds/2012-13"
PAGES = (HERE, f"{HERE}/answers", f"{HERE}/answers?about=CU-1", f"{HERE}/intentions", f"{HERE}/intentions/CU-1",
         f"{HERE}/editions/2", f"{HERE}/editions/2/changes", f"{HERE}/in-numbers",
         f"{HERE}/respond/what-became", "/have-your-say", "/work", "/rounds")  # fmt: skip


@pytest.fixture
def planted(feedback, manager):
    """One answer is out; of the others one is drafted, one sent back, one approved; templates and sets stand about."""
    analyst = make.person(Role.ANALYST, name="Planted analyst")
    approver = make.person(Role.ANALYST, name="Planted approver")
    answered(point_at("CU-1"), disposition="accepted", reason="It stays.", by=analyst, approved_by=approver)
    make.published(feedback, "final")
    commands.release(feedback, by=manager)
    commands.assign(point_at("CU-10"), analyst, by=manager)
    commands.answer(point_at("CU-10"), disposition="for later", reason="Planted draft.", by=analyst)
    answered(point_at("EQ-4"), disposition="for later", reason="Planted draft.", by=analyst, approved_by=approver)
    commands.send_back(point_at("EQ-4"), reason="Planted reason to send back.", by=approver)
    title = {"title": "Planted template", "disposition": "for later", "reason": "Planted template."}
    templates.write(feedback, by=analyst, **title)
    given = {"disposition": "for later", "reason": "Planted draft.", "change": "", "replace_drafts": False}
    batches.prepare(feedback, BatchKind.ANSWER, chosen={"search": {"place": "CU-2"}}, given=given, by=analyst)
    db.session.commit()
    return feedback


def outsiders():
    durham = make.provider()
    yield None
    yield make.person(Role.PROVIDER_NEGOTIATOR, at=durham)
    yield make.person(Role.PROVIDER_SIGNATORY, at=durham)
    yield make.person(Role.ASSURER)
    yield make.person(Role.ADMINISTRATOR)
    yield make.person(Role.COMMISSIONER_NEGOTIATOR, works_with=[durham])


def test_no_page_outside_tells_of_drafts_approvers_assignments_or_templates(browser, planted):
    for who in outsiders():
        (browser.as_(who) if who else browser.signed_out()).get("/help")
        for page in PAGES:
            text = browser.get(page, follow_redirects=True).text
            assert not [secret for secret in SECRETS if secret in text], (page, who and who.name)


def test_what_is_out_stands_where_the_drafts_do_not(browser, planted):
    text = browser.get(f"{HERE}/answers").text
    assert "It stays." in text
    assert "For later" not in text


def test_nobody_outside_can_tell_by_an_address_whether_something_is_there(browser, planted):
    for who in outsiders():
        (browser.as_(who) if who else browser.signed_out()).get("/help")
        for page in ("templates", "templates/1", "batches", "batches/1", "untied", "1/changes", "together", "1/assign"):
            answers = {
                browser.get(f"{HERE}/feedback/{page}").status_code,
                browser.get(f"{HERE}/feedback/{page}9").status_code,
            }
            assert answers <= {404, 302}, (page, who and who.name)
