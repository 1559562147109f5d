"""A term's page: where it stands, both positions, what offers said on it, and every way to answer it."""

import pytest

from app.agreements import commands
from app.extensions import db
from app.models import Term
from tests.signing.people import cast

EARLIER, UNSENT = "seventy-seven reasons", "eighty-eight reasons"


def term(ref="VT-1") -> Term:
    return db.session.query(Term).filter_by(ref=ref).one()


@pytest.fixture
def made(app):
    made = cast("with commissioner")
    change = {"fields": {"target": 77}, "reason": EARLIER}
    commands.write_change(made.it, term(), by=made.commissioner_negotiator, **change)
    commands.counter(made.it, reason="Ours.", by=made.commissioner_negotiator)
    commands.write_change(made.it, term(), fields={"target": 88}, reason=UNSENT, by=made.provider_negotiator)
    db.session.commit()
    return made


def page(browser, made, who):
    return browser.as_(getattr(made, who)).get(f"{made.path}/terms/VT-1").text


def test_it_shows_the_value_on_the_table_the_one_before_and_ones_own(browser, made):
    text = page(browser, made, "provider_negotiator")
    for words in (">77<", ">90<", ">88<", EARLIER, UNSENT, "Your offer, not sent", "Before that", "In your offer"):
        assert words in text
    assert "The value on the table is the commissioner’s." in text


@pytest.mark.parametrize("who", ["commissioner_negotiator", "commissioner_signatory", "manager"])
def test_the_other_side_sees_nothing_of_an_unsent_answer(browser, made, who):
    text = page(browser, made, who)
    assert EARLIER in text
    for words in (UNSENT, ">88<", "Your offer, not sent", "In your offer"):
        assert words not in text


def test_whose_move_it_is_has_every_way_to_answer_it(browser, made):
    text = page(browser, made, "provider_negotiator")
    for action in ("write-change", "accept", "refuse", "want", "park"):
        assert f"/terms/VT-1/{action}" in text


@pytest.mark.parametrize("who", ["commissioner_negotiator", "provider_signatory", "manager"])
def test_everyone_else_only_reads_it(browser, made, who):
    assert 'role="button"' not in page(browser, made, who).split("What it says")[0]


def test_while_drafting_it_leads_to_editing_and_nothing_else(browser, app):
    made = cast("drafting")
    text = page(browser, made, "commissioner_negotiator")
    assert "/terms/VT-1/edit" in text
    assert "write-change" not in text
    assert "The commissioner is drafting it." in text


def test_it_reads_the_same_after_signature(browser, app):
    made = cast("signed")
    text = page(browser, made, "provider_negotiator")
    assert "Both sides have agreed it." in text
    assert "ask-to-reopen" not in text
