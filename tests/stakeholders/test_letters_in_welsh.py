"""Whoever is asked for views is written to in their language; where nobody knows it, English leads to the Welsh."""

from datetime import date
from io import BytesIO

import pytest

from app.extensions import db
from app.models import Invitee, Letter, Response, Stakeholder
from app.rounds import commands as rounds
from app.rounds.commands.invitations import _tell_all
from app.rounds.commands.telling import tell_of_new_deadline
from app.stakeholders import extensions, register, reminders
from app.stakeholders.sheet import of_register
from tests import make
from tests.stakeholders.people import invitee, stakeholder
from tests.work import do_jobs
from workflows.roles import Role
from workflows.round import RoundState

IN_WELSH = "Yn Gymraeg: mae'r dudalen hon ar gael yn Gymraeg"


@pytest.fixture
def manager(app):
    return make.person(Role.ROUND_MANAGER)


@pytest.fixture
def round_(app):
    made = make.round_(RoundState.CONSULTING, title="Round of the year", welsh={"title": "Rownd y flwyddyn"})
    make.edition(made)
    return made


def letters(app):
    db.session.commit()
    do_jobs(app)
    return {each.to: each for each in db.session.query(Letter)}


def answered_in(round_, language, email):
    return make.response(round_, email=email, language=language, name="Somebody")


def test_somebody_on_the_register_in_welsh_is_invited_in_welsh(app, round_, manager):
    rounds.invite_listed(round_, [stakeholder("Mudiad", email="m@example.test", language="cy")], by=manager)
    letter = letters(app)["m@example.test"]
    assert letter.subject == "Rownd y flwyddyn: y dyddiad olaf i ddweud eich barn yw dydd Gwener 9 Rhagfyr 2011"
    assert letter.body.startswith("Annwyl Mudiad")
    assert f"http://localhost/cy/rounds/{round_.slug}/invitation/" in letter.body
    assert "Dear" not in letter.body
    assert IN_WELSH not in letter.body


def test_to_whom_nobody_knows_the_language_english_says_where_the_welsh_is(app, round_, manager):
    rounds.invite_listed(round_, [stakeholder("Mencap", email="m@example.test")], by=manager)
    letter = letters(app)["m@example.test"]
    assert letter.subject.startswith("Round of the year: tell us what you think")
    assert f"{IN_WELSH}, a chewch ymateb yn Gymraeg, yma:\nhttp://localhost/cy/rounds/" in letter.body


def test_everyone_is_told_in_their_own_language_when_consulting_starts(app, manager):
    round_ = make.round_(title="Round of the year", welsh={"title": "Rownd y flwyddyn"})
    make.edition(round_)
    for name, language in (("Mudiad", "cy"), ("Mencap", "en")):
        invitee(round_, name, language=language, invited_at=None)
    _tell_all(round_, db.session.query(Invitee).all())  # the gates of consulting are tested elsewhere
    told = letters(app)
    assert told["mudiad@example.test"].body.startswith("Annwyl")
    assert told["mencap@example.test"].body.startswith("Dear")


def test_a_reminder_is_in_the_language_in_which_they_began_to_answer(app, round_, manager):
    began = invitee(round_, "Mencap")
    answered_in(round_, "cy", began.email)
    reminders.remind(round_, {began.id}, by=manager)
    letter = letters(app)[began.email]
    assert "mae amser o hyd i ddweud eich barn" in letter.subject
    assert "/cy/rounds/" in letter.body


def test_somebody_who_answered_in_english_is_not_shown_the_way_to_welsh(app, round_, manager):
    one = invitee(round_, "Mudiad", language="cy")
    answered_in(round_, "en", one.email)
    reminders.remind(round_, {one.id}, by=manager)
    letter = letters(app)[one.email]
    assert letter.body.startswith("Dear")
    assert IN_WELSH not in letter.body


def test_longer_is_given_in_their_language(app, round_, manager):
    one = invitee(round_, "Mudiad", language="cy")
    extensions.extend_invitee(round_, one, date(2011, 12, 16), reason="Asked.", by=manager)
    letter = letters(app)[one.email]
    assert "rhagor o amser" in letter.body
    assert "dydd Gwener 16 Rhagfyr 2011" in letter.subject


def test_a_new_deadline_is_told_in_each_language(app, round_, manager):
    invitee(round_, "Mudiad", language="cy")
    invitee(round_, "Mencap")
    answered_in(round_, "cy", "ateb@example.test")
    tell_of_new_deadline(round_)
    told = letters(app)
    assert told["mudiad@example.test"].body.startswith("Annwyl Mudiad")
    assert told["ateb@example.test"].body.startswith("Annwyl")
    assert IN_WELSH in told["mencap@example.test"].body


def test_a_round_manager_says_which_language_and_open_invitations_follow(browser, round_, manager):
    one = stakeholder("Mudiad")
    invitee(round_, "Mudiad", stakeholder_id=one.id)
    browser.as_(manager).submit(f"/stakeholders/{one.id}", name="Mudiad", language="cy")
    assert db.session.query(Stakeholder).one().language == "cy"
    assert db.session.query(Invitee).one().language == "cy"
    assert "Language of letters" in browser.get(f"/stakeholders/{one.id}").text


def test_a_language_that_is_neither_is_asked_about(browser, manager):
    page = browser.as_(manager).submit("/stakeholders/add", name="Mudiad", language="fr")
    assert page.status_code == 200
    assert not db.session.query(Stakeholder).count()


def test_a_sheet_says_the_language_and_a_wrong_one_is_named_by_row_and_column(browser, manager):
    browser.as_(manager)
    for text in ("Name,Language\nMudiad,Cymraeg\nMencap,English\nOther,\n", "Name,Language\nMudiad,French\n"):
        page = browser.submit("/stakeholders/import", file=(BytesIO(text.encode()), "people.csv"))
    assert "Row 2, language: “French” is neither English nor Welsh." in page.text
    assert {each.name: each.language for each in db.session.query(Stakeholder)} == {
        "Mudiad": "cy", "Mencap": "en", "Other": "en",
    }  # fmt: skip


def test_the_register_as_a_sheet_says_the_language_so_that_it_can_be_brought_back(app, manager):
    stakeholder("Mudiad", language="cy")
    sheet = of_register(db.session.query(Stakeholder))
    assert next(iter(sheet.rows))[4] == "Welsh"


def test_a_sheet_without_the_column_leaves_languages_alone(app, manager):
    stakeholder("Mudiad", language="cy")
    register.take_in([register.Line("Mudiad", area="Wales")], by=manager)
    assert (db.session.query(Stakeholder).one().language, db.session.query(Response).count()) == ("cy", 0)
