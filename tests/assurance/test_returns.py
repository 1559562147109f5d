"""A provider sends its returns; an assurer reviews and rates them; a failure opens an action plan."""

from datetime import date
from io import BytesIO

import pytest

from app import due
from app.assurance import commands
from app.assurance.periods import periods
from app.extensions import db
from app.models import Action, Return, ReturnKind
from tests import make
from workflows.return_ import ReturnState
from workflows.roles import Role
from workflows.round import RoundState


@pytest.fixture
def agreement(app):
    return make.agreement(make.round_(RoundState.DELIVERING), state="in force")


@pytest.fixture
def negotiator(agreement):
    return make.person(Role.PROVIDER_NEGOTIATOR, at=agreement.provider)


@pytest.fixture
def assurer(agreement):
    return make.person(Role.ASSURER)


@pytest.fixture
def return_(agreement):
    return make.add(
        Return(
            round_id=agreement.round_id,
            agreement_id=agreement.id,
            provider_id=agreement.provider_id,
            key="self-audit",
            title="Self-audit",
            covers_from=date(2012, 4, 1),
            covers_to=date(2012, 6, 30),
            due_on=date(2012, 7, 27),
        )
    )


def attach(browser, return_, content=b"Checked every cell.", name="audit.txt", **fields):
    page = f"/returns/{return_.id}/attach"
    return browser.submit(page, file=(BytesIO(content), name), title="Self-audit, first quarter", **fields)


def sent(return_, negotiator):
    commands.write(return_, statement="All services were delivered.", self_rating=3, by=negotiator)
    upload = make.upload()
    commands.attach(return_, upload, title="Audit", by=negotiator)
    commands.submit(return_, by=negotiator)
    db.session.commit()
    return return_


def test_a_quarterly_return_is_due_some_working_days_after_each_quarter():
    kind = ReturnKind(frequency="quarterly", due_after_days=20, clock="working days")
    made = periods(kind, date(2012, 4, 1), date(2013, 3, 31))
    assert [(p.first, p.last) for p in made] == [
        (date(2012, 4, 1), date(2012, 6, 30)),
        (date(2012, 7, 1), date(2012, 9, 30)),
        (date(2012, 10, 1), date(2012, 12, 31)),
        (date(2013, 1, 1), date(2013, 3, 31)),
    ]
    assert made[0].due == date(2012, 7, 27)
    assert made[2].due == date(2013, 1, 29), "New Year's Day is no working day"


def test_a_return_asked_for_once_counts_from_the_start():
    kind = ReturnKind(frequency="once", due_after_days=28, clock="calendar days")
    assert [p.due for p in periods(kind, date(2012, 4, 1), date(2013, 3, 31))] == [date(2012, 4, 29)]


def test_a_signed_agreement_gets_the_returns_of_its_kind_of_provider(agreement):
    make.add(
        ReturnKind(round_id=agreement.round_id, key="self-audit", title="Self-audit", sectors=["public prison"],
                   frequency="quarterly", due_after_days=20, clock="working days"),
        ReturnKind(round_id=agreement.round_id, key="annual-plan", title="Annual plan", sectors=["probation trust"],
                   frequency="once", due_after_days=28, clock="calendar days"),
    )  # fmt: skip
    from app.permissions import SYSTEM

    made = commands.schedule_returns(agreement, by=SYSTEM)
    assert [each.key for each in made] == ["self-audit"] * 4


def test_the_provider_writes_attaches_and_sends(browser, return_, negotiator):
    browser.as_(negotiator).submit(f"/returns/{return_.id}/write", statement="All was delivered.", self_rating="3")
    assert attach(browser, return_, **{"effective_from-day": "1", "effective_from-month": "4",
                                       "effective_from-year": "2012"}).status_code == 302  # fmt: skip
    assert browser.press(f"/returns/{return_.id}", f"/returns/{return_.id}/submit").status_code == 302
    assert return_.state is ReturnState.SUBMITTED
    assert (return_.self_rating, return_.evidence[0].effective_from) == (3, date(2012, 4, 1))


def test_a_return_without_evidence_is_not_sent(browser, return_, negotiator):
    browser.as_(negotiator).submit(f"/returns/{return_.id}/write", statement="All was delivered.")
    answer = browser.press(f"/returns/{return_.id}", f"/returns/{return_.id}/submit")
    assert answer.status_code == 409
    assert "Attach at least one file of evidence." in answer.text
    assert return_.state is ReturnState.EXPECTED


def test_sending_twice_says_that_it_is_sent(browser, return_, negotiator):
    sent(return_, negotiator)
    answer = browser.as_(negotiator).press(f"/returns/{return_.id}", f"/returns/{return_.id}/submit")
    assert answer.status_code == 409
    assert "submitted" in answer.text


def test_a_script_named_docx_is_refused_and_nothing_is_kept(browser, return_, negotiator):
    page = attach(browser.as_(negotiator), return_, b"#!/bin/sh\nrm -rf /\n", "audit.docx")
    assert page.status_code == 200
    assert "govuk-error-summary" in page.text
    assert "Self-audit, first quarter" in page.text, "what was typed is still there"
    assert return_.evidence == []


def test_a_late_return_is_marked_with_its_days(browser, return_, negotiator):
    make.move_clock(date(2012, 8, 1))
    due.run()
    assert return_.state is ReturnState.OVERDUE
    sent(return_, negotiator)
    assert return_.late_days == 5


def test_the_day_it_is_due_it_is_not_overdue_and_time_moves_it_once(return_):
    make.move_clock(date(2012, 7, 27))
    due.run()
    assert return_.state is ReturnState.EXPECTED
    make.move_clock(date(2012, 7, 28))
    assert len(due.run()) == 1
    assert due.run() == []
    assert return_.state is ReturnState.OVERDUE


def test_the_assurer_rates_it_beside_the_providers_own_rating(browser, return_, negotiator, assurer):
    sent(return_, negotiator)
    page = f"/returns/{return_.id}/review"
    empty = browser.as_(assurer).submit(page, conclusion="Fine")
    assert "Select a rating" in empty.text
    browser.submit(page, rating="2", conclusion="Two checks are missing.")
    assert (return_.rating, return_.self_rating) == (2, 3)
    assert "1 higher" in browser.get(f"/returns/{return_.id}").text
    assert db.session.query(Action).count() == 0


def test_a_failure_opens_an_action_plan_due_in_28_days(browser, return_, negotiator, assurer):
    sent(return_, negotiator)
    browser.as_(assurer).submit(f"/returns/{return_.id}/review", rating="1", conclusion="Nothing was checked.")
    action = db.session.query(Action).one()
    assert action.target_on == date(2011, 12, 19)
    assert action.ref in browser.as_(negotiator).get(f"/returns/{return_.id}").text


def test_it_is_sent_back_with_what_is_missing(browser, return_, negotiator, assurer):
    sent(return_, negotiator)
    browser.as_(assurer).submit(f"/returns/{return_.id}/send-back", reason="The list of exceptions is missing.")
    assert return_.state is ReturnState.EXPECTED
    assert "The list of exceptions is missing." in browser.as_(negotiator).get(f"/returns/{return_.id}").text


def test_a_provider_cannot_review_and_an_assurer_cannot_write(browser, return_, negotiator, assurer):
    assert browser.as_(negotiator).get(f"/returns/{return_.id}/review").status_code == 404
    assert browser.as_(assurer).get(f"/returns/{return_.id}/write").status_code == 404


def test_another_provider_finds_neither_return_nor_evidence(browser, return_, negotiator):
    sent(return_, negotiator)
    other = make.person(Role.PROVIDER_SIGNATORY, at=make.provider())
    assert browser.as_(other).get(f"/returns/{return_.id}").status_code == 404
    assert browser.get(f"/returns/{return_.id}/evidence/{return_.evidence[0].id}").status_code == 404
    assert "Self-audit" not in browser.get("/returns").text


def test_evidence_comes_only_as_an_attachment(browser, return_, negotiator):
    sent(return_, negotiator)
    file = browser.as_(negotiator).get(f"/returns/{return_.id}/evidence/{return_.evidence[0].id}")
    assert file.headers["Content-Disposition"].startswith("attachment")


def test_what_a_provider_has_not_sent_is_nobody_elses(browser, return_, negotiator, assurer):
    commands.write(return_, statement="We could not staff the wing.", self_rating=2, by=negotiator)
    evidence = commands.attach(return_, make.upload(), title="Rota of the wing", by=negotiator)
    db.session.commit()
    file = f"/returns/{return_.id}/evidence/{evidence.id}"
    for someone in (assurer, make.person(Role.ROUND_MANAGER), make.person(Role.COMMISSIONER_SIGNATORY)):
        page = browser.as_(someone).get(f"/returns/{return_.id}")
        assert page.status_code == 200
        assert not [word for word in ("staff the wing", "Rota", "requiring development") if word in page.text]
        assert "can be read once it has sent the return" in page.text
        assert browser.get(file).status_code == 404
        assert '<td class="govuk-table__cell">2</td>' not in browser.get("/returns").text
    assert "Rota of the wing" in browser.as_(negotiator).get(f"/returns/{return_.id}").text
    assert browser.get(file).status_code == 200
    commands.submit(return_, by=negotiator)
    db.session.commit()
    page = browser.as_(assurer).get(f"/returns/{return_.id}")
    assert "We could not staff the wing." in page.text
    assert browser.get(file).status_code == 200


def test_a_return_sent_back_is_the_providers_own_again(browser, return_, negotiator, assurer):
    sent(return_, negotiator)
    commands.send_back(return_, reason="Which wing?", by=assurer)
    db.session.commit()
    assert "All services were delivered." not in browser.as_(assurer).get(f"/returns/{return_.id}").text


def test_an_assurer_finds_no_working_papers_of_the_round(browser, return_, assurer):
    slug = return_.round.slug
    make.add(
        Action(round_id=return_.round_id, ref="EA-1", origin="assessment", text="Ask women what they need.",
               lead="Lead", target_on=date(2012, 9, 1))
    )  # fmt: skip
    browser.as_(assurer)
    for page in ("/equality", f"/rounds/{slug}/equality", f"/rounds/{slug}/dates", f"/rounds/{slug}/invitations"):
        assert browser.get(page).status_code == 404, page
    assert "Ask women" not in browser.get("/actions").text
    assert 'href="/equality"' not in browser.get("/returns").text


def test_the_list_says_how_many_are_overdue_and_leads_to_the_action_plans(browser, return_, negotiator):
    page = browser.as_(negotiator).get("/returns").text
    assert "None of 1 return is overdue" in page
    assert 'href="/actions"' in page
    return_.state = "overdue"
    db.session.commit()
    assert "1 of 1 return is overdue" in browser.get("/returns").text


def test_a_provider_is_not_asked_which_provider(browser, return_, negotiator):
    assert 'name="provider"' not in browser.as_(negotiator).get("/returns").text
    assert 'name="provider"' in browser.as_(make.person(Role.ASSURER)).get("/returns").text


def test_a_state_chosen_keeps_the_provider_that_was_looked_for(browser, return_):
    browser.as_(make.person(Role.ASSURER))
    assert "/returns?state=overdue&amp;provider=HMP" in browser.get("/returns?provider=HMP").text
    assert "No return matches." in browser.get("/returns?provider=Nowhere").text
