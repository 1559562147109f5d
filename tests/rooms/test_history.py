"""Who changed what when can be read by the team, and an earlier wording put back."""

from app.extensions import db
from app.models import View, Wording
from tests.responses.conftest import HERE


def wordings(place="CU-1"):
    db.session.expire_all()
    return db.session.query(Wording).filter_by(place=place).order_by(Wording.id).all()


def press_restore(member, wording):
    return member.browser.post(
        f"{HERE}/{wording.place}/history/{wording.id}/restore", data={"csrf_token": member.browser._token()}
    )


def test_the_history_says_who_changed_what(ann, ben):
    ben.writes("CU-1", stance="agree", comment="The first wording")
    ben.says("CU-1", stance="agree", comment="The second wording")
    ben.presses("finish")
    ann.writes("CU-1", stance="agree", comment="The third wording")
    page = ann.browser.get(f"{HERE}/CU-1/history").text
    assert "<del>first</del><ins>second</ins>" in page
    assert [one.colleague.name for one in wordings()] == ["Ben Okri", "Ben Okri", "Ann Example"]
    assert "CU-1 Intention CU-1" in ann.sees("team/history")


def test_saving_the_same_words_again_is_no_change(ben):
    for _ in range(2):
        ben.writes("CU-1", stance="agree", comment="The same")
    assert len(wordings()) == 1


def test_an_earlier_wording_is_put_back_and_what_it_replaces_stays(ann, ben):
    ben.writes("CU-1", stance="agree", comment="Better before", evidence="A study")
    ben.says("CU-1", stance="disagree", comment="Worse now")
    ben.presses("finish")
    press_restore(ann, wordings()[0])
    view = db.session.query(View).one()
    assert (view.stance, view.comment, view.evidence) == ("agree", "Better before", "A study")
    assert [one.said["comment"] for one in wordings()] == ["Better before", "Worse now", "Better before"]
    assert "Put an earlier wording back" in ann.sees("team/history")


def test_nothing_is_put_back_under_the_hands_of_whoever_writes(ann, ben):
    ben.writes("CU-1", stance="agree", comment="One")
    ben.says("CU-1", stance="agree", comment="Two")
    press_restore(ann, wordings()[0])
    assert db.session.query(View).one().comment == "Two"
    assert "Put this wording back" not in ann.browser.get(f"{HERE}/CU-1/history").text


def test_a_wording_of_another_question_is_not_put_back_here(ann, ben):
    ben.writes("CU-1", stance="agree", comment="One")
    ben.says("CU-2", stance="agree", comment="Other")
    answer = ann.browser.post(
        f"{HERE}/CU-1/history/{wordings('CU-2')[0].id}/restore", data={"csrf_token": ann.browser._token()}
    )
    assert answer.status_code == 404


def test_who_the_response_is_from_has_a_history_too(ann):
    ann.presses("write", "about-you")
    for name in ("Nacro", "Nacro Cymru"):
        ann.is_called(capacity="organisation", organisation_name=name, organisation_kind="voluntary body")
    press_restore(ann, wordings("about-you")[0])
    assert ann.response.organisation_name == "Nacro"


def test_characteristics_come_back_with_their_words(ann):
    ann.writes("EQ-4", "equality", comment="Old", characteristics=["age", "sex"])
    ann.says("EQ-4", comment="New", characteristics=["race"])
    press_restore(ann, wordings("EQ-4")[0])
    assert db.session.query(View).one().characteristics == ["age", "sex"]
