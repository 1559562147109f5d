"""One respondent can be given longer: they are told, can answer until then, and are not late before it."""

from datetime import date

import pytest

from app.extensions import db
from app.models import Entry, Invitee, Letter, Response
from app.responses import commands as responses
from app.stakeholders import extensions
from app.stakeholders.personal import link_of
from tests import make
from tests.stakeholders.people import invitee
from tests.work import do_jobs
from workflows.engine import Refused
from workflows.roles import Role
from workflows.round import RoundState

UNTIL = date(2011, 12, 16)
TYPED = {"day-day": "16", "day-month": "12", "day-year": "2011", "reason": "Their board meets on the 15th."}


@pytest.fixture
def round_(app):
    return make.round_(RoundState.CONSULTING)


@pytest.fixture
def manager(browser):
    return make.person(Role.ROUND_MANAGER)


def page_of(round_, one):
    return f"/rounds/{round_.slug}/invitations/{one.id}/extend"


def letters(app):
    db.session.commit()
    do_jobs(app)
    return {letter.to: letter for letter in db.session.query(Letter)}


def sent(response, on):
    """Sent on a day, with something in it."""
    make.move_clock(on)
    responses.save_view(response, "general", by=responses.respondent(response), comment="Keep it.")
    responses.submit(response, by=responses.respondent(response))
    db.session.commit()
    return response.late_days


def started(round_, **given):
    return make.response(round_, state="draft", submitted_at=None, **given)


def test_they_are_told_and_it_stands_on_the_timeline_with_the_reason(app, browser, round_, manager):
    mencap = invitee(round_, "Mencap")
    browser.as_(manager).submit(page_of(round_, mencap), **TYPED)
    assert db.session.get(Invitee, mencap.id).extended_to == UNTIL
    entry = db.session.query(Entry).filter_by(action="extend").one()
    assert (entry.what, entry.why) == ("Mencap until 16 December 2011", TYPED["reason"])
    letter = letters(app)["mencap@example.test"]
    assert "you have until Friday 16 December 2011 to respond" in letter.subject
    assert TYPED["reason"] not in letter.body


def test_their_response_is_late_only_after_their_own_day(round_, manager):
    one, other = invitee(round_, "Mencap"), invitee(round_, "Nacro")
    extensions.extend_invitee(round_, one, UNTIL, reason="Board.", by=manager)
    mine, theirs = started(round_), started(round_)
    for response, invited in ((mine, one), (theirs, other)):
        from app.stakeholders.ties import tie

        tie(response, invited)
    assert sent(mine, UNTIL) == 0
    assert sent(theirs, UNTIL) == 7
    assert sent(started(round_, invitee_id=one.id, extended_to=UNTIL), date(2011, 12, 18)) == 2


def test_what_they_sent_can_be_changed_until_their_own_day_and_nobody_elses_can(round_, manager):
    mencap = invitee(round_, "Mencap")
    mine, theirs = make.response(round_, invitee_id=mencap.id), make.response(round_)
    extensions.extend_invitee(round_, mencap, UNTIL, reason="Board.", by=manager)
    make.move_clock(date(2011, 12, 12))
    responses.change(mine, by=responses.respondent(mine))
    with pytest.raises(Refused, match="Feedback closed at the end of Friday 9 December 2011"):
        responses.change(theirs, by=responses.respondent(theirs))
    make.move_clock(date(2011, 12, 17))
    with pytest.raises(Refused, match="Feedback closed at the end of Friday 16 December 2011"):
        responses.save_view(mine, "general", by=responses.respondent(mine), comment="Too late.")


def test_when_everyone_gets_longer_still_that_day_holds_for_them_too(round_, manager):
    from app.rounds import commands as rounds

    mencap = invitee(round_, "Mencap")
    response = make.response(round_, invitee_id=mencap.id)
    extensions.extend_invitee(round_, mencap, UNTIL, reason="Board.", by=manager)
    rounds.revise_date(round_, "feedback_closes", date(2011, 12, 23), reason="Snow.", by=manager)
    assert response.closes == date(2011, 12, 23)


def test_whoever_comes_by_their_invitation_reads_their_own_day_before_they_start(browser, round_, manager):
    make.published(round_)
    mencap = invitee(round_, "Mencap")
    extensions.extend_invitee(round_, mencap, UNTIL, reason="Board.", by=manager)
    db.session.commit()
    make.move_clock(date(2011, 12, 12))
    page = link_of(round_, mencap)
    browser.press(page, page)
    for address in (f"/rounds/{round_.slug}/respond", f"/cy/rounds/{round_.slug}/respond"):
        text = browser.get(address).text
        assert "16 December 2011" in text or "16 Rhagfyr 2011" in text
        assert "cannot be changed once it is sent" not in text


def test_whoever_sent_a_response_without_an_invitation_gets_longer_too(app, browser, round_, manager):
    response = make.response(round_, email="kim@example.test", name="Kim")
    page = f"/rounds/{round_.slug}/feedback/responses/{response.id}/extend"
    browser.as_(manager).submit(page, **TYPED)
    assert db.session.get(Response, response.id).extended_to == UNTIL
    assert list(letters(app)) == ["kim@example.test"]
    chains = {entry.chain for entry in db.session.query(Entry).filter_by(action="extend")}
    assert chains == {f"round {round_.id}", f"response {response.id}"}


def test_a_response_to_an_invitation_shares_its_day(round_, manager):
    mencap = invitee(round_, "Mencap")
    response = make.response(round_, invitee_id=mencap.id)
    extensions.extend_response(response, UNTIL, reason="Board.", by=manager)
    assert (mencap.extended_to, response.extended_to) == (UNTIL, UNTIL)


def test_both_the_invited_and_whoever_answers_for_them_are_told(app, round_, manager):
    mencap = invitee(round_, "Mencap")
    make.response(round_, invitee_id=mencap.id, email="kim@mencap.example.test")
    make.response(round_, invitee_id=mencap.id, email="MENCAP@example.test")
    extensions.extend_invitee(round_, mencap, UNTIL, reason="Board.", by=manager)
    assert sorted(letters(app)) == ["kim@mencap.example.test", "mencap@example.test"]


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2011, 12, 9), "Enter a day after 9 December 2011, when feedback closes for everyone."),
        (date(2012, 1, 7), "Move the answering cut-off first: it is 6 January 2012"),
    ],
)
def test_a_day_that_does_not_fit_is_refused_with_what_to_do(browser, round_, manager, day, sentence):
    mencap = invitee(round_, "Mencap")
    typed = {"day-day": day.day, "day-month": day.month, "day-year": day.year, "reason": "Board."}
    page = browser.as_(manager).submit(page_of(round_, mencap), **typed)
    assert sentence in page.text
    assert "Board." in page.text, "what was typed is still there"
    assert db.session.get(Invitee, mencap.id).extended_to is None


def test_a_day_gone_by_is_refused(round_, manager):
    mencap = invitee(round_, "Mencap")
    make.move_clock(date(2011, 12, 20))
    with pytest.raises(Refused, match="Enter today or a day to come"):
        extensions.extend_invitee(round_, mencap, UNTIL, reason="Board.", by=manager)


def test_pressing_twice_tells_them_once(app, browser, round_, manager):
    mencap = invitee(round_, "Mencap")
    for _twice in range(2):
        browser.as_(manager).submit(page_of(round_, mencap), **TYPED)
    assert len(letters(app)) == 1
    assert db.session.query(Entry).filter_by(action="extend").count() == 1


def test_the_public_reads_how_many_have_longer_and_not_who(browser, round_, manager):
    extensions.extend_invitee(round_, invitee(round_, "Mencap"), UNTIL, reason="Board.", by=manager)
    extensions.extend_response(make.response(round_), UNTIL, reason="Ill.", by=manager)
    db.session.commit()
    page = browser.get(f"/rounds/{round_.slug}/respond").text
    assert "2 respondents have been given longer" in page
    assert "Mencap" not in page


def test_an_analyst_gives_nobody_longer(browser, round_):
    mencap = invitee(round_, "Mencap")
    assert browser.as_(make.person(Role.ANALYST)).get(page_of(round_, mencap)).status_code == 404


def test_an_invitation_of_another_round_is_not_found(browser, round_, manager):
    mencap = invitee(make.round_(RoundState.CONSULTING), "Mencap")
    assert browser.as_(manager).get(page_of(round_, mencap)).status_code == 404
