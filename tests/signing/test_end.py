"""A commissioner signatory ends an agreement in force, with the reason."""

from app.extensions import db
from app.models import Entry
from tests.signing.people import cast


def test_a_signatory_ends_it_with_the_reason(browser):
    made = cast("in force")
    browser.as_(made.commissioner_signatory).submit(f"{made.path}/end", reason="The prison closes.")
    assert made.it.state == "ended"
    assert db.session.query(Entry).filter_by(action="end").one().why == "The prison closes."


def test_the_reason_is_needed(browser):
    made = cast("in force")
    page = browser.as_(made.commissioner_signatory).submit(f"{made.path}/end", reason="")
    assert "Enter why it ends" in page.text
    assert made.it.state == "in force"


def test_what_is_not_in_force_cannot_be_ended(browser):
    made = cast("signed")
    assert browser.as_(made.commissioner_signatory).get(f"{made.path}/end").status_code == 409


def test_nobody_else_ends_it(browser):
    made = cast("in force")
    for person in (made.provider_signatory, made.commissioner_negotiator, made.manager):
        assert browser.as_(person).get(f"{made.path}/end").status_code == 404


def test_ending_it_twice_says_that_it_has_ended(browser):
    made = cast("in force")
    browser.as_(made.commissioner_signatory).submit(f"{made.path}/end", reason="The prison closes.")
    page = browser.post(f"{made.path}/end", data={"reason": "Again"})
    assert page.status_code == 409
    assert "End: not possible while this agreement is ended." in page.text
