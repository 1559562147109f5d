"""Pages are built from a fixed number of queries, whatever the number of rows."""

from datetime import date
from types import SimpleNamespace

import pytest
from sqlalchemy import event

from app.extensions import db
from app.models import Action, Letter, Point, Return, Round
from tests import make, world
from tests.house.test_wall import FINDS
from workflows.roles import Role

MOST = 8
MOST_TO_ACT = 12
"""A form also asks for what its guards need to know."""
REPORTS = ("reports.overview", "reports.preview", "reports.preview_word", "reports.write", "reports.release",
           "reports.preview_in_welsh", "reports.preview_word_in_welsh", "reports.translate")  # fmt: skip
FIGURES = ("figures.summary", "figures.in_numbers", "figures.summary_sheet", "figures.numbers_sheet")
PUBLIC = ("intentions.detail", "answers.answers", "published.response", "published.publication", "published.redactions")
PICTURES = {**dict.fromkeys(FIGURES, 16), **dict.fromkeys(PUBLIC, 12), **dict.fromkeys(REPORTS, 70)}
"""A picture of what was said asks for its own numbers, a report in the making for all that it will say, and a page of
what was said also for what is taken out of it."""


@pytest.fixture
def counted(app):
    """Queries of the requests made so far; the application's engine tells of each."""
    seen: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    return seen


def pages(app, made):
    """One address for each page that shows something, and somebody who finds it."""
    rules = {rule.endpoint: rule for rule in app.url_map.iter_rules() if "GET" in rule.methods}
    for finders, endpoints in FINDS:
        for endpoint in endpoints.split():
            if endpoint in rules and finders:
                who = next(name for name in made.people if name in finders and name != world.SIGNED_OUT)
                yield (
                    endpoint,
                    SimpleNamespace(fs_uniquifier=made.people[who].fs_uniquifier),
                    rules[endpoint].build(made.values_for(endpoint), append_unknown=False)[1],
                )


def count(browser, counted, person, address) -> int:
    browser.as_(person).get(address)
    db.session.remove()  # as for a person's request: nothing is left from the one before
    counted.clear()
    browser.get(address)
    return len([query for query in counted if not query.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "PRAGMA"))])


def more_rows() -> None:
    """Five more of everything that a list may show."""
    round_ = db.session.query(Round).first()
    response = make.response(round_)
    for number in range(5):
        agreement = make.agreement(round_, state="in force")
        who = make.person(Role.PROVIDER_NEGOTIATOR, at=agreement.provider)
        due = {"covers_from": date(2012, 4, 1), "covers_to": date(2012, 6, 30), "due_on": date(2012, 7, 27)}
        common = {"round_id": round_.id, "agreement_id": agreement.id, "provider_id": agreement.provider_id}
        make.add(
            Return(key="extra", title="Extra", **common, **due),
            Action(ref=f"X-{number}", origin="assurance", text="Do.", lead="L", target_on=due["due_on"], **common),
            Point(response_id=response.id, round_id=round_.id, place=f"CU-{number}", text="T", received_at=make.NOON),
            Letter(key=f"x{number}", to=who.email, subject="S", body="B", at=make.NOON),
        )


def test_no_page_asks_more_when_there_is_more_to_show(app, browser, counted, subtests):
    made = world.build()
    found = list(pages(app, made))
    before = {endpoint: count(browser, counted, person, address) for endpoint, person, address in found}
    more_rows()
    acting = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in rule.methods}
    for endpoint, person, address in found:
        with subtests.test(endpoint):
            assert count(browser, counted, person, address) <= before[endpoint]
            assert before[endpoint] <= PICTURES.get(endpoint, MOST_TO_ACT if endpoint in acting else MOST)
