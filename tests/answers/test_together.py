"""Many points answered, approved, given to somebody or waived in one act: previewed, done in the background, undone."""

import re

import pytest
from sqlalchemy import event

from app import chain
from app.answers import batches, commands, templates
from app.extensions import db
from app.models import Campaign, Entry, Point, PointBatch, PointTheme, Theme
from app.timeline.verify import faults
from tests import make
from tests.answers.conftest import HERE, answered, respond
from tests.work import do_jobs
from workflows.point import Disposition, PointState
from workflows.point_batch import BatchKind, BatchState
from workflows.roles import Role

WORDS = {"disposition": "not accepted", "reason": "We keep {place}: {title}.", "change": ""}


@pytest.fixture
def three(feedback):
    """Three more say the same of CU-2."""
    for n in range(3):
        respond(feedback, {"CU-2": ("disagree", f"No {n}.")}, name=f"Person {n}")
    return db.session.query(Point).filter_by(place="CU-2").order_by(Point.id).all()


def ticked(points):
    return "&".join(f"point={point.id}" for point in points)


def prepare(browser, kind, chosen, **fields):
    """Fill in the form; gives the address of the preview."""
    answer = browser.submit(f"{HERE}/together/{kind}?{chosen}", **fields)
    assert answer.status_code == 303, re.findall(r"govuk-error-summary__list.*?</ul>", answer.text, re.DOTALL)
    return answer.location


def apply(app, browser, address):
    _apply(browser, address)
    do_jobs(app)
    db.session.expire_all()


def _apply(browser, address):
    page = browser.get(address).text
    seen = re.search(r'name="seen" value="([^"]*)"', page).group(1)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]*)"', page).group(1)
    return browser.post(f"{address}/apply", data={"csrf_token": token, "seen": seen})


def states(points):
    return [point.state for point in points]


def test_a_template_answers_all_ticked_points_in_words_of_their_own_place(app, browser, three, analyst):
    address = prepare(browser.as_(analyst), "answer", ticked(three), **WORDS)
    page = browser.get(address).text
    assert "It would change 3 points." in page
    assert "We keep CU-2: Intention CU-2." in page
    assert states(three) == [PointState.UNANSWERED] * 3
    apply(app, browser, address)
    assert states(three) == [PointState.ANSWERED] * 3
    assert {point.reason for point in three} == {"We keep CU-2: Intention CU-2."}
    assert "3 points changed" in browser.get(address).text


def test_each_is_still_edited_by_itself_and_has_its_own_history(app, browser, three, analyst):
    address = prepare(browser.as_(analyst), "answer", ticked(three), **WORDS)
    apply(app, browser, address)
    browser.submit(f"{HERE}/{three[0].id}", disposition="accepted", reason="But this one yes.", change="")
    assert three[0].disposition is Disposition.ACCEPTED
    assert db.session.query(Entry).filter_by(chain=f"point {three[1].id}", action="answer").count() == 1


def test_all_with_a_theme_or_in_a_campaign_are_chosen_together(app, browser, three, analyst, feedback):
    theme = make.add(Theme(round_id=feedback.id, name="Workshops"))
    make.add(PointTheme(point_id=three[0].id, theme_id=theme.id, at=make.NOON))
    address = prepare(browser.as_(analyst), "answer", f"theme={theme.id}", **WORDS)
    assert "It would change 1 point." in browser.get(address).text
    campaign = make.add(Campaign(round_id=feedback.id, title="Save it", text="No", found_at=make.NOON))
    for point in three[:2]:
        point.campaign_id = campaign.id
    db.session.commit()
    address = prepare(browser, "answer", f"campaign={campaign.id}", **WORDS)
    assert "It would change 2 points." in browser.get(address).text


def test_what_is_left_out_is_said_with_why(browser, three, analyst, manager, signatory):
    answered(three[0], disposition="accepted", reason="Yes.", by=analyst, approved_by=manager)
    commands.waive(three[1], reason="Later.", by=signatory)
    db.session.commit()
    page = browser.as_(analyst).get(prepare(browser, "answer", ticked(three), **WORDS)).text
    assert "It would change 1 point." in page
    assert "1 point: Its answer is approved already." in page
    assert "1 point: It is waived." in page


def test_drafts_are_replaced_only_when_that_is_said(browser, three, analyst):
    commands.answer(three[0], disposition="accepted", reason="Yes.", by=analyst)
    db.session.commit()
    browser.as_(analyst)
    assert "It would change 2 points." in browser.get(prepare(browser, "answer", ticked(three), **WORDS)).text
    replaced = prepare(browser, "answer", ticked(three), replace_drafts="yes", **WORDS)
    assert "It would change 3 points." in browser.get(replaced).text


def test_points_that_changed_since_the_preview_are_previewed_again(app, browser, three, analyst, manager):
    address = prepare(browser.as_(analyst), "answer", ticked(three), **WORDS)
    page = browser.get(address).text
    seen = re.search(r'name="seen" value="([^"]*)"', page).group(1)
    answered(three[0], disposition="accepted", reason="Yes.", by=analyst, approved_by=manager)
    db.session.commit()
    browser.post(f"{address}/apply", data={"csrf_token": browser._token(), "seen": seen})
    assert db.session.query(PointBatch).one().state is BatchState.PREPARED
    assert "The points have changed since you read the preview" in browser.get(address).text


def test_applying_twice_does_it_once(app, browser, three, analyst):
    address = prepare(browser.as_(analyst), "answer", ticked(three), **WORDS)
    _apply(browser, address)
    assert browser.post(f"{address}/apply", data={"csrf_token": browser._token(), "seen": ""}).status_code == 303
    do_jobs(app)
    assert db.session.query(Entry).filter_by(action="answer").count() == 3


def test_it_is_undone_as_a_whole_but_for_what_somebody_changed_since(app, browser, three, analyst):
    commands.answer(three[0], disposition="accepted", reason="My draft.", by=analyst)
    db.session.commit()
    address = prepare(browser.as_(analyst), "answer", ticked(three), replace_drafts="yes", **WORDS)
    apply(app, browser, address)
    commands.answer(three[2], disposition="for later", reason="By hand.", by=analyst)
    db.session.commit()
    browser.press(address, f"{address}/undo")
    do_jobs(app)
    db.session.expire_all()
    assert states(three) == [PointState.ANSWERED, PointState.UNANSWERED, PointState.ANSWERED]
    assert [point.reason for point in three] == ["My draft.", "", "By hand."]
    page = browser.get(address).text
    assert "2 points put back as they were." in page
    assert "Somebody changed it meanwhile" in page


def test_once_one_is_approved_it_is_not_undone_as_a_whole(app, browser, three, analyst, manager):
    address = prepare(browser.as_(analyst), "answer", ticked(three), **WORDS)
    apply(app, browser, address)
    commands.approve(three[0], by=manager)
    db.session.commit()
    assert "1 answer was approved since" in browser.get(address).text
    browser.press(address, f"{address}/undo")
    assert db.session.query(PointBatch).one().state is BatchState.APPLIED


def test_bulk_approval_leaves_out_ones_own_and_says_how_many(app, browser, three, analyst):
    other = make.person(Role.ANALYST)
    commands.answer(three[0], disposition="accepted", reason="Mine.", by=analyst)
    for point in three[1:]:
        commands.answer(point, disposition="accepted", reason="Theirs.", by=other)
    db.session.commit()
    address = prepare(browser.as_(analyst), "approve", ticked(three))
    page = browser.get(address).text
    assert "It would change 2 points." in page
    assert "1 point: You wrote the answer: somebody else approves it." in page
    apply(app, browser, address)
    assert states(three) == [PointState.ANSWERED, PointState.APPROVED, PointState.APPROVED]


def test_points_are_given_to_somebody_together_and_back(app, browser, three, analyst, manager):
    address = prepare(browser.as_(manager), "assign", ticked(three), to=str(analyst.id))
    apply(app, browser, address)
    assert {point.assigned_to_id for point in three} == {analyst.id}
    browser.press(address, f"{address}/undo")
    do_jobs(app)
    db.session.expire_all()
    assert {point.assigned_to_id for point in three} == {None}


def test_a_signatory_waives_a_set_in_one_act_with_name_and_post(app, browser, three, signatory):
    address = prepare(browser.as_(signatory), "waive", ticked(three), reason="We answer these in May.")
    apply(app, browser, address)
    assert states(three) == [PointState.WAIVED] * 3
    assert {point.waived_by for point in three} == {"Sir Signatory, Director"}


def test_only_whoever_prepared_it_applies_it(app, browser, three, analyst):
    address = prepare(browser.as_(analyst), "answer", ticked(three), **WORDS)
    other = make.person(Role.ANALYST)
    page = browser.as_(other).get(address).text
    assert "/apply" not in page
    browser.post(f"{address}/apply", data={"csrf_token": browser._token(), "seen": "3.3"})
    assert db.session.query(PointBatch).one().state is BatchState.PREPARED


def test_all_that_a_search_finds_are_chosen_and_nothing_chosen_says_how_to_choose(browser, three, analyst):
    page = browser.as_(analyst).get(f"{HERE}/together?place=CU-2&state=unanswered").text
    assert "All that match: about CU-2, unanswered" in page
    assert "No point is chosen." in browser.get(f"{HERE}/together").text


def test_each_part_is_offered_only_what_it_may_do(browser, three, manager, signatory):
    page = browser.as_(manager).get(f"{HERE}/together?{ticked(three)}").text
    assert "Give many points to somebody" in page
    assert "together/answer" not in page
    assert browser.get(f"{HERE}/together/answer?{ticked(three)}").status_code == 404
    assert browser.get(f"{HERE}/together/waive?{ticked(three)}").status_code == 404


def test_points_of_another_round_are_never_among_them(browser, three, analyst):
    elsewhere = make.round_()
    response = make.response(elsewhere)
    other = Point(response_id=response.id, round_id=elsewhere.id, place="CU-1", text="T", received_at=make.NOON)
    make.add(other)
    address = prepare(browser.as_(analyst), "answer", ticked([other]), **WORDS)
    assert "It would change 0 points." in browser.get(address).text


def test_whoever_loses_their_part_meanwhile_changes_nothing(app, browser, three, analyst):
    address = prepare(browser.as_(analyst), "answer", ticked(three), **WORDS)
    _apply(browser, address)
    analyst.appointments[0].ended_at = make.NOON
    db.session.commit()
    do_jobs(app)
    db.session.expire_all()
    assert states(three) == [PointState.UNANSWERED] * 3


def test_a_template_is_written_used_changed_and_put_away(browser, three, analyst, feedback):
    there = f"{HERE}/templates"
    browser.as_(analyst).submit(f"{there}/write", title="No", **WORDS)
    (template,) = templates.of(feedback)
    page = browser.get(f"{HERE}/together/answer?{ticked(three)}&template={template.id}").text
    assert "We keep {place}: {title}." in page
    browser.submit(f"{there}/{template.id}", title="No, thanks", **WORDS)
    assert template.title == "No, thanks"
    assert "Choose another title" in browser.submit(f"{there}/write", title="No, thanks", **WORDS).text
    browser.press(there, f"{there}/{template.id}/retire")
    assert templates.of(feedback) == []


def test_a_template_names_only_what_is_filled_in(browser, feedback, analyst):
    bad = {**WORDS, "reason": "Dear {name}, no."}
    page = browser.as_(analyst).submit(f"{HERE}/templates/write", title="No", **bad).text
    assert "Take out {name}, or write one of {place}, {title}, {round}" in page


def test_one_that_cannot_be_changed_does_not_stop_the_others(app, browser, three, analyst, manager, feedback):
    batch = batches.prepare(
        feedback, BatchKind.ANSWER, chosen={"points": [p.id for p in three]}, given={**WORDS, "replace_drafts": False},
        by=analyst,
    )  # fmt: skip
    from app.answers import preview

    batches.apply(batch, seen=preview.of(batch, by=analyst).digest, by=analyst)
    answered(three[0], disposition="accepted", reason="Meanwhile.", by=analyst, approved_by=manager)
    db.session.commit()
    do_jobs(app)
    db.session.expire_all()
    assert states(three) == [PointState.APPROVED, PointState.ANSWERED, PointState.ANSWERED]
    assert "Meanwhile." in three[0].reason


def test_what_is_done_can_be_chosen_by_kind_of_respondent_too(browser, three, analyst):
    page = browser.as_(analyst).get(f"{HERE}/together?kind=public")
    assert page.status_code == 200
    (address,) = re.findall(r'href="([^"]*/together/assign[^"]*)"', page.text)
    assert address.endswith("?kind=public")
    assert browser.get(address).status_code == 200


def test_what_nobody_has_touched_is_asked_about_in_one_question(feedback, three, analyst):
    """An import brings points by the hundred thousand, none with a history of its own."""
    db.session.query(Entry).filter_by(subject_type="point").delete()
    db.session.commit()
    asked = []

    def note(*args):
        asked.append(args[2])

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        chain.remember(three)
        for point in three:
            commands.assign(point, analyst, by=analyst)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    db.session.commit()
    assert len([each for each in asked if "FROM entry" in each]) == 1
    assert {entry.seq for entry in db.session.query(Entry).filter_by(action="assign_point")} == {1}
    assert list(faults()) == []
