"""An exception rests on an action plan: either side writes it, the commissioner agrees to it."""

from datetime import date

import pytest

from app.actions import commands as actions
from app.agreements import commands, queries
from app.extensions import db
from app.models import Action
from app.perform import choices
from tests import make
from tests.agreements.pressing import twice
from tests.signing.people import cast
from workflows.action import ActionState
from workflows.roles import Role

SAID = {"text": "Visits at weekends.", "lead": "Head of care", "when": "target", "success": "Each is visited.",
        "due_on-day": "30", "due_on-month": "9", "due_on-year": "2012"}  # fmt: skip


@pytest.fixture
def made(app):
    return cast("with provider")


def plan(made, by):
    written = commands.plan_action(
        made.it, text="Visits at weekends.", lead="Head of care", target_on=date(2012, 9, 30), by=by
    )
    db.session.commit()
    return written


@pytest.mark.parametrize("side", ["commissioner_negotiator", "provider_negotiator"])
def test_either_sides_negotiator_writes_one_and_both_read_it_at_once(browser, made, side):
    page = browser.as_(getattr(made, side)).submit(f"{made.path}/actions/add", **SAID)
    assert page.status_code == 303
    written = db.session.query(Action).one()
    assert (written.ref, written.origin, written.agreement_id) == ("AP-1", "exception", made.it.id)
    assert written.provider_id == made.it.provider_id
    for reader in (made.commissioner_negotiator, made.provider_negotiator, made.provider_signatory):
        page = browser.as_(reader).get(made.path)
        assert "Visits at weekends." in page.text
        assert "Not agreed yet" in page.text
        assert browser.get(f"/actions/{written.id}").status_code == 200


def test_the_page_says_who_will_read_it(browser, made):
    page = browser.as_(made.provider_negotiator).get(f"{made.path}/actions/add")
    assert "Both sides read the plan as soon as you save it." in page.text
    draft = cast("drafting", round_=made.round, provider=make.provider(instrument="contract schedule"))
    page = browser.as_(draft.commissioner_negotiator).get(f"{draft.path}/actions/add")
    assert "as soon as you send the draft, and not before" in page.text


def test_before_the_draft_is_sent_the_provider_finds_nothing_of_it(browser):
    made = cast("drafting")
    written = plan(made, made.commissioner_negotiator)
    browser.as_(made.provider_negotiator)
    assert browser.get(f"/actions/{written.id}").status_code == 404
    assert browser.get(f"{made.path}/actions/add").status_code == 404
    assert "Visits at weekends." not in browser.get("/actions").text
    commands.send(made.it, by=made.commissioner_negotiator)
    db.session.commit()
    assert "Visits at weekends." in browser.get("/actions").text
    assert browser.get(f"/actions/{written.id}").status_code == 200


def test_an_assurer_and_another_provider_find_nothing_of_it(browser, made):
    written = plan(made, made.provider_negotiator)
    for other in (make.person(Role.ASSURER), make.person(Role.PROVIDER_NEGOTIATOR, at=make.provider())):
        assert browser.as_(other).get(f"/actions/{written.id}").status_code == 404


def test_an_exception_can_name_it_once_the_commissioner_has_agreed(browser):
    made = cast("drafting")
    written = plan(made, made.commissioner_negotiator)
    form = f"{made.path}/terms/add?schedule=exceptions"
    page = browser.as_(made.commissioner_negotiator).get(form)
    assert "AP-1: Visits" not in page.text
    assert f"{made.path}/actions/add" in page.text
    browser.press(f"/actions/{written.id}", f"/actions/{written.id}/agree")
    assert "AP-1: Visits" in browser.get(form).text
    assert "Agreed" in browser.get(made.path).text


def test_a_provider_does_not_agree_to_its_own_plan(browser, made):
    written = plan(made, made.provider_negotiator)
    page = browser.as_(made.provider_negotiator).get(f"/actions/{written.id}")
    assert "Agree to this plan" not in page.text
    assert browser.post(f"/actions/{written.id}/agree").status_code == 404


def test_a_plan_that_changes_is_to_be_agreed_again(made):
    written = plan(made, made.provider_negotiator)
    actions.agree(written, by=made.commissioner_negotiator)
    assert queries.plans(made.it) == [("AP-1", "Visits at weekends.")]
    actions.edit(written, text="Visits once a month.", by=made.provider_negotiator)
    assert queries.plans(made.it) == []


def test_nothing_rests_on_a_plan_that_was_dropped(made):
    written = plan(made, made.provider_negotiator)
    actions.agree(written, by=made.commissioner_negotiator)
    written.state = ActionState.DROPPED
    db.session.flush()
    assert queries.agreed_actions(made.it) == []


def test_whoever_writes_a_plan_has_negotiated(made):
    plan(made, made.provider_negotiator)
    assert made.provider_negotiator.id in queries.negotiators(made.it)


def test_what_is_missing_is_named_and_nothing_typed_is_lost(browser, made):
    page = browser.as_(made.provider_negotiator).submit(f"{made.path}/actions/add", **{**SAID, "lead": ""})
    assert "Enter who leads it" in page.text
    assert "Visits at weekends." in page.text
    assert db.session.query(Action).count() == 0


def test_pressing_twice_writes_one(browser, made):
    again = twice(browser.as_(made.provider_negotiator), f"{made.path}/actions/add", **SAID)
    assert again.status_code == 303
    assert db.session.query(Action).count() == 1


def test_not_once_it_is_agreed_in_principle(browser):
    made = cast("agreed in principle")
    page = browser.as_(made.provider_negotiator).get(f"{made.path}/actions/add")
    assert page.status_code == 409
    assert "Plan action: not possible while this agreement is agreed in principle." in page.text


@pytest.mark.parametrize("who", ["commissioner_signatory", "provider_signatory", "manager"])
def test_who_does_not_negotiate_plans_nothing(browser, made, who):
    assert browser.as_(getattr(made, who)).get(f"{made.path}/actions/add").status_code == 404
    assert "plan_action" not in {choice.action for choice in choices(made.it, getattr(made, who))}


def test_its_page_leads_back_to_the_agreement_and_asks_nothing_about_equality(browser, made):
    written = plan(made, made.provider_negotiator)
    page = browser.as_(made.provider_negotiator).get(f"/actions/{written.id}").text
    assert f'href="{made.path}#plans"' in page
    assert "Characteristic" not in page
    form = browser.get(f"/actions/{written.id}/edit").text
    assert "Visits at weekends." in form
    assert "Part of the duty" not in form
