"""Whoever follows a round is told what is published and moved, once, in the language they chose."""

import pytest

from app.due import run
from app.extensions import db
from app.models import Invitee, Letter, Subscription
from app.rounds import commands as rounds
from app.subscriptions import letters
from tests import make
from tests.work import do_jobs, waiting_jobs
from workflows.roles import Role
from workflows.round import RoundState


@pytest.fixture
def round_(app):
    return make.round_(RoundState.CONSULTING)


@pytest.fixture
def manager(app):
    return make.person(Role.ROUND_MANAGER)


def follows(round_, email, **given):
    told = {"asked_at": make.NOON, "confirmed_at": make.NOON, **given}
    return make.add(Subscription(round_id=round_.id, email=email, email_key=email.casefold(), **told))


def sent(app):
    db.session.commit()
    do_jobs(app)
    return {letter.to: letter for letter in db.session.query(Letter)}


def test_they_are_told_of_an_edition_and_whoever_has_not_confirmed_is_not(app, round_):
    follows(round_, "kim@example.test")
    follows(round_, "cai@example.test", language="cy")
    follows(round_, "no@example.test", confirmed_at=None)
    follows(make.round_(), "other@example.test")
    letters.edition_published(make.edition(round_))
    told = sent(app)
    assert set(told) == {"kim@example.test", "cai@example.test"}
    assert told["kim@example.test"].subject == f"{round_.title}: edition 1 is published"
    assert f"http://localhost/rounds/{round_.slug}/editions/1\n" in told["kim@example.test"].body
    assert told["cai@example.test"].subject == f"{round_.title}: cyhoeddwyd argraffiad 1"
    assert f"http://localhost/cy/rounds/{round_.slug}/editions/1\n" in told["cai@example.test"].body


def test_publishing_an_edition_tells_them(app, round_, manager):
    from app.editions import commands as editions

    follows(round_, "kim@example.test")
    make.intention(round_)
    editions.publish(round_, "revised", "Clearer words.", lint_reason="Later.", by=manager)
    assert "edition 1 is published" in sent(app)["kim@example.test"].subject


def test_every_letter_can_be_stopped_from_the_mail_program_and_from_its_words(app, round_):
    follows(round_, "kim@example.test")
    letters.answers_released(round_)
    letters.report_published(round_, f"/rounds/{round_.slug}/report")
    db.session.commit()
    jobs = waiting_jobs()
    assert len(jobs) == 2
    for job in jobs:
        address = job.arguments["headers"]["List-Unsubscribe"].strip("<>")
        assert f"{address}\n" in job.arguments["body"]


def test_they_are_told_when_a_date_moves(app, round_, manager):
    follows(round_, "cai@example.test", language="cy")
    rounds.revise_date(round_, "negotiation_done", make.DATES["agreements_start"], reason="Later.", by=manager)
    letter = sent(app)["cai@example.test"]
    assert "1 Ebrill 2012" in letter.body


def test_whoever_is_told_of_the_new_deadline_as_an_invited_one_is_not_told_twice(app, round_, manager):
    follows(round_, "Kim@example.test")
    follows(round_, "cai@example.test")
    make.add(Invitee(round_id=round_.id, name="Kim", email="kim@example.test"))
    rounds.revise_date(round_, "feedback_closes", make.DATES["settlement"], reason="Snow.", by=manager)
    told = sent(app)
    assert sorted(told) == ["cai@example.test", "kim@example.test"]


def test_who_asked_for_it_is_told_once_five_working_days_before_feedback_closes(app, round_):
    follows(round_, "kim@example.test", closing_soon=True)
    follows(round_, "cai@example.test")
    make.move_clock(make.DATES["feedback_closes"].replace(day=1))
    run()
    assert sent(app) == {}
    make.move_clock(make.DATES["feedback_closes"].replace(day=2))  # Friday 2 December: five working days before
    assert any("told that feedback closes soon" in words for words in run())
    assert run() == []
    told = sent(app)
    assert list(told) == ["kim@example.test"]
    assert "Friday 9 December 2011" in told["kim@example.test"].subject
