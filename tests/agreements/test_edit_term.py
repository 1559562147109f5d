"""While the commissioner drafts, terms are edited, added and taken out; the provider learns of none of it."""

import pytest

from app.extensions import db
from app.models import Term
from tests import make
from tests.signing.people import cast
from workflows.roles import Role

VOLUME = {
    "title": "Programmes", "cell_service": "Programmes", "cell_population": "Men", "cell_potential_referrals": "240",
    "cell_target": "80", "cell_profile": "even", "cell_evidence": "",
}  # fmt: skip


@pytest.fixture
def made(app):
    return cast("drafting")


@pytest.fixture
def me(browser, made):
    return browser.as_(made.commissioner_negotiator)


def term(made, ref):
    db.session.expire_all()
    return db.session.query(Term).filter_by(agreement_id=made.it.id, ref=ref).one()


def test_a_term_is_changed(me, made):
    page = me.submit(f"{made.path}/terms/VT-1/edit", **VOLUME)
    assert page.status_code == 303
    assert term(made, "VT-1").fields["target"] == 80
    assert "80" in me.get(made.path).text


def test_a_price_line_changes_the_price_of_the_agreement(me, made):
    before = made.it.price
    me.submit(f"{made.path}/terms/PR-1/edit", title="Custody", cell_baseline="9,000,000", cell_change="160,000",
              cell_price="£9,160,000", cell_firm="no")  # fmt: skip
    db.session.refresh(made.it)
    assert made.it.price == before + 10_000


def test_any_figure_may_be_left_to_follow(me, made):
    me.submit(f"{made.path}/terms/VT-1/edit", **{**VOLUME, "cell_target": "Figure to follow"})
    assert term(made, "VT-1").fields["target"] == "figure to follow"
    assert 'value="Figure to follow"' in me.get(f"{made.path}/terms/VT-1/edit").text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"cell_target": "241"}, "Enter a target of 240 or fewer, or ask a commissioner signatory to allow more"),
        ({"cell_target": "many"}, "Enter a target as a whole number, like 120"),
        ({"cell_target": ""}, "Enter a target"),
        ({"cell_target": "-1"}, "Enter a target of 0 or more"),
        ({"cell_potential_referrals": "1.5"}, "Enter potential referrals as a whole number"),
        ({"title": ""}, "Enter a title"),
        ({"title": "x" * 301}, "Shorten a title to 300 characters or fewer"),
    ],
)
def test_a_wrong_figure_is_named_and_nothing_typed_is_lost(me, made, wrong, sentence):
    page = me.submit(f"{made.path}/terms/VT-1/edit", **{**VOLUME, "cell_population": "Men aged 21", **wrong})
    assert page.status_code == 200
    assert sentence in page.text
    assert "Men aged 21" in page.text
    assert term(made, "VT-1").fields["target"] == 90


def test_a_price_must_add_up_and_stay_indicative_before_the_settlement(me, made):
    cells = {"title": "Custody", "cell_baseline": "9000000", "cell_change": "-1", "cell_price": "9", "cell_firm": "yes"}
    page = me.submit(f"{made.path}/terms/PR-1/edit", **cells)
    assert "Enter a price of £8,999,999" in page.text
    assert "Keep the price indicative until the budget settlement" in page.text


def test_of_two_people_saving_the_second_is_shown_what_changed(me, made):
    page = me.get(f"{made.path}/terms/VT-1/edit")
    me.submit(f"{made.path}/terms/VT-1/edit", **VOLUME)
    hidden = {"version": "1", "csrf_token": page.text.split('name="csrf_token" value="')[1].split('"')[0]}
    page = me.post(f"{made.path}/terms/VT-1/edit", data={**hidden, **VOLUME, "cell_target": "70"})
    assert page.status_code == 200
    assert "Somebody else saved this while you had it open" in page.text
    assert '<td class="govuk-table__cell">80</td><td class="govuk-table__cell">70</td>' in page.text
    assert term(made, "VT-1").fields["target"] == 80
    version = page.text.split('name="version" value="')[1].split('"')[0]
    me.post(f"{made.path}/terms/VT-1/edit", data={**hidden, **VOLUME, "cell_target": "70", "version": version})
    assert term(made, "VT-1").fields["target"] == 70


def test_a_term_is_added_as_the_next_of_its_schedule(me, made):
    page = me.submit(f"{made.path}/terms/add", schedule="volumes")
    page = me.submit(page.location, **VOLUME)
    assert page.status_code == 303
    assert term(made, "VT-2").title == "Programmes"


def test_an_exception_says_that_its_action_plan_is_to_follow_until_one_is_agreed(me, made):
    path = f"{made.path}/terms/add?schedule=exceptions"
    me.submit(path, title="Visits", cell_not_met="Two visits", cell_reason="Works", cell_agreed_by="figure to follow",
              cell_review_date_follows="y")  # fmt: skip
    assert term(made, "EX-1").fields["action"] == "figure to follow"
    assert "EX-1: Name an action plan that the commissioner has agreed" in me.get(made.path).text


def test_a_term_is_taken_out_and_its_price_with_it(me, made):
    before = made.it.price
    page = me.press(f"{made.path}/terms/PR-2/edit", f"{made.path}/terms/PR-2/remove")
    assert page.status_code == 303
    db.session.refresh(made.it)
    assert made.it.price == before - 1_000_000
    assert me.press(made.path, f"{made.path}/terms/PR-2/remove").status_code == 303, "twice does no harm"


def test_a_term_that_is_not_there(me, made):
    assert me.get(f"{made.path}/terms/VT-9/edit").status_code == 404


def test_once_sent_the_draft_is_closed(browser):
    made = cast("with provider")
    page = browser.as_(made.commissioner_negotiator).get(f"{made.path}/terms/VT-1/edit")
    assert page.status_code == 409
    assert "Edit: not possible while this agreement is with provider." in page.text


@pytest.mark.parametrize("part", [Role.PROVIDER_NEGOTIATOR, Role.ANALYST, Role.ADMINISTRATOR])
def test_other_people_find_no_such_page(browser, made, part):
    at = made.it.provider if part is Role.PROVIDER_NEGOTIATOR else None
    browser.as_(make.person(part, at=at))
    assert browser.get(f"{made.path}/terms/VT-1/edit").status_code == 404
