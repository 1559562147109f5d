"""Nobody outside the room learns anything of it: not the commissioner, not another provider, not a stranger."""

import pytest

from app.extensions import db
from app.models import Letter
from tests import make
from tests.responses.conftest import HERE
from tests.rooms.conftest import TEAM, room
from tests.work import do_jobs
from workflows.roles import PROVIDER_ROLES, Role

SECRETS = ["Zebra draft", "Zebra typed", "Zebra remark", "Zebra earlier", "Ben Okri"]
PAGES = [
    *(f"{TEAM}{page}" for page in ("", "/history", "/remarks", "/invite", "/certifier")),
    *(f"{HERE}/CU-1{page}" for page in ("", "/history", "/remarks")),
    *(f"{HERE}/{page}" for page in ("check", "sections", "word")),
]


@pytest.fixture
def full(ann, ben):
    """A room with something of everything in it, whose response has been sent once."""
    ben.writes("CU-1", stance="agree", comment="Zebra earlier")
    ben.says("CU-1", stance="agree", comment="What is sent")
    ben.presses("finish")
    ann.presses("write", "about-you")
    ann.is_called(capacity="organisation", organisation_name="Nacro", organisation_kind="voluntary body")
    ann.presses("finish", "about-you")
    ann.sends()
    ann.opens_it_for_changes()
    ben.writes("CU-2", stance="agree", comment="Zebra draft")
    ben.keeps("CU-1", stance="disagree", comment="Zebra typed")
    ben.browser.submit(f"{HERE}/CU-1/remarks", text="Zebra remark")
    return ann


def everybody():
    for role in sorted(set(Role) - {Role.RESPONDENT, Role.SYSTEM}):
        yield role, make.person(role, at=make.provider() if role in PROVIDER_ROLES else None)


def test_for_everybody_outside_it_the_room_does_not_exist(app, full):
    for role, person in [*everybody(), ("signed out", None)]:
        client = app.test_client().as_(person) if person else app.test_client()
        for page in PAGES:
            answer = client.get(page)
            assert answer.status_code == 303, (role, page)
            assert answer.location.endswith("/respond/return"), (role, page)


def test_nobody_outside_it_does_anything_in_it(app, full):
    buttons = [f"{TEAM}/{what}" for what in ("ready", "leave", "invite", "certifier", "open")]
    buttons += [f"{HERE}/sections/custodial/{what}" for what in ("write", "finish", "ask", "alive")]
    buttons += [f"{HERE}/CU-1/keep", f"{HERE}/CU-1/discard-typed", f"{HERE}/CU-1/history/1/restore"]
    before = room().version
    for role, person in everybody():
        client = app.test_client().as_(person)
        for button in buttons:
            answer = client.post(button, data={"csrf_token": client._token(), "comment": "Mine now"})
            assert "Come back to your response" in answer.text, (role, button)
    assert room().version == before


def test_those_who_read_responses_read_what_was_sent_and_nothing_of_how_it_came_about(app, full):
    response = room().response_id
    pages = [f"/rounds/2012-13/feedback/responses/{response}", "/rounds/2012-13/feedback/responses", "/work",
             "/rounds/2012-13", "/rounds/2012-13/feedback/summary"]  # fmt: skip
    for role, person in everybody():
        client = app.test_client().as_(person)
        for page in pages:
            text = client.get(page, follow_redirects=True).text
            assert not [secret for secret in SECRETS if secret in text], (role, page)
    analyst = app.test_client().as_(make.person(Role.ANALYST))
    assert "What is sent" in analyst.get(pages[0]).text or "Nacro" in analyst.get(pages[0]).text


def test_letters_say_nothing_that_was_written(app, full):
    do_jobs(app)
    words = " ".join(letter.subject + letter.body for letter in db.session.query(Letter))
    assert not [secret for secret in SECRETS if secret.startswith("Zebra") and secret in words]


def test_what_one_typed_and_did_not_save_is_nobody_elses(full, cara):
    for page in ("CU-1", "CU-1/history", "team", "team/history", "check"):
        assert "Zebra typed" not in full.sees(page)
        assert "Zebra typed" not in cara.sees(page)
