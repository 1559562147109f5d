"""What a team wrote and said among itself is gone when its response is, and its names two years after the round."""

from app.extensions import db
from app.models import Colleague, Entry, Response, ResponseForm, Room, TeamRemark, TypedText, Wording
from app.timeline import verify
from tests.responses.conftest import HERE
from tests.responses.test_retention import close, days_later
from tests.word_forms.conftest import Form

OF_A_TEAM = (Wording, TeamRemark, TypedText, ResponseForm)


def fill(ann, ben):
    ben.writes("CU-1", stance="agree", comment="Words")
    ben.keeps("CU-2", comment="Typed")
    ben.browser.submit(f"{HERE}/CU-1/remarks", text="A remark")
    Form(ben)
    ben.presses("finish")


def test_a_response_that_was_never_sent_goes_with_its_room(ann, ben, round_):
    fill(ann, ben)
    close(round_)
    days_later(1)
    assert [db.session.query(one).count() for one in (Response, Room, Colleague, *OF_A_TEAM)] == [0] * 7
    assert not list(verify.faults())


def test_a_team_s_names_are_forgotten_and_its_timeline_stays_whole(ann, ben, round_):
    fill(ann, ben)
    ann.presses("write", "about-you")
    ann.is_called(capacity="organisation", organisation_name="Nacro", organisation_kind="voluntary body")
    ann.presses("finish", "about-you")
    ann.sends()
    close(round_)
    days_later(729)
    assert db.session.query(Colleague).filter_by(name="Ben Okri").count() == 1

    days_later(2)
    assert db.session.query(Response).count() == 1
    assert {one.name for one in db.session.query(Colleague)} == {"Name no longer kept"}
    assert [db.session.query(one).count() for one in OF_A_TEAM] == [0] * 4
    assert not [entry for entry in db.session.query(Entry) if "Okri" in entry.why + entry.what]
    assert not list(verify.faults())
