"""A negotiator raises one price line by a percentage in many agreements at once."""

import pytest

from app.extensions import db
from app.models import Change, Entry
from tests.bulk import many
from tests.bulk.many import ALL_AGREED, DRAFT, OURS, PARTLY, SENT, applied, prepared, undone

FIELDS = {"percent": "1.5", "to_nearest": "1", "reason": "Pay award."}


@pytest.fixture
def made(app):
    return many.build()


def test_the_preview_shows_who_is_affected_from_what_to_what_and_changes_nothing(browser, made):
    bulk = prepared(browser, made, "raise", "PR-1", **FIELDS)
    page = browser.get(many.path(bulk))
    assert "Raise PR-1 Prison operations by 1.5%" in page.text
    assert "This is a preview. Nothing has changed" in page.text
    assert "£1,010,001" in page.text
    assert "£1,025,151" in page.text, "1,025,151.015 to the nearest pound"
    assert "1 agreement would change at once." in page.text
    assert "In 1 agreement it goes into your unsent offer." in page.text
    assert "It is the provider’s move." in page.text
    assert "PR-1 is agreed and locked, and you have not chosen to ask for reopening." in page.text
    assert made.term(DRAFT).fields["price"] == 1_010_001
    assert db.session.query(Change).count() == 0 or made.unsent(OURS) is None


def test_applying_it_edits_drafts_and_writes_into_the_unsent_offer(app, browser, made):
    bulk = applied(app, browser, prepared(browser, made, "raise", "PR-1", **FIELDS))
    assert bulk.state == "applied"
    assert made.term(DRAFT).fields == {"baseline": 1_000_000, "change": 25_151, "price": 1_025_151, "firm": False}
    assert made.by_state[DRAFT].price == 1_025_151
    change = made.unsent(OURS).changes[0]
    assert change.after == {"change": 25_151, "price": 1_025_151}
    assert change.reason == "Pay award."
    assert made.term(OURS).fields["price"] == 1_010_001, "nothing leaves until it is sent"
    for state in (SENT, PARTLY, ALL_AGREED):
        assert made.unsent(state) is None
        assert made.term(state).fields["price"] == 1_010_001
    page = browser.get(many.path(bulk))
    assert "2 agreements changed." in page.text


def test_agreed_terms_are_asked_to_be_reopened_when_that_is_chosen(app, browser, made):
    bulk = prepared(browser, made, "raise", "PR-1", **FIELDS, reopens="y")
    page = browser.get(many.path(bulk))
    assert "In 2 agreements the term is agreed and locked. The provider is asked to reopen it" in page.text
    assert "2 letters would go." in page.text
    applied(app, browser, bulk)
    assert made.term(PARTLY).reopen_asked_by == "commissioner"
    assert made.term(PARTLY).reopen_reason == "Pay award."
    assert made.term(PARTLY).fields["price"] == 1_010_001
    assert made.term(ALL_AGREED).reopen_asked_by == "commissioner", "asking is possible after agreement in principle"
    assert made.by_state[ALL_AGREED].state == "agreed in principle"


def test_the_price_is_rounded_as_chosen(app, browser, made):
    applied(app, browser, prepared(browser, made, "raise", "PR-1", **{**FIELDS, "percent": "-2", "to_nearest": "1000"}))
    assert made.term(DRAFT).fields["price"] == 990_000
    assert made.term(DRAFT).fields["change"] == -10_000


def test_it_goes_on_from_what_the_unsent_offer_says(app, browser, made):
    applied(app, browser, prepared(browser, made, "raise", "PR-1", **{**FIELDS, "percent": "10"}))
    bulk = prepared(browser, made, "raise", "PR-1", **{**FIELDS, "percent": "10"})
    assert "it goes on from what you wrote there" in browser.get(many.path(bulk)).text
    applied(app, browser, bulk)
    assert made.unsent(OURS).changes[0].after["price"] == 1_222_101
    undone(browser, many.newest())
    assert made.unsent(OURS).changes[0].after["price"] == 1_111_001, "undoing it leaves the first"


def test_a_price_that_is_to_follow_is_left_out(browser, made):
    made.term(DRAFT).fields = {**made.term(DRAFT).fields, "price": "figure to follow"}
    db.session.commit()
    bulk = prepared(browser, made, "raise", "PR-1", **FIELDS)
    assert "The price of PR-1 is still to follow." in browser.get(many.path(bulk)).text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "Enter a percentage"), ("much", "Enter a percentage, like 1.5"), ("0", "and not 0"), ("51", "from -50 to 50"),
     ("1.234", "at most two decimals"), ("nan", "Enter a percentage")],
)  # fmt: skip
def test_what_is_no_percentage_is_named_and_nothing_typed_is_lost(browser, made, typed, sentence):
    page = browser.as_(made.negotiator).submit(made.address("raise", "PR-1"), **{**FIELDS, "percent": typed})
    assert page.status_code == 200
    assert sentence in page.text
    assert "Pay award." in page.text


def test_the_filters_of_the_list_choose(browser, made):
    bulk = prepared(browser, made, "raise", "PR-1", filters={"state": "drafting"}, **FIELDS)
    page = browser.get(many.path(bulk))
    assert "HMP Draft" in page.text
    assert "HMP Ours" not in page.text
    assert "Chosen by state: drafting." in page.text


def test_the_timelines_of_the_round_and_of_each_agreement_tell_it(app, browser, made):
    bulk = applied(app, browser, prepared(browser, made, "raise", "PR-1", **FIELDS))
    said = {(e.chain, e.action): e.what for e in db.session.query(Entry).filter(Entry.action.contains("bulk"))}
    assert said[f"agreement {made.by_state[DRAFT].id}", "change_in_bulk"].startswith(
        f"bulk change {bulk.id}: Raise PR-1"
    )
    assert "1.5" not in said[f"round {made.round.id}", "change_in_bulk"], "everybody of the staff reads the round's"
    page = browser.as_(made.negotiator).get(f"/agreements/2012-13/{made.code(DRAFT)}")
    assert "Changed in bulk" in page.text


def test_the_provider_reads_nothing_of_it_until_it_is_sent(app, browser, made):
    applied(app, browser, prepared(browser, made, "raise", "PR-1", **FIELDS))
    page = browser.as_(made.theirs[OURS]).get(f"/agreements/2012-13/{made.code(OURS)}")
    assert "bulk" not in page.text.lower()
    assert "1,025,151" not in page.text
