"""Saving an answer and opening a page ask the database for little, however much has been said."""

import re

import pytest
import sqlalchemy as sa

from app.extensions import db
from tests import make
from tests.responses.conftest import HERE
from workflows.roles import Role


@pytest.fixture
def asked(app):
    """What is asked of the database from now on, transactions apart."""
    statements = []

    def note(_connection, _cursor, statement, *_):
        if not statement.startswith(("BEGIN", "PRAGMA")):
            statements.append(statement)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    yield lambda: (db.session.remove(), statements.clear(), statements)[-1]
    sa.event.remove(db.engine, "before_cursor_execute", note)


def test_saving_an_answer_is_two_questions_and_one_row(ann, browser, asked):
    token = re.search(r'name="csrf_token" value="([^"]*)"', browser.get(f"{HERE}/CU-1").text).group(1)
    statements = asked()
    browser.post(f"{HERE}/CU-1", data={"csrf_token": token, "seen": "", "stance": "agree", "then": "next"})
    assert [statement.split()[0] for statement in statements] == ["SELECT", "SELECT", "INSERT"]


@pytest.mark.parametrize("page", ["", "/sections", "/sections/custodial", "/about-you", "/CU-1", "/EQ-1", "/check"])
def test_no_page_of_a_response_asks_more_than_eight_times(ann, browser, asked, page):
    ann.says("CU-2", stance="agree", comment="Good.")
    statements = asked()
    assert browser.get(f"{HERE}{page}").status_code == 200
    assert len(statements) <= 8, statements


@pytest.mark.parametrize(
    ("page", "most"), [("", 8), ("/summary", 16), ("/responses", 8), ("/responses/{response}", 8), ("/{point}", 12)]
)
def test_pages_of_feedback_ask_for_little(ann_sent, browser, asked, page, most):
    """A point stands beside its themes, campaign, changes and origin; each picture asks for its own numbers."""
    response = ann_sent.response
    path = page.format(response=response.id, point=response.points[0].id)
    browser.as_(make.person(Role.ANALYST))
    statements = asked()
    assert browser.get(f"/rounds/2012-13/feedback{path}").status_code == 200
    assert len(statements) <= most, statements
