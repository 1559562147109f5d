"""One named person certifies the response and sends it; who that is stands in the team's history."""

import pytest

from app.extensions import db
from app.models import Response
from tests import make
from tests.responses.conftest import HERE
from tests.rooms.conftest import TEAM, Member, colleague, link_of, room
from tests.work import do_jobs
from workflows.response import ResponseState
from workflows.roles import Role
from workflows.room import RoomState

ORGANISATION = {"capacity": "organisation", "organisation_name": "Nacro", "organisation_kind": "voluntary body"}


@pytest.fixture
def written(ann, ben):
    """A response that could be sent."""
    ann.presses("write", "about-you")
    ann.is_called(**ORGANISATION)
    ann.presses("finish", "about-you")
    ben.writes("CU-1", stance="disagree", comment="Keep the workshop.")
    ben.presses("finish")
    return ann


def state():
    return db.session.query(Response).one().state


def name_certifier(member, name):
    return member.browser.submit(f"{TEAM}/certifier", colleague=str(colleague(name).id))


def test_whoever_started_it_certifies_and_sends_until_somebody_else_is_named(written):
    assert "Certify and send" in written.browser.get(f"{HERE}/check").text
    assert written.sends().location.endswith("/sent")
    assert (state(), room().state) == (ResponseState.SUBMITTED, RoomState.SENT)
    assert "Certified and sent" in written.sees("team/history")
    page = written.sees("team")
    assert "It is sent." in page
    assert "What became of what you said" in page
    assert "Not started" not in page, "nothing is left to do"
    assert "The response is sent, so nothing can be written now." in written.sees("sections/custodial")


def test_nobody_else_sends_it_not_even_by_a_forged_press(written, ben):
    page = ben.browser.get(f"{HERE}/check").text
    assert "Ann Example certifies and sends this response." in page
    assert "<button" not in page[page.index("Your response") :].split("app-blocked")[0].split("</header>")[-1]
    ben.browser.post(f"{HERE}/check", data={"csrf_token": ben.browser._token()})
    assert state() is ResponseState.DRAFT


def test_the_owner_names_somebody_else_and_then_cannot_send_it_themselves(app, written, ben):
    name_certifier(written, "Ben Okri")
    written.sends()
    assert state() is ResponseState.DRAFT
    assert ben.sends().location.endswith("/sent")
    assert "Named who certifies" in written.sees("team/history")
    do_jobs(app)


def test_a_writer_names_nobody(written, ben, cara):
    name_certifier(ben, "Cara Diaz")
    assert not colleague("Cara Diaz").certifies
    page = ben.browser.submit(f"{TEAM}/certifier", colleague=str(colleague("Cara Diaz").id)).text
    assert "Ann Example, who started this response, or whoever certifies it says who does" in page


def test_whoever_certifies_can_hand_it_on(written, ben, cara):
    name_certifier(written, "Ben Okri")
    name_certifier(ben, "Cara Diaz")
    assert [one.name for one in room().colleagues if one.certifies] == ["Cara Diaz"]


def test_whoever_certifies_does_not_leave_before_somebody_else_does(written, ben):
    name_certifier(written, "Ben Okri")
    ben.browser.post(f"{TEAM}/leave", data={"csrf_token": ben.browser._token()})
    assert "Name somebody else to certify it first" in ben.sees("team")


def test_somebody_who_has_not_joined_yet_does_not_certify(written):
    written.invites("Dee", "dee@elsewhere.test")
    page = written.browser.submit(f"{TEAM}/certifier", colleague=str(colleague("Dee").id))
    assert page.status_code == 200
    assert not colleague("Dee").certifies


def test_nothing_is_sent_while_somebody_writes(written, ben):
    ben.presses("write")
    assert "Still writing: Ben Okri. Wait until they have finished" in written.sends().text
    assert state() is ResponseState.DRAFT


def test_a_writer_says_that_it_is_ready_and_the_certifier_gets_a_letter(app, written, ben):
    ben.browser.post(f"{TEAM}/ready", data={"csrf_token": ben.browser._token()})
    assert room().state is RoomState.READY
    do_jobs(app)
    from app.models import Letter

    letter = db.session.query(Letter).filter_by(to="ann@example.test").order_by(Letter.id.desc()).first()
    assert "waits for you to certify it" in letter.subject
    assert "Keep the workshop" not in letter.body


def test_writing_on_takes_back_that_it_is_ready(written, ben):
    ben.browser.post(f"{TEAM}/ready", data={"csrf_token": ben.browser._token()})
    ben.presses("write")
    assert room().state is RoomState.WRITING


def test_what_is_sent_can_only_be_read_and_pressing_twice_sends_it_once(written, ben):
    written.sends()
    written.sends()
    assert ben.browser.get(f"{HERE}/CU-1").location.endswith("/check")
    ben.presses("write")
    late = ben.browser.post(f"{HERE}/CU-1", data={"csrf_token": ben.browser._token(), "stance": "agree",
                                                  "comment": "Too late", "seen": ""})  # fmt: skip
    assert "Too late" in late.text
    assert db.session.query(Response).one().views[0].comment == "Keep the workshop."


def test_whoever_certified_it_opens_it_for_changes_and_the_team_writes_on(written, ben):
    written.sends()
    ben.browser.post(f"{HERE}/change", data={"csrf_token": ben.browser._token()})
    assert state() is ResponseState.SUBMITTED
    written.opens_it_for_changes()
    assert (state(), room().state) == (ResponseState.CHANGING, RoomState.WRITING)
    assert ben.writes("CU-1", stance="agree", comment="We thought again.").status_code == 303
    ben.presses("finish")
    written.sends()
    assert state() is ResponseState.SUBMITTED


@pytest.fixture
def prison(app, browser, round_):
    """A prison's negotiator has started its response, signed in, and opened the room."""
    durham = make.provider(name="HMP Durham")
    signatory = make.person(Role.PROVIDER_SIGNATORY, at=durham, name="Gill Governor", email="gill@durham.test")
    browser.as_(make.person(Role.PROVIDER_NEGOTIATOR, at=durham, name="Ned Negotiator"))
    ned = Member(browser).start().opens_the_room("Ned Negotiator", "ned@durham.test")
    ned.presses("write", "about-you")
    ned.is_called("HMP Durham", capacity="organisation", organisation_name="HMP Durham", organisation_kind="provider")
    ned.writes("CU-1", stance="agree")
    ned.presses("finish")
    ned.invites("Gill Governor", "gill@durham.test")
    return ned, signatory


def test_a_provider_s_response_is_certified_by_one_of_its_signatories_and_by_nobody_else(app, prison):
    ned, signatory = prison
    assert "Nobody is named to certify" in ned.sees("team")
    assert "no signatory of HMP Durham" in name_certifier(ned, "Ned Negotiator").text
    ned.sends()
    assert state() is ResponseState.DRAFT
    gill = Member(app.test_client().as_(signatory))
    gill.joins(link_of(app, "gill@durham.test"), name="Gill Governor")
    name_certifier(ned, "Gill Governor")
    assert gill.sends().location.endswith("/sent")
    assert state() is ResponseState.SUBMITTED


def test_what_is_ready_waits_for_its_certifier_on_their_first_page(app, prison):
    ned, signatory = prison
    gill = Member(app.test_client().as_(signatory))
    gill.joins(link_of(app, "gill@durham.test"), name="Gill Governor")
    name_certifier(ned, "Gill Governor")
    assert "Response to 2012-13" not in gill.browser.get("/work").text
    ned.browser.post(f"{TEAM}/ready", data={"csrf_token": ned.browser._token()})
    assert "Response to 2012-13, HMP Durham" in gill.browser.get("/work").text
    assert "Response to 2012-13" not in ned.browser.get("/work").text


def test_a_signatory_by_link_alone_does_not_certify_for_a_provider(app, prison):
    ned, _ = prison
    gill = Member(app.test_client())
    gill.joins(link_of(app, "gill@durham.test"), name="Gill Governor")
    assert "no signatory of HMP Durham who joined signed in" in name_certifier(ned, "Gill Governor").text


def test_a_signatory_of_another_provider_does_not_certify(app, prison):
    ned, _ = prison
    other = make.person(Role.PROVIDER_SIGNATORY, at=make.provider(), name="Other Governor")
    gill = Member(app.test_client().as_(other))
    gill.joins(link_of(app, "gill@durham.test"), name="Other Governor")
    assert "no signatory of HMP Durham" in name_certifier(ned, "Other Governor").text
