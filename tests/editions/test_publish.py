"""A round manager publishes an edition: the words stay, the address stays, and the lint has its say."""

from datetime import date

import pytest

from app.editions import commands
from app.extensions import db
from app.intentions.queries import digest_of
from app.models import DroppedLetter, Edition, EditionKind, Entry, Point, Screening, ScreeningLine
from tests import make
from workflows.engine import NotAllowed, Refused
from workflows.point import PointState
from workflows.roles import Role
from workflows.round import RoundState
from workflows.screening import Finding, ScreeningState


@pytest.fixture
def manager(browser):
    return make.person(Role.ROUND_MANAGER)


def written(state=RoundState.PLANNING, **given):
    round_ = make.round_(state, introduction="Why we buy.", **given)
    make.intention(round_, explanation="As first written.")
    return round_


def publish(browser, round_, **fields):
    return browser.submit(f"/rounds/{round_.slug}/editions/publish", **{"reason": "First issue.", **fields})


def test_the_discussion_edition_gets_a_number_a_date_and_an_address(browser, manager):
    round_ = written()
    round_.date_of("discussion_edition").original = date(2011, 11, 18)
    db.session.commit()
    answer = publish(browser.as_(manager), round_, kind="discussion")
    assert answer.location.endswith(f"/rounds/{round_.slug}/editions/1")
    page = browser.signed_out().get(answer.location).text
    for words in ("Discussion", "First issue.", "As first written.", "Monday 21 November 2011"):
        assert words in page
    assert round_.date_of("discussion_edition").slip == 3
    assert db.session.query(Entry).filter_by(action="publish_discussion").one().why == "First issue."


def test_what_is_published_does_not_change_when_the_intention_does(browser, manager):
    round_ = written()
    publish(browser.as_(manager), round_, kind="discussion")
    browser.submit(
        f"/rounds/{round_.slug}/intentions/CU-1/revise",
        title="New title", summary_title="New title", in_summary="y", explanation="As revised.", direction="stop",
    )  # fmt: skip
    page = browser.signed_out().get(f"/rounds/{round_.slug}/editions/1").text
    assert "As first written." in page
    assert "As revised." not in page


def test_what_the_lint_finds_is_listed_and_wants_a_reason(browser, manager):
    round_ = written()
    make.intention(
        round_, "CU-2", title="Places", summary_title="Places", explanation="Buy about [90,000].", in_summary=False
    )
    page = publish(browser.as_(manager), round_, kind="discussion")
    assert "Custodial services: the summary lists 1 and the detail has 2. Add CU-2 to the summary." in page.text
    assert "CU-2 still has a placeholder in it: [90,000]." in page.text
    assert "Mend what is listed, or enter the reason for publishing regardless" in page.text
    assert db.session.query(Edition).count() == 0
    publish(browser, round_, kind="discussion", lint_reason="The figure comes next week.")
    edition = db.session.query(Edition).one()
    assert len(edition.lint_findings) == 2
    assert edition.lint_reason == "The figure comes next week."


def test_nothing_is_published_past_the_lint_by_another_way_either(app, manager):
    round_ = written()
    make.intention(round_, "CU-2", explanation="TBC")
    with pytest.raises(Refused, match="give the reason for publishing regardless"):
        commands.publish(round_, "discussion", "First", by=manager)


def test_a_second_press_publishes_nothing_and_says_what_happened(browser, manager):
    round_ = written()
    publish(browser.as_(manager), round_, kind="discussion")
    answer = publish(browser, round_, kind="discussion", seen="0")
    assert "Edition 1 has been published already" in browser.get(answer.location).text
    assert db.session.query(Edition).count() == 1


def test_a_missing_reason_is_named(browser, manager):
    round_ = written(RoundState.CONSULTING)
    page = publish(browser.as_(manager), round_, kind="revised", reason="")
    assert "Enter the reason for issue" in page.text
    assert db.session.query(Edition).count() == 0


def test_the_kind_must_be_one_that_the_round_is_ready_for(browser, manager):
    round_ = written()
    assert "Select which edition to publish" in publish(browser.as_(manager), round_, kind="final").text
    assert db.session.query(Edition).count() == 0


def test_the_page_says_what_holds_up_the_final_edition(browser, manager):
    round_ = written(RoundState.ANSWERING)
    page = browser.as_(manager).get(f"/rounds/{round_.slug}/editions/publish").text
    assert "The answering cut-off, the end of Friday 6 January 2012, has not passed." in page
    assert "Have the equality screening of these intentions approved." in page


def ready_for_final(manager, answered=PointState.APPROVED):
    """Everything before the final edition is done: one point answered, nothing relevant found."""
    round_ = written(RoundState.ANSWERING)
    make.move_clock(date(2012, 1, 20))
    make.edition(round_, content={"intentions": []})
    response = make.response(round_)
    point = Point(
        response_id=response.id, round_id=round_.id, place="CU-1", stance="disagree", text="Do not.",
        state=answered, received_at=make.NOON, disposition="not accepted", reason="It must be done.",
    )  # fmt: skip
    make.add(point)
    screen(round_)
    return round_, point


def screen(round_):
    screening = make.add(Screening(round_id=round_.id, state=ScreeningState.APPROVED, digest=digest_of(round_)))
    for each in round_.characteristics:
        make.add(
            ScreeningLine(
                screening_id=screening.id,
                characteristic_id=each.id,
                finding=Finding.NOT_RELEVANT,
                reason="It touches nobody differently.",
            )
        )


def test_the_final_edition_waits_for_every_answer(browser, manager):
    round_, _ = ready_for_final(manager, PointState.UNANSWERED)
    page = browser.as_(manager).get(f"/rounds/{round_.slug}/editions/publish").text
    assert "1 point has no approved answer." in page


def test_the_final_edition_waits_for_every_approval(browser, manager):
    round_, _ = ready_for_final(manager, PointState.ANSWERED)
    page = browser.as_(manager).get(f"/rounds/{round_.slug}/editions/publish").text
    assert "1 point has no approved answer." in page
    assert f'href="/rounds/{round_.slug}/feedback?state=answered"' in page


def letter(round_, manager, **given):
    return make.add(
        DroppedLetter(
            round_id=round_.id, upload_id=make.upload().id, channel="email", text="Keep the workshop.",
            digest="0" * 64, dropped_by_id=manager.id, dropped_at=make.NOON, **given,
        )
    )  # fmt: skip


def test_the_final_edition_waits_for_letters_that_nobody_has_entered(browser, manager):
    round_, _ = ready_for_final(manager)
    waiting = letter(round_, manager)
    page = browser.as_(manager).get(f"/rounds/{round_.slug}/editions/publish").text
    assert "1 letter dropped in waits to be entered. Enter what each says, or set it aside" in page
    waiting.set_aside_at = make.NOON
    db.session.commit()
    publish(browser, round_, kind="final")
    assert db.session.query(Edition).filter_by(number=2).one().kind is EditionKind.FINAL


def test_a_letter_written_after_the_cut_off_cannot_wedge_the_round_either(browser, manager):
    round_, _ = ready_for_final(manager)
    letter(round_, manager, sent_on=date(2012, 1, 7))
    publish(browser.as_(manager), round_, kind="final")
    assert db.session.query(Edition).filter_by(number=2).one().kind is EditionKind.FINAL


def test_a_point_after_the_cut_off_cannot_wedge_the_round(browser, manager):
    round_, point = ready_for_final(manager, PointState.UNANSWERED)
    point.received_at = make.NOON.replace(year=2012, month=1, day=7)
    db.session.commit()
    publish(browser.as_(manager), round_, kind="final")
    assert db.session.query(Edition).filter_by(number=2).one().kind is EditionKind.FINAL


def test_the_final_edition_releases_the_answers_and_keeps_what_was_decided(browser, manager):
    round_, point = ready_for_final(manager)
    publish(browser.as_(manager), round_, kind="final")
    assert point.state is PointState.RELEASED
    final = db.session.query(Edition).filter_by(number=2).one()
    assert final.content["said"]["CU-1"]["decided"][0]["reason"] == "It must be done."
    for path in (f"/rounds/{round_.slug}/intentions/CU-1", f"/rounds/{round_.slug}/editions/2"):
        assert "It must be done." in browser.signed_out().get(path).text
    assert round_.date_of("final_edition").actual == date(2012, 1, 20)


def test_nothing_is_published_after_the_final_edition(browser, manager):
    round_, _ = ready_for_final(manager)
    publish(browser.as_(manager), round_, kind="final")
    page = browser.get(f"/rounds/{round_.slug}/editions/publish").text
    assert "The final edition is out, so the intentions stand as they are in it." in page
    assert "<textarea" not in page


def test_a_closed_round_publishes_nothing(browser, manager):
    round_ = written(RoundState.NEGOTIATING)
    assert browser.as_(manager).get(f"/rounds/{round_.slug}/editions/publish").status_code == 409


@pytest.mark.parametrize("role", [Role.ANALYST, Role.COMMISSIONER_SIGNATORY, Role.ADMINISTRATOR])
def test_nobody_else_publishes(browser, role):
    someone, round_ = make.person(role), written()
    assert browser.as_(someone).get(f"/rounds/{round_.slug}/editions/publish").status_code == 404
    with pytest.raises(NotAllowed):
        commands.publish(round_, "discussion", "First", by=someone)
