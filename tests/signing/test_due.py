"""Moves that time makes: an agreement starts, holds the one before it over, and ends; all of it only once."""

from datetime import date

from app import due
from tests import happened, make
from tests.signing.people import cast

APRIL = date(2012, 4, 1)
BEFORE = {"starts_on": date(2011, 4, 1), "ends_on": date(2012, 3, 31)}


def on(day):
    make.move_clock(day)
    return [words for words in due.run() if words.startswith("The agreement")]


def predecessor(provider):
    """Last year's agreement with the same provider, in force since then."""
    last_year = make.round_("delivering", slug="2011-12", **BEFORE)
    return make.agreement(last_year, provider, state="in force", **BEFORE)


def test_a_signed_agreement_starts_on_its_day_and_not_before(app):
    made = cast("signed")
    assert on(date(2012, 3, 31)) == []
    assert on(APRIL) == [f"The agreement 2012-13 with {made.it.provider.name} comes into force"]
    assert made.it.state == "in force"


def test_what_has_been_done_is_not_done_again(app):
    made = cast("signed")
    on(APRIL)
    before = happened.actions(chain=f"agreement {made.it.id}")
    assert on(APRIL) == []
    assert happened.actions(chain=f"agreement {made.it.id}") == before


def test_signed_by_one_side_it_does_not_start(app):
    made = cast("approved")
    made.sign(made.provider_signatory)
    assert on(APRIL) == []
    assert made.it.state == "approved"


def test_it_takes_the_place_of_the_one_before_it(app):
    provider = make.provider()
    made = cast("signed", provider=provider)
    old = predecessor(provider)
    on(APRIL)
    assert (made.it.state, old.state, old.held_over) == ("in force", "superseded", False)


def test_the_one_before_is_held_over_when_its_successor_is_late_and_until_it_starts(app):
    provider = make.provider()
    made = cast("agreed in principle", provider=provider)
    old = predecessor(provider)
    assert on(APRIL) == [f"The agreement 2011-12 with {provider.name} is held over"]
    assert (old.state, old.held_over) == ("in force", True)
    assert on(date(2012, 5, 1)) == []
    made.approve()
    made.sign()
    on(date(2012, 5, 2))
    assert (made.it.state, old.state, old.held_over) == ("in force", "superseded", False)


def test_another_providers_agreement_is_left_alone(app):
    made = cast("signed")
    other = predecessor(make.provider())
    on(APRIL)
    assert made.it.state == "in force"
    assert other.state == "expired"


def test_it_expires_after_its_last_day(app):
    made = cast("signed")
    on(APRIL)
    assert on(made.it.ends_on) == []
    on(date(2013, 4, 1))
    assert made.it.state == "expired"


def test_a_clock_moved_far_makes_every_move_in_order(app):
    provider = make.provider()
    made = cast("signed", provider=provider)
    old = predecessor(provider)
    on(date(2014, 1, 1))
    assert (old.state, made.it.state) == ("superseded", "expired")
    assert happened.actions(chain=f"agreement {made.it.id}")[-2:] == ["come_into_force", "expire"]
