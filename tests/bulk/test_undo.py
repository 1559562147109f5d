"""A bulk change is undone as a whole, or not at all when somebody has built on it; then it says who."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import clock
from app.agreements import commands as agreements
from app.bulk import commands, preview, work
from app.extensions import db
from app.jobs import Task
from app.models import BulkChange, StandardTerm, Template
from app.timeline import verify
from tests import make
from tests.bulk import many
from tests.bulk.many import ALL_AGREED, DRAFT, OURS, PARTLY, applied, prepared, undone
from workflows.bulk import BulkKind
from workflows.roles import Role

RAISE = {"percent": "1.5", "to_nearest": "1", "reason": "Pay award.", "reopens": "y"}


@pytest.fixture
def made(app):
    return many.build()


@pytest.fixture
def raised(app, browser, made):
    return applied(app, browser, prepared(browser, made, "raise", "PR-1", **RAISE))


def test_everything_is_put_back_and_the_timelines_keep_both(browser, made, raised):
    assert undone(browser, raised).status_code == 303
    assert many.newest().state == "undone"
    assert made.term(DRAFT).fields["price"] == 1_010_001
    assert made.unsent(OURS) is None
    assert made.term(PARTLY).reopen_asked_by is None
    page = browser.get(many.path(raised))
    assert "Everything that it did was put back" in page.text
    assert "Undid a bulk change" in browser.get(f"/agreements/2012-13/{made.code(DRAFT)}").text
    assert list(verify.faults()) == []


def test_pressed_twice_it_is_undone_once(browser, made, raised):
    undone(browser, raised)
    page = browser.press("/work", f"{many.path(raised)}/undo")
    assert page.status_code == 303
    assert "That was undone the first time you pressed." in browser.get(many.path(raised)).text


def test_when_a_term_has_changed_since_it_says_who_and_undoes_nothing(browser, made, raised):
    other = make.person(Role.COMMISSIONER_NEGOTIATOR, works_with=[made.by_state[DRAFT].provider], name="Olga Other")
    agreements.edit_term(made.term(DRAFT), fields={"price": 5}, by=other)
    db.session.commit()
    page = browser.get(many.path(raised))
    assert "HMP Draft: Olga Other changed (changes PR-1) on 21 November 2011" in page.text
    undone(browser, raised)
    assert many.newest().state == "applied"
    assert made.unsent(OURS) is not None, "all or nothing"
    assert made.term(DRAFT).fields["price"] == 5


def test_when_the_offer_has_been_sent_since_it_is_not_undone(browser, made, raised):
    agreements.counter(made.by_state[OURS], reason="Pay.", by=made.negotiator)
    db.session.commit()
    assert "HMP Ours: Nick Negotiator countered" in browser.get(many.path(raised)).text
    undone(browser, raised)
    assert many.newest().state == "applied"


def test_when_the_provider_has_answered_the_request_to_reopen_it_is_not_undone(browser, made, raised):
    agreements.reopen_term(made.term(PARTLY), by=made.theirs[PARTLY])
    db.session.commit()
    assert "HMP Partly: Nora partly reopened a term" in browser.get(many.path(raised)).text


def test_what_is_changed_beside_it_does_not_stand_in_the_way(browser, made, raised):
    agreements.edit_term(made.term(DRAFT, "VT-1"), fields={"target": 90}, by=made.negotiator)
    agreements.write_change(made.by_state[OURS], made.term(OURS, "VT-1"), fields={"target": 90}, reason="Fewer.",
                            by=made.negotiator)  # fmt: skip
    db.session.commit()
    undone(browser, raised)
    assert many.newest().state == "undone"
    assert made.term(DRAFT, "VT-1").fields["target"] == 90
    assert [change.term.ref for change in made.unsent(OURS).changes] == ["VT-1"]


def test_after_the_time_set_it_can_no_longer_be_undone(browser, made, raised):
    make.move_clock(clock.now() + timedelta(hours=24, minutes=1))
    page = browser.get(many.path(raised))
    assert "It could be undone until Tuesday 22 November 2011 at 12:00pm." in page.text
    undone(browser, raised)
    assert many.newest().state == "applied"


def test_a_manager_says_for_how_long(app, browser, made):
    path = "/rounds/2012-13/bulk/time-to-undo"
    assert browser.as_(made.manager).submit(path, hours="48").status_code == 303
    assert "for 48 hours after it is applied" in browser.get("/rounds/2012-13/bulk").text
    assert browser.as_(made.negotiator).get(path).status_code == 404
    bulk = applied(app, browser, prepared(browser, made, "raise", "PR-1", **RAISE))
    assert bulk.undo_until - bulk.finished_at == timedelta(hours=48)


def test_nobody_else_undoes_it(browser, made, raised):
    page = browser.as_(made.manager).get(many.path(raised))
    assert page.status_code == 200
    assert "Only whoever prepared it applies it and undoes it" in page.text
    undone(browser, raised)
    assert many.newest().state == "applied"


# --- whatever was done ------------------------------------------------------------------------------------------------

LEFT_ALONE = {"entry", "bulk_change", "bulk_line", "letter", "template"}
"""What keeps what happened."""


def everything() -> dict[str, list[tuple]]:
    """Every row of every other table, without the count of its saves."""
    db.session.expire_all()
    found = {}
    for table in db.metadata.sorted_tables:
        if table.name in LEFT_ALONE:
            continue
        unkept = {"version", "id"} if table.name == "assignment" else {"version"}
        columns = [column for column in table.columns if column.name not in unkept]
        rows = db.session.execute(sa.select(*columns)).all()
        found[table.name] = sorted((tuple(row) for row in rows), key=repr)
    db.session.commit()
    return found


def of_term(ref):
    return {"standard_term_id": db.session.query(StandardTerm.id).filter_by(ref=ref).scalar()}


def raise_by(draw, made):
    change = {"hundredths": draw(st.integers(-5000, 5000).filter(bool)), "to_nearest": draw(st.sampled_from([1, 100]))}
    return BulkKind.RAISE, {**change, "reopens": draw(st.booleans())}, of_term("PR-1")


def set_cell(draw, made):
    ref, column, values = draw(
        st.sampled_from(
            [("PR-1", "firm", [True, False]), ("VT-1", "target", [1, 250, "figure to follow"]),
             ("EX-1", "review_date", ["2013-01-01", "figure to follow"]), ("VT-1", "evidence", ["", "Words"])]
        )
    )  # fmt: skip
    change = {"column": column, "value": draw(st.sampled_from(values)), "reopens": draw(st.booleans())}
    return BulkKind.CELL, change, of_term(ref)


def from_sheet(draw, made):
    states = draw(st.sets(st.sampled_from([DRAFT, OURS, PARTLY, ALL_AGREED]), min_size=1))
    values = {str(made.by_state[state].id): {"VT-1": draw(st.integers(0, 300))} for state in states}
    return BulkKind.SHEET, {"schedule": "volumes", "column": "target", "values": values, "reopens": True}, {}


def take_out(draw, made):
    return BulkKind.WITHDRAW, {}, of_term(draw(st.sampled_from(["PR-1", "VT-1", "EX-1"])))


def add(draw, made):
    return BulkKind.ADD, {}, of_term(draw(st.sampled_from(["PR-1", "VT-1", "EX-1"])))


def move_template(draw, made):
    return BulkKind.TEMPLATE, {}, {"template_id": draw(st.sampled_from([t.id for t in db.session.query(Template)]))}


def assign(draw, made):
    who = draw(st.sampled_from([made.negotiator, made.other]))
    return BulkKind.ASSIGN, {"instead": draw(st.booleans())}, {"negotiator_id": who.id}


MAKES = [raise_by, set_cell, from_sheet, take_out, add, move_template, assign]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_applied_and_undone_leaves_every_table_as_it_was(app, made, data):
    """Several bulk changes, one on the other, undone in turn."""
    if not hasattr(made, "other"):
        made.other = make.person(Role.COMMISSIONER_NEGOTIATOR, name="Olga Other")
        make.add(Template(instrument="SLA", number="9.9", title="Next", sections=[], locked_at=make.NOON))
    done = []
    for make_one in data.draw(st.lists(st.sampled_from(MAKES), min_size=1, max_size=4)):
        kind, change, given_ = make_one(data.draw, made)
        before = everything()
        bulk = apply(made, kind, change, given_)
        if bulk is not None:
            done.append((bulk, before))
            if kind is BulkKind.ASSIGN:  # whoever is taken off can no longer undo what they applied
                break
    for bulk_id, before in reversed(done):
        bulk = db.session.get_one(BulkChange, bulk_id)
        commands.undo(bulk, by=bulk.prepared_by)
        db.session.commit()
        after = everything()
        assert {name: rows for name, rows in after.items() if rows != before[name]} == {}


def apply(made, kind, change, given_):
    """Prepare and apply it; None when it would change nothing."""
    by = made.manager if kind is BulkKind.ASSIGN else made.negotiator
    bulk = commands.prepare(made.round, kind=kind, asked={}, change=change, by=by, reason="Because.", **given_)
    shown = preview.of(bulk, by=by, today=clock.today())
    if not shown.affected:
        db.session.rollback()
        return None
    commands.apply(bulk, seen=shown.digest, by=by)
    db.session.commit()
    bulk_id = bulk.id
    work.apply(Task("", lambda *_: None), bulk_id)
    db.session.commit()
    assert {line.stands for line in db.session.get_one(BulkChange, bulk_id).lines} == {"done"}
    return bulk_id
