"""Applying a bulk change: once, as the person, agreement by agreement, and only what was read."""

import pytest
import sqlalchemy as sa

from app import jobs
from app.agreements import commands as agreements
from app.bulk import commands, work
from app.extensions import db
from app.jobs import Task
from app.models import Assignment, BulkLine, Entry, Person, PlaybookLine, Round
from tests import make
from tests.bulk import many
from tests.bulk.many import ALL_AGREED, DRAFT, OURS, PARTLY, SENT, applied, prepared
from tests.work import do_jobs
from workflows.bulk import BulkKind
from workflows.engine import NotAllowed
from workflows.roles import Role

FIELDS = {"percent": "1.5", "to_nearest": "1", "reason": "Pay award."}
TASK = Task("", lambda *_: None)


@pytest.fixture
def made(app):
    return many.build()


@pytest.fixture
def bulk(browser, made):
    return prepared(browser, made, "raise", "PR-1", **FIELDS)


def press_apply(browser, bulk, fields=None):
    place = many.path(bulk)
    return browser.post(f"{place}/apply", data=fields or many.hidden(browser.get(place).text, "/apply"))


def states():
    return sorted(str(line.stands) for line in db.session.query(BulkLine))


def test_until_the_worker_is_done_the_page_shows_progress_and_can_be_left(app, browser, made, bulk):
    press_apply(browser, bulk)
    page = browser.get(many.path(bulk))
    assert "You can leave this page: it goes on without you." in page.text
    assert "0 of 2 agreements" in page.text
    do_jobs(app)
    assert "2 agreements changed." in browser.get(many.path(bulk)).text


def test_pressed_twice_it_is_applied_once(app, browser, made, bulk):
    fields = many.hidden(browser.get(many.path(bulk)).text, "/apply")
    press_apply(browser, bulk, fields)
    press_apply(browser, bulk, fields)
    assert "It has not been done twice." in browser.get(many.path(bulk)).text
    do_jobs(app)
    assert db.session.query(BulkLine).count() == 2
    assert db.session.query(Entry).filter_by(action="change_in_bulk", subject_type="agreement").count() == 2


def test_a_second_try_goes_on_where_the_first_stopped(app, browser, made, bulk):
    press_apply(browser, bulk)
    first, _second = work._waiting(bulk.id)
    work._line(first)
    assert states() == ["done", "waiting"]
    work.apply(TASK, bulk.id)
    db.session.commit()
    work.apply(TASK, bulk.id)
    db.session.commit()
    assert states() == ["done", "done"]
    assert made.term(DRAFT).fields["price"] == 1_025_151, "and not raised twice"
    assert db.session.query(Entry).filter_by(action="finish").count() == 1


def test_after_a_stop_its_maker_has_it_go_on(app, browser, made, bulk):
    press_apply(browser, bulk)
    jobs.clear(db.session.connection())
    db.session.commit()
    page = browser.get(many.path(bulk))
    assert "It was stopped before the end." in page.text
    assert browser.press(many.path(bulk), f"{many.path(bulk)}/go-on").status_code == 303
    do_jobs(app)
    assert many.newest().state == "applied"


def test_what_changed_after_the_preview_is_read_again_first(browser, made, bulk):
    fields = many.hidden(browser.get(many.path(bulk)).text, "/apply")
    agreements.edit_term(made.term(DRAFT), fields={"price": 7}, by=made.negotiator)
    db.session.commit()
    press_apply(browser, bulk, fields)
    page = browser.get(many.path(bulk))
    assert "The agreements have changed since you read the preview." in page.text
    assert many.newest().state == "prepared"


def test_what_changed_while_it_waits_for_the_worker_is_listed_and_others_go_on(app, browser, made, bulk):
    press_apply(browser, bulk)
    agreements.edit_term(made.term(DRAFT), fields={"price": 7}, by=made.negotiator)
    db.session.commit()
    do_jobs(app)
    page = browser.get(many.path(bulk))
    assert "1 agreement changed, 1 could not be: see why below." in page.text
    assert "somebody has changed PR-1" in page.text
    assert made.term(DRAFT).fields["price"] == 7
    assert made.unsent(OURS) is not None


def test_an_agreement_that_is_no_longer_theirs_is_left_as_it_is_and_not_named(app, browser, made, bulk):
    press_apply(browser, bulk)
    gone = made.by_state[OURS].provider_id
    db.session.query(Assignment).filter_by(person_id=made.negotiator.id, provider_id=gone).delete()
    db.session.commit()
    do_jobs(app)
    page = browser.get(many.path(bulk))
    assert made.unsent(OURS) is None
    assert "HMP Ours" not in page.text
    assert "An agreement that is no longer yours to see" in page.text


def test_nothing_is_done_for_somebody_whose_account_is_closed(app, browser, made, bulk):
    press_apply(browser, bulk)
    made.negotiator.active = False
    db.session.commit()
    do_jobs(app)
    assert states() == ["failed", "failed"]
    assert made.term(DRAFT).fields["price"] == 1_010_001


def test_a_prepared_change_can_be_discarded(browser, made, bulk):
    assert browser.press(many.path(bulk), f"{many.path(bulk)}/discard").status_code == 303
    assert "It was put away without being applied." in browser.get(many.path(bulk)).text


def test_everything_is_done_in_the_name_of_whoever_applied_it(app, browser, made, bulk):
    applied(app, browser, bulk)
    actors = {entry.actor_id for entry in db.session.query(Entry).filter(Entry.action.in_(["change_in_bulk"]))}
    assert actors == {made.negotiator.id}


# --- the wall ---------------------------------------------------------------------------------------------------------


def test_another_negotiator_does_not_find_it_and_a_director_reads_it(browser, made, bulk):
    other = make.person(Role.COMMISSIONER_NEGOTIATOR)
    assert browser.as_(other).get(many.path(bulk)).status_code == 404
    assert "Raise PR-1" not in browser.get("/rounds/2012-13/bulk").text
    page = browser.as_(make.person(Role.COMMISSIONER_SIGNATORY)).get(many.path(bulk))
    assert page.status_code == 200
    assert "until Nick Negotiator applies it." in page.text


def test_the_provider_side_and_other_staff_find_nothing_of_it(browser, made, bulk):
    outside = [made.theirs[SENT], make.person(Role.ANALYST), make.person(Role.ASSURER), make.person(Role.ADMINISTRATOR)]
    for person in outside:
        browser.as_(person)
        for page in (
            many.path(bulk),
            "/rounds/2012-13/bulk",
            "/rounds/2012-13/agreements/change",
            made.address("send"),
        ):
            assert browser.get(page).status_code == 404, page


def test_only_agreements_of_assigned_providers_are_changed(app, browser, made):
    """A negotiator who is a round manager too sees every agreement and changes only their own."""
    both = make.person(
        Role.COMMISSIONER_NEGOTIATOR, Role.ROUND_MANAGER, works_with=[made.by_state[DRAFT].provider], name="Bo Both"
    )
    bulk = prepared(browser, made, "raise", "PR-1", by=both, **FIELDS)
    assert "You see it, and are not assigned to it" in browser.get(many.path(bulk)).text
    applied(app, browser, bulk)
    assert made.term(DRAFT).fields["price"] == 1_025_151
    assert made.unsent(OURS) is None


def test_a_forged_press_by_somebody_else_is_not_taken(app, browser, made, bulk):
    page = browser.as_(made.manager).get(many.path(bulk))
    assert "/apply" not in page.text
    browser.press(many.path(bulk), f"{many.path(bulk)}/apply")
    assert many.newest().state == "prepared"


def test_the_guards_of_the_real_commands_hold(app, browser, made):
    """An offer that would go beyond one's own range does not leave in bulk either."""
    agreements.write_change(made.by_state[OURS], made.term(OURS), fields={"price": 9_999_999}, reason="R",
                            by=made.negotiator)  # fmt: skip
    line = made.term(OURS).standard_term_id
    make.add(PlaybookLine(round_id=made.round.id, side="commissioner", standard_term_id=line, opening="", walk_away="",
                          limits={"price": {"most": 2_000_000}}))  # fmt: skip
    bulk = prepared(browser, made, "send", filters={"state": "with commissioner"}, reason="Ours.")
    page = browser.get(many.path(bulk))
    assert "PR-1 goes beyond your range" in page.text
    assert "1 agreement would go" not in page.text
    raised = prepared(browser, made, "raise", "PR-1", **{**FIELDS, "percent": "50"})
    assert "is beyond your range" in browser.get(many.path(raised)).text


def test_the_number_of_questions_to_the_database_does_not_grow(app, browser, made, bulk):
    place, slug, who, manager = many.path(bulk), made.round.slug, made.negotiator.id, made.manager.id
    few = questions(browser, place)
    for _ in range(5):
        make.add(Assignment(person_id=who, provider_id=make.provider().id))
    round_ = db.session.query(Round).filter_by(slug=slug).one()
    agreements.draft_agreements(round_, by=db.session.get_one(Person, manager))
    db.session.commit()
    assert "6 agreements would change at once." in browser.get(place).text
    assert questions(browser, place) == few <= 8
    applied(app, browser, many.newest())
    assert questions(browser, place) <= 8


def questions(browser, path):
    db.session.remove()
    asked = []
    listener = lambda *given: asked.append(given[2])  # noqa: E731
    sa.event.listen(db.engine, "before_cursor_execute", listener)
    assert browser.get(path).status_code == 200
    sa.event.remove(db.engine, "before_cursor_execute", listener)
    return len([statement for statement in asked if statement.startswith("SELECT")])


def test_a_part_that_does_not_include_it_is_refused(made):
    with pytest.raises(NotAllowed):
        commands.prepare(made.round, kind=BulkKind.RAISE, asked={}, change={}, by=made.manager)


def test_every_state_has_its_sentence(browser, made, bulk):
    page = browser.get(many.path(bulk)).text
    for state, why in ((SENT, "It is the provider’s move."), (PARTLY, "locked"), (ALL_AGREED, "locked")):
        assert why in page, state
