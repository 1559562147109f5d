"""What many points had in one act is taken back as a whole, until others or everybody have gone on from it."""

from app.answers import commands
from app.extensions import db
from app.models import PointBatch
from tests import make
from tests.answers.test_together import apply, prepare, states, three, ticked
from tests.work import do_jobs
from workflows.point import PointState
from workflows.point_batch import BatchState

__all__ = ["three"]


def undo(app, browser, address):
    assert "Undo it as a whole" in browser.get(address).text
    browser.press(address, f"{address}/undo")
    do_jobs(app)
    db.session.expire_all()


def test_a_bulk_approval_is_taken_back_while_nothing_is_released(app, browser, three, analyst, manager):
    for point in three:
        commands.answer(point, disposition="accepted", reason="Yes.", by=analyst)
    db.session.commit()
    address = prepare(browser.as_(manager), "approve", ticked(three))
    apply(app, browser, address)
    commands.send_back(three[2], reason="Say more.", by=manager)
    db.session.commit()
    undo(app, browser, address)
    assert states(three) == [PointState.ANSWERED, PointState.ANSWERED, PointState.UNANSWERED]
    assert {(point.approved_by_id, point.approved_at, point.reason) for point in three[:2]} == {(None, None, "Yes.")}
    assert "2 points put back as they were." in browser.get(address).text


def test_what_somebody_else_approved_since_is_not_taken_back(app, browser, three, analyst, manager, signatory):
    commands.answer(three[0], disposition="accepted", reason="Yes.", by=analyst)
    db.session.commit()
    address = prepare(browser.as_(manager), "approve", ticked(three[:1]))
    apply(app, browser, address)
    commands.send_back(three[0], reason="Wait.", by=manager)
    commands.answer(three[0], disposition="accepted", reason="Yes.", by=analyst)
    commands.approve(three[0], by=signatory)
    db.session.commit()
    undo(app, browser, address)
    assert states(three[:1]) == [PointState.APPROVED]


def test_an_approval_is_not_taken_back_as_a_whole_once_an_answer_of_it_is_out(app, browser, three, analyst, manager):
    for point in three:
        commands.answer(point, disposition="accepted", reason="Yes.", by=analyst)
    db.session.commit()
    address = prepare(browser.as_(manager), "approve", ticked(three))
    apply(app, browser, address)
    make.edition(three[0].round, "final")
    db.session.expire_all()
    commands.release(three[0].round, by=manager)
    db.session.commit()
    assert "were released since, and what is published stands" in browser.get(address).text
    browser.press(address, f"{address}/undo")
    assert db.session.query(PointBatch).one().state is BatchState.APPLIED


def test_a_bulk_waiver_is_taken_back_with_what_stood_there_before(app, browser, three, analyst, signatory):
    commands.answer(three[0], disposition="accepted", reason="My draft.", by=analyst)
    db.session.commit()
    address = prepare(browser.as_(signatory), "waive", ticked(three), reason="We answer these in May.")
    apply(app, browser, address)
    undo(app, browser, address)
    assert states(three) == [PointState.ANSWERED, PointState.UNANSWERED, PointState.UNANSWERED]
    assert {(point.waiver, point.waived_by) for point in three} == {("", "")}
    assert three[0].reason == "My draft."


def test_a_waiver_that_the_final_edition_says_stands(app, browser, three, signatory):
    address = prepare(browser.as_(signatory), "waive", ticked(three), reason="We answer these in May.")
    apply(app, browser, address)
    make.edition(three[0].round, "final")
    assert "so the waivers stand" in browser.get(address).text
    browser.press(address, f"{address}/undo")
    assert states(three) == [PointState.WAIVED] * 3


def test_nobody_takes_back_the_approval_that_another_gave_in_bulk(app, browser, three, analyst, manager, signatory):
    commands.answer(three[0], disposition="accepted", reason="Yes.", by=analyst)
    db.session.commit()
    address = prepare(browser.as_(manager), "approve", ticked(three[:1]))
    apply(app, browser, address)
    browser.as_(signatory).post(f"{address}/undo", data={"csrf_token": browser._token()})
    do_jobs(app)
    assert states(three[:1]) == [PointState.APPROVED]
