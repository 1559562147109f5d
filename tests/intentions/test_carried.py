"""After agreements are signed, an intention's page says how many carry it: in public, numbers only."""

import pytest

from app.extensions import db
from app.models import Term
from tests import make
from workflows.roles import Role
from workflows.round import RoundState

PAGE = "/rounds/2012-13/intentions/CU-1"


@pytest.fixture
def round_(app):
    made = make.round_(RoundState.DELIVERING)
    make.intention(made, "CU-1", applies={"nations": ["England"]})
    make.intention(made, "CU-11")
    from app.intentions import queries

    said = [queries.shown(queries.get(made, ref)) for ref in ("CU-1", "CU-11")]
    make.edition(made, "final", content={"intentions": said, "assumptions": [], "need": []})
    return made


def agreements(round_, count, *refs, state="signed", **provider):
    for _ in range(count):
        made = make.agreement(round_, make.provider(**provider), state=state)
        make.add(Term(agreement_id=made.id, schedule="services", ref="SV-1", position=1, title="T", fields={},
                      intentions=list(refs)))  # fmt: skip


def test_everyone_reads_how_many_of_those_it_applies_to_carry_it(browser, round_):
    agreements(round_, 4, "CU-11", "CU-1")
    agreements(round_, 1, "CU-11")
    agreements(round_, 1, "CU-1", state="with provider")
    agreements(round_, 1, "CU-1", nation="Wales")
    text = browser.get(PAGE).text
    assert "4 of 5 signed agreements with providers that it applies to (80%) carry it." in text
    assert "HMP Example" not in text
    assert "?intention=" not in text


def test_of_few_agreements_no_number_is_told_in_public(browser, round_):
    agreements(round_, 4, "CU-1")
    assert "Fewer than five agreements" in browser.get(PAGE).text
    browser.as_(make.person(Role.ROUND_MANAGER))
    assert "4 of 4 signed agreements with providers that it applies to (100%) carry it." in browser.get(PAGE).text


def test_staff_who_see_all_agreements_are_led_to_them(browser, round_):
    agreements(round_, 1, "CU-1", name="HMP Carries")
    agreements(round_, 1, "CU-11", name="HMP Does Not")
    browser.as_(make.person(Role.ROUND_MANAGER))
    there = "/rounds/2012-13/agreements?intention=CU-1"
    assert there in browser.get(PAGE).text
    listed = browser.get(there).text
    assert "HMP Carries" in listed
    assert "HMP Does Not" not in listed
    assert "Only agreements with a term that carries intention CU-1." in listed


def test_a_negotiator_is_not_led_to_a_list_of_others_agreements(browser, round_):
    agreements(round_, 1, "CU-1")
    browser.as_(make.person(Role.COMMISSIONER_NEGOTIATOR))
    assert "?intention=" not in browser.get(PAGE).text


def test_before_one_is_signed_it_says_what_will_appear(browser, round_):
    assert "No agreement with a provider that it applies to is signed yet." in browser.get(PAGE).text
    round_.state = RoundState.ANSWERING
    db.session.commit()
    assert "Agreements that carry it" not in browser.get(PAGE).text


def test_the_public_page_asks_the_database_at_most_eight_times(browser, round_, app):
    from sqlalchemy import event

    agreements(round_, 6, "CU-1")
    browser.get(PAGE)
    seen = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))
    browser.get(PAGE)
    asked = [one for one in seen if not one.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "PRAGMA"))]
    assert len(asked) <= 8, "\n".join(asked)
