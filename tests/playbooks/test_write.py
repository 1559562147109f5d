"""A side keeps where it stands on a term: its signatories write it, its negotiators read it, nobody else does."""

import pytest

from app.extensions import db
from app.models import Entry, PlaybookLine, StandardTerm
from app.playbooks import commands
from tests import make
from tests.signing.people import cast
from workflows.engine import NotAllowed
from workflows.roles import Role

FILLED = {
    "opening": "We open at 80.",
    "least_target": "80",
    "most_target": "100",
    "words_profile": "even\nback-loaded",
    "walk_away": "Above 110 we walk.",
    "approver": "part:provider signatory",
}


@pytest.fixture
def made(app):
    return cast("with provider")


@pytest.fixture
def standard(made):
    term = make.add(
        StandardTerm(round_id=made.round.id, schedule="volumes", ref="VT-1", position=1, title="Programmes", fields={})
    )
    target(made).standard_term_id = term.id
    db.session.commit()
    return term


def target(made):
    return next(term for term in made.it.terms if term.ref == "VT-1")


def test_a_signatory_writes_it_on_the_terms_own_page(browser, made):
    page = browser.as_(made.provider_signatory).submit(f"{made.path}/terms/VT-1/playbook", **FILLED)
    assert page.status_code == 303
    line = db.session.query(PlaybookLine).one()
    assert line.limits == {"target": {"least": 80, "most": 100}, "profile": {"words": ["even", "back-loaded"]}}
    assert (line.opening, line.walk_away) == ("We open at 80.", "Above 110 we walk.")


def test_its_negotiators_read_it_there_and_all_of_it_in_one_place(browser, made):
    browser.as_(made.provider_signatory).submit(f"{made.path}/terms/VT-1/playbook", **FILLED)
    for page in (f"{made.path}/terms/VT-1", f"{made.path}/playbook"):
        text = browser.as_(made.provider_negotiator).get(page).text
        assert "80 to 100" in text
        assert "Above 110 we walk." in text


@pytest.mark.parametrize("who", ["commissioner_negotiator", "commissioner_signatory", "manager"])
def test_the_other_side_never_sees_it(browser, made, who):
    browser.as_(made.provider_signatory).submit(f"{made.path}/terms/VT-1/playbook", **FILLED)
    for page in ("", "/terms/VT-1", "/playbook"):
        text = browser.as_(getattr(made, who)).get(f"{made.path}{page}").text
        assert "walk." not in text
        assert "80 to 100" not in text


def test_a_negotiator_does_not_widen_the_range_that_binds_them(browser, made):
    page = browser.as_(made.provider_negotiator).get(f"{made.path}/terms/VT-1/playbook")
    assert page.status_code == 403
    with pytest.raises(NotAllowed):
        commands.write_for_term(target(made), by=made.provider_negotiator, limits={})


def test_what_is_kept_can_be_changed_and_each_change_is_recorded(browser, made):
    who = browser.as_(made.provider_signatory)
    who.submit(f"{made.path}/terms/VT-1/playbook", **FILLED)
    assert 'value="100"' in who.get(f"{made.path}/terms/VT-1/playbook").text
    who.submit(f"{made.path}/terms/VT-1/playbook", **{**FILLED, "most_target": "105"})
    assert db.session.query(PlaybookLine).one().limits["target"]["most"] == 105
    assert db.session.query(Entry).filter_by(subject_type="playbook").count() == 2


def test_the_lowest_is_not_above_the_highest(browser, made):
    page = browser.as_(made.provider_signatory).submit(
        f"{made.path}/terms/VT-1/playbook", **{**FILLED, "least_target": "200"}
    )
    assert "Target: enter a highest figure that is not below the lowest" in page.text
    assert db.session.query(PlaybookLine).count() == 0


def test_a_colleague_who_saved_meanwhile_is_not_overwritten_unseen(browser, made):
    who = browser.as_(made.provider_signatory)
    who.submit(f"{made.path}/terms/VT-1/playbook", **FILLED)
    page = who.submit(f"{made.path}/terms/VT-1/playbook", **{**FILLED, "version": "0", "opening": "Mine."})
    assert "A colleague saved this while you had it open" in page.text
    assert "Mine." in page.text
    assert db.session.query(PlaybookLine).one().opening == "We open at 80."


def test_nobody_outside_the_side_is_named_for_going_beyond(browser, made):
    page = browser.as_(made.provider_signatory).submit(
        f"{made.path}/terms/VT-1/playbook", **{**FILLED, "approver": f"person:{made.commissioner_signatory.id}"}
    )
    assert page.status_code == 200
    assert db.session.query(PlaybookLine).count() == 0


# --- across a round ----


def test_the_commissioner_keeps_one_line_for_a_standard_term_in_every_agreement(browser, made, standard):
    filled = {**FILLED, "approver": "part:commissioner signatory"}
    page = browser.as_(made.commissioner_signatory).submit(f"/rounds/{made.round.slug}/playbook/VT-1", **filled)
    assert page.status_code == 303
    for page in (f"/rounds/{made.round.slug}/playbook", f"{made.path}/playbook", f"{made.path}/terms/VT-1"):
        assert "80 to 100" in browser.as_(made.commissioner_negotiator).get(page).text


def test_what_is_kept_for_one_agreements_term_goes_before_it(browser, made, standard):
    commands.write_for_round(standard, by=made.manager, limits={"target": {"most": 100}})
    commands.write_for_term(target(made), by=made.manager, limits={"target": {"most": 150}})
    db.session.commit()
    for page in (f"{made.path}/playbook", f"{made.path}/terms/VT-1"):
        text = browser.as_(made.commissioner_negotiator).get(page).text
        assert "at most 150" in text
        assert "at most 100" not in text


@pytest.mark.parametrize("role", [Role.ANALYST, Role.EQUALITY_LEAD, Role.ASSURER, Role.ADMINISTRATOR])
def test_staff_without_a_part_in_the_negotiation_find_no_playbook(browser, made, standard, role):
    assert browser.as_(make.person(role)).get(f"/rounds/{made.round.slug}/playbook").status_code == 404


def test_no_provider_finds_the_rounds_playbook(browser, made, standard):
    assert browser.as_(made.provider_signatory).get(f"/rounds/{made.round.slug}/playbook").status_code == 404


def test_an_assurer_finds_no_sides_playbook_of_a_signed_agreement(browser, app):
    made = cast("signed")
    assert browser.as_(make.person(Role.ASSURER)).get(f"{made.path}/playbook").status_code == 404


def test_a_negotiator_reads_the_rounds_playbook_and_does_not_write_it(browser, made, standard):
    who = browser.as_(made.commissioner_negotiator)
    assert who.get(f"/rounds/{made.round.slug}/playbook").status_code == 200
    assert who.get(f"/rounds/{made.round.slug}/playbook/VT-1").status_code == 403
