"""Notes are for one's own side: the other side learns neither what they say nor that there are any."""

import pytest

from app.agreements import commands as agreements
from app.extensions import db
from app.models import Letter, Remark
from app.playbooks import commands as playbooks
from app.remarks import commands, queries
from tests import make
from tests.signing.people import cast
from tests.work import do_jobs
from workflows.roles import Role

SECRET = "We would go to 110."


@pytest.fixture
def made(app):
    made = cast("with provider")
    commands.remark(made.it, _term(made), text=SECRET, private=True, by=made.commissioner_negotiator)
    db.session.commit()
    return made


def _term(made):
    return next(term for term in made.it.terms if term.ref == "VT-1")


def test_a_note_is_written_on_the_term_it_is_about(browser, made):
    page = browser.as_(made.provider_negotiator).submit(f"{made.path}/terms/VT-1/note", text="Ask the governor.")
    assert page.status_code == 303
    assert db.session.query(Remark).filter_by(text="Ask the governor.").one().private


@pytest.mark.parametrize("who", ["commissioner_negotiator", "commissioner_signatory", "manager"])
def test_those_of_ones_own_side_who_work_on_it_read_it(browser, made, who):
    assert SECRET in browser.as_(getattr(made, who)).get(f"{made.path}/terms/VT-1").text


@pytest.mark.parametrize("who", ["provider_negotiator", "provider_signatory"])
@pytest.mark.parametrize("page", ["", "/terms/VT-1", "/discussion", "/terms/VT-1/note", "/terms/VT-1/remark"])
def test_the_other_side_does_not(browser, made, who, page):
    answer = browser.as_(getattr(made, who)).get(f"{made.path}{page}")
    assert SECRET not in answer.text
    assert "Wrote a note" not in answer.text


def test_an_assurer_does_not(browser, app):
    made = cast("signed")
    commands.remark(made.it, None, text=SECRET, private=True, by=made.commissioner_negotiator)
    db.session.commit()
    who = browser.as_(make.person(Role.ASSURER))
    assert SECRET not in who.get(f"{made.path}/discussion").text
    assert "Notes of your side" not in who.get(f"{made.path}/discussion").text


def test_a_negotiator_of_other_providers_does_not(browser, made):
    other = make.person(Role.COMMISSIONER_NEGOTIATOR, works_with=[make.provider()])
    assert browser.as_(other).get(f"{made.path}/discussion").status_code == 404


def test_the_provider_keeps_notes_of_its_own(browser, made):
    commands.remark(made.it, None, text="Ours alone.", private=True, by=made.provider_negotiator)
    db.session.commit()
    assert "Ours alone." in browser.as_(made.provider_signatory).get(f"{made.path}/discussion").text
    assert "Ours alone." not in browser.as_(made.commissioner_negotiator).get(f"{made.path}/discussion").text


def test_a_note_writes_no_letter(app, made):
    do_jobs(app)
    assert "discussion" not in " ".join(letter.subject for letter in db.session.query(Letter))


def test_a_note_of_the_other_side_cannot_be_corrected_or_found_by_its_number(browser, made):
    note = db.session.query(Remark).one()
    page = browser.as_(made.provider_negotiator).get(f"{made.path}/terms/VT-1/remark?corrects={note.id}")
    assert page.status_code == 404


def test_a_note_does_not_become_shared_by_correcting_it(browser, made):
    note = db.session.query(Remark).one()
    who = browser.as_(made.commissioner_negotiator)
    page = who.submit(f"{made.path}/terms/VT-1/remark?corrects={note.id}", text="Oh.")
    assert page.status_code == 409
    assert "A note is corrected by a note" in page.text


def test_the_commissioner_takes_notes_while_drafting(browser, app):
    made = cast("drafting")
    page = browser.as_(made.commissioner_negotiator).submit(f"{made.path}/terms/VT-1/note", text=SECRET)
    assert page.status_code == 303
    assert [line.text for line in queries.of_agreement(made.it, seen_by=made.manager)] == [SECRET]


def test_a_note_outlives_the_term_it_was_on(app):
    """A term that is taken out of the draft takes its playbook along, and no words."""
    made = cast("drafting")
    commands.remark(made.it, _term(made), text=SECRET, private=True, by=made.commissioner_negotiator)
    playbooks.write_for_term(_term(made), by=made.manager, walk_away="Never.")
    agreements.remove_term(_term(made), by=made.commissioner_negotiator)
    db.session.commit()
    (line,) = queries.of_agreement(made.it, seen_by=made.manager)
    assert (line.ref, line.text) == ("", SECRET)
