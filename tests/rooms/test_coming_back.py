"""Time-outs lose nothing: what a colleague sent too late is saved, or back on its page, once they have come back."""

import re
from datetime import timedelta

import time_machine

from app.extensions import db
from app.models import View
from tests import make
from tests.people.accounts import account, sign_in
from tests.responses.conftest import HERE
from tests.rooms.conftest import TEAM, Member, colleague, link_of


def test_what_a_colleague_sent_after_their_session_ended_is_saved_with_their_link(app, ann, ben):
    ben.presses("write")
    ann.invites("Dee", "dee@elsewhere.test")
    dee = Member(app.test_client())
    link = link_of(app, "dee@elsewhere.test")
    dee.joins(link, name="Dee Evans")
    dee.browser.signed_out()
    page = dee.browser.post(f"{HERE}/CO-1", data={"stance": "agree", "comment": "Do not lose me", "seen": ""}).text
    assert "What you have just typed is not lost" in page
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    answer = dee.browser.post(f"{HERE}/return", data={**hidden, "code": f"https://example.test{link}", "then": "next"})
    assert answer.status_code == 303
    assert db.session.query(View).one().comment == "Do not lose me"
    assert dee.browser.get(TEAM).status_code == 200


def test_a_link_that_was_taken_back_is_no_way_in_there_either(app, ann, ben):
    ann.browser.post(
        f"{TEAM}/colleagues/{colleague('Ben Okri').id}/take-off", data={"csrf_token": ann.browser._token()}
    )
    answer = ben.browser.signed_out().submit(f"{HERE}/return", code=link_of(app, "ben@elsewhere.test"))
    assert "no response in this round has it" in answer.text


def test_whoever_was_signed_in_finds_what_they_typed_after_signing_in_again(app, ann):
    kim = account(at=make.provider(), name="Kim")
    ann.invites("Kim", kim.email)
    link = link_of(app, kim.email)
    with time_machine.travel("2026-01-05 09:00 +0000", tick=False) as time:
        browser = app.test_client()
        sign_in(browser, kim.email)
        browser.submit(link, name="Kim")
        mine = Member(browser)
        mine.presses("write")
        time.shift(timedelta(hours=3))
        asked = browser.post(f"{HERE}/CU-1", data={"csrf_token": "old", "stance": "agree", "comment": "Long work"})
        assert asked.location.startswith("/sign-in?next=")
        assert sign_in(browser, kim.email).location == f"{HERE}/CU-1"
        assert "Done" not in browser.get(f"{HERE}/CU-1").text
        mine.presses("write")
        assert "Long work" in browser.get(f"{HERE}/CU-1").text
