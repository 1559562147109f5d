"""What is new to a person is counted until they mark it as read, or answer it; opening a page marks nothing."""

import re

import pytest

from app.extensions import db
from app.models import Letter
from app.remarks import commands, queries
from tests.signing.people import cast
from tests.work import do_jobs


@pytest.fixture
def made(app):
    made = cast("with provider")
    say(made, "VT-1", "One.")
    say(made, "VT-1", "Two.")
    say(made, "PR-1", "Three.")
    return made


def term(made, ref):
    return next(term for term in made.it.terms if term.ref == ref)


def say(made, ref, text, by=None):
    by = by or made.commissioner_negotiator
    commands.remark(made.it, term(made, ref) if ref else None, text=text, private=False, by=by)
    db.session.commit()


def unread(made, who):
    return sum(queries.unread(made.it, seen_by=who).values())


def test_what_the_other_side_said_is_new_until_it_is_marked(browser, made):
    who = browser.as_(made.provider_negotiator)
    assert unread(made, made.provider_negotiator) == 3
    assert "3 remarks are new to you" in who.get(f"{made.path}/discussion").text
    mark(who, made, "")
    assert unread(made, made.provider_negotiator) == 0
    assert "Nothing is new to you" in who.get(f"{made.path}/discussion").text


def mark(who, made, ref, page=None):
    text = who.get(page or f"{made.path}/discussion").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]*)"', text).group(1)
    version = max(int(found) for found in re.findall(r'name="version" value="(\d+)"', text))
    fields = {"csrf_token": token, "version": version, **({"term": ref} if ref else {})}
    return who.post(f"{made.path}/discussion/mark-read", data=fields)


def test_opening_a_page_marks_nothing(browser, made):
    browser.as_(made.provider_negotiator).get(f"{made.path}/discussion")
    browser.get(f"{made.path}/terms/VT-1")
    assert unread(made, made.provider_negotiator) == 3


def test_one_term_is_marked_by_itself(browser, made):
    page = mark(browser.as_(made.provider_negotiator), made, "VT-1")
    assert page.location == f"{made.path}/terms/VT-1#discussion"
    assert queries.unread(made.it, seen_by=made.provider_negotiator) == {term(made, "PR-1").id: 1}


def test_what_came_after_the_page_was_opened_stays_new(browser, made):
    who = browser.as_(made.provider_negotiator)
    shown = max(line.id for line in queries.of_agreement(made.it, seen_by=made.provider_negotiator))
    say(made, "VT-1", "Four.")
    commands.mark_read(made.it, by=made.provider_negotiator, up_to=shown)
    assert unread(made, made.provider_negotiator) == 1
    assert who.get(f"{made.path}/discussion").status_code == 200


def test_marking_twice_changes_nothing_and_says_so(browser, made):
    who = browser.as_(made.provider_negotiator)
    mark(who, made, "")
    mark(who, made, "")
    assert "marked as read already" in who.get(f"{made.path}/discussion").text


def test_who_answers_has_read_what_the_page_showed(browser, made):
    browser.as_(made.provider_negotiator).submit(f"{made.path}/terms/VT-1/remark", text="Agreed.")
    assert queries.unread(made.it, seen_by=made.provider_negotiator) == {term(made, "PR-1").id: 1}


def test_each_person_reads_for_themselves(browser, made):
    mark(browser.as_(made.provider_negotiator), made, "")
    assert unread(made, made.provider_signatory) == 3


def test_ones_own_words_are_never_new(made):
    assert unread(made, made.commissioner_negotiator) == 0


def test_a_note_of_the_other_side_is_not_counted(made):
    commands.remark(made.it, None, text="Ours.", private=True, by=made.commissioner_negotiator)
    db.session.commit()
    assert unread(made, made.provider_negotiator) == 3
    assert unread(made, made.commissioner_signatory) == 4


def test_the_list_counts_them_by_agreement_as_the_agreement_does(made):
    commands.remark(made.it, None, text="Ours.", private=True, by=made.commissioner_negotiator)
    db.session.commit()
    for who in (made.provider_negotiator, made.commissioner_signatory, made.manager):
        counted = queries.unread_in_round(made.round.id, seen_by=who)
        assert counted == {made.it.id: unread(made, who)}


def letters(app, made):
    do_jobs(app)
    return [
        letter for letter in db.session.query(Letter).order_by(Letter.id)
        if letter.to == made.provider_negotiator.email and "discussion" in letter.subject
    ]  # fmt: skip


def test_one_letter_goes_to_the_other_side_until_they_have_read(app, browser, made):
    assert len(letters(app, made)) == 1
    assert f"{made.path}/discussion" in letters(app, made)[0].body
    assert "One." not in letters(app, made)[0].body
    mark(browser.as_(made.provider_negotiator), made, "")
    say(made, "VT-1", "Four.")
    say(made, "VT-1", "Five.")
    assert len(letters(app, made)) == 2


def test_a_ref_that_no_database_takes_marks_as_if_none_were_named(browser, made):
    who = browser.as_(made.provider_negotiator)
    assert mark(who, made, "\x00").status_code == 303
    assert unread(made, made.provider_negotiator) == 0
