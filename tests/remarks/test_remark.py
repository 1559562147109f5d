"""Both sides talk about a term where it stands, and what was said is never altered."""

import pytest
import sqlalchemy as sa

from app.agreements import happenings
from app.extensions import db
from app.models import Entry, Remark
from app.remarks import commands, queries
from tests import make
from tests.signing.people import cast
from workflows.agreement import Side
from workflows.engine import NotAllowed, Refused
from workflows.roles import Role

SENTENCE = "Could the first quarter be lower?"


@pytest.fixture
def made(app):
    return cast("with provider")


@pytest.fixture
def term(made):
    return next(term for term in made.it.terms if term.ref == "VT-1")


def say(made, term, by, text=SENTENCE, **given):
    found = commands.remark(made.it, term, text=text, private=False, by=by, **given)
    db.session.commit()
    return found


def test_what_one_side_says_on_a_term_the_other_side_reads_there(browser, made, term):
    page = browser.as_(made.provider_negotiator).submit(f"{made.path}/terms/VT-1/remark", text=SENTENCE)
    assert page.status_code == 303
    assert page.location == f"{made.path}/terms/VT-1#discussion"
    text = browser.as_(made.commissioner_negotiator).get(f"{made.path}/terms/VT-1").text
    assert SENTENCE in text
    assert "Nora Neighbour" in text


def test_it_can_be_said_from_the_page_of_the_term_itself(browser, made, term):
    browser.as_(made.provider_negotiator).submit(f"{made.path}/terms/VT-1/remark", text=SENTENCE)
    assert [r.text for r in queries.of_term(term, seen_by=made.commissioner_negotiator)] == [SENTENCE]


def test_it_is_on_the_timeline_with_its_words(browser, made, term):
    say(made, term, made.provider_negotiator)
    text = browser.as_(made.commissioner_negotiator).get(made.path).text
    assert "Remarked" in text
    assert "On VT-1" in text
    assert db.session.scalars(sa.select(Entry.why_hash).where(Entry.action == "remark")).one()


def test_saying_nothing_is_refused_and_stays_on_the_page(browser, made):
    page = browser.as_(made.provider_negotiator).submit(f"{made.path}/terms/VT-1/remark", text=" ")
    assert "Enter what you want to say" in page.text
    assert db.session.query(Remark).count() == 0


def test_more_than_fits_is_refused_and_nothing_typed_is_lost(browser, made):
    page = browser.as_(made.provider_negotiator).submit(f"{made.path}/terms/VT-1/remark", text="long " * 2000)
    assert "Shorten what you want to say" in page.text
    assert "long long" in page.text


def test_the_whole_agreement_is_talked_about_on_a_page_of_its_own(browser, made):
    page = browser.as_(made.provider_negotiator).submit(f"{made.path}/discussion/remark", text=SENTENCE)
    assert page.location == f"{made.path}/discussion"
    assert SENTENCE in browser.as_(made.commissioner_negotiator).get(f"{made.path}/discussion").text


def test_the_discussion_of_an_agreement_holds_that_of_its_terms(browser, made, term):
    say(made, term, made.provider_negotiator)
    assert SENTENCE in browser.as_(made.commissioner_negotiator).get(f"{made.path}/discussion").text


def test_pressing_twice_says_it_once(browser, made):
    who = browser.as_(made.provider_negotiator)
    page = who.get(f"{made.path}/terms/VT-1/remark")
    assert page.status_code == 200
    fields = {"text": SENTENCE, "version": "0"}
    for _ in range(2):
        answer = who.submit(f"{made.path}/terms/VT-1/remark", **fields)
    assert answer.status_code == 303
    assert "It has not been saved twice" in who.get(f"{made.path}/terms/VT-1").text
    assert db.session.query(Remark).count() == 1


def test_the_same_words_may_be_said_again_later(browser, made):
    who = browser.as_(made.provider_negotiator)
    for _ in range(2):
        who.submit(f"{made.path}/terms/VT-1/remark", text="Yes.")
    assert db.session.query(Remark).count() == 2


def test_one_corrects_ones_own_words_and_the_first_ones_stay(browser, made, term):
    first = say(made, term, made.provider_negotiator, "Ninety.")
    who = browser.as_(made.provider_negotiator)
    page = who.submit(f"{made.path}/terms/VT-1/remark?corrects={first.id}", text="Ninety-five.")
    assert page.status_code == 303
    text = who.get(f"{made.path}/terms/VT-1").text
    assert "Ninety." in text
    assert "Ninety-five." in text
    assert "corrected below" in text


def test_nobody_corrects_somebody_elses_words(browser, made, term):
    first = say(made, term, made.provider_negotiator, "Ninety.")
    page = browser.as_(made.commissioner_negotiator).submit(
        f"{made.path}/terms/VT-1/remark?corrects={first.id}", text="Eighty."
    )
    assert page.status_code == 409
    assert "Only whoever wrote it corrects it" in page.text


def test_talking_does_not_stop_anyone_who_is_about_to_send(made, term):
    """What was said since a form was opened is no change to the agreement."""
    before = happenings.count_of_entries(made.it, Side.PROVIDER)
    say(made, term, made.commissioner_negotiator)
    assert happenings.count_of_entries(made.it, Side.PROVIDER) == before


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ADMINISTRATOR])
def test_people_with_no_part_in_it_find_no_discussion(browser, made, role):
    assert browser.as_(make.person(role)).get(f"{made.path}/discussion").status_code == 404


def test_an_assurer_reads_the_discussion_of_a_signed_agreement_and_says_nothing(browser, app):
    made = cast("signed")
    who = browser.as_(make.person(Role.ASSURER))
    assert who.get(f"{made.path}/discussion").status_code == 200
    assert who.get(f"{made.path}/discussion/remark").status_code == 403
    assert who.get(f"{made.path}/discussion/note").status_code == 403


def test_another_provider_finds_no_discussion(browser, made):
    other = make.person(Role.PROVIDER_NEGOTIATOR, at=make.provider())
    for page in ("discussion", "discussion/remark", "terms/VT-1/remark"):
        assert browser.as_(other).get(f"{made.path}/{page}").status_code == 404


def test_nothing_is_said_to_a_provider_who_has_not_seen_the_draft(app):
    made = cast("drafting")
    with pytest.raises(Refused, match="not possible while"):
        commands.remark(made.it, None, text="Hello.", private=False, by=made.commissioner_negotiator)


def test_what_leaves_the_two_sides_hands_holds_no_note(made, term):
    say(made, term, made.provider_negotiator)
    commands.remark(made.it, term, text="Ours alone.", private=True, by=made.provider_negotiator)
    assert [line.text for line in queries.of_agreement(made.it, seen_by=None)] == [SENTENCE]


def test_who_plays_no_part_says_nothing(made, term):
    with pytest.raises(NotAllowed):
        commands.remark(made.it, term, text="Hello.", private=False, by=make.person(Role.ANALYST))


@pytest.mark.parametrize("number", ["9" * 30, "-" + "9" * 30, "2147483648"])
def test_correcting_a_remark_that_no_database_could_hold_is_a_page_that_does_not_exist(browser, made, number):
    browser.as_(made.provider_negotiator)
    assert browser.get(f"{made.path}/terms/VT-1/remark?corrects={number}").status_code == 404
