"""The money of a round: agreed, offered and asked, against the control total, for those who may see every agreement."""

import re
from itertools import pairwise

import pytest
import sqlalchemy as sa

from app.across import money, waterfall
from app.extensions import db
from app.models import Offer
from tests import make
from workflows.roles import Role
from workflows.round import RoundState


@pytest.fixture
def round_(app):
    return make.round_(RoundState.NEGOTIATING, control_total=3_000_000, savings_target=150_000)


@pytest.fixture
def path(round_):
    return f"/rounds/{round_.slug}/money"


@pytest.fixture
def manager(browser):
    return browser.as_(make.person(Role.ROUND_MANAGER))


def agreement(round_, price, before, state="with provider", **at):
    return make.agreement(round_, make.provider(**at), state=state, price=price, last_year_price=before)


def offer(of, side, price, number, **given):
    who = make.person(Role.COMMISSIONER_NEGOTIATOR)
    return make.add(
        Offer(agreement_id=of.id, side=side, number=number, price=price, written_by_id=who.id, sent_at=make.NOON,
              **given)
    )  # fmt: skip


@pytest.fixture
def three(round_):
    """One agreed, one between an offer and what is asked, one in draft."""
    agreement(round_, 900_000, 1_000_000, "agreed in principle", region="Wales")
    between = agreement(round_, 1_020_000, 1_000_000, region="North East")
    offer(between, "commissioner", 960_000, 1)
    offer(between, "provider", 1_100_000, 2)
    offer(between, "commissioner", 970_000, 3)
    offer(between, "provider", 1_020_000, 4)
    agreement(round_, 990_000, 1_000_000, "drafting", sector="probation trust", region="North East")
    return between


def test_each_sides_last_offer_counts_and_what_is_agreed_is_one_price(round_, three):
    whole = money.of(round_).whole
    assert (whole.agreed, whole.agreed_of) == (900_000, 1)
    assert whole.offered == 900_000 + 970_000 + 990_000
    assert whole.asked == 900_000 + 1_020_000 + 990_000
    assert (whole.change, whole.gap) == (-140_000, 50_000)


def test_offers_that_are_not_sent_or_were_withdrawn_do_not_count(round_, three):
    offer(three, "provider", 9_000_000, None)
    offer(three, "provider", 8_000_000, 5, withdrawn_at=make.NOON)
    assert money.of(round_).whole.asked == 2_910_000


def test_a_provider_that_asked_nothing_yet_asks_what_it_is_offered(round_):
    offer(agreement(round_, 500, 600), "commissioner", 500, 1)
    assert money.of(round_).whole.gap == 0


def test_the_title_states_the_finding(manager, path, three):
    page = manager.get(path)
    assert (
        "Our offers save £140,000 against last year, £10,000 short of the savings target, "
        "and stay £140,000 within the control total"
    ) in page.text
    assert "<h1" in page.text


def test_a_control_total_that_is_passed_is_said_to_be_over(manager, path, three, round_):
    round_.control_total = 2_000_000
    db.session.commit()
    assert "and go £860,000 over the control total" in manager.get(path).text


def test_without_limits_it_says_that_none_is_set(manager, path, three, round_):
    round_.control_total = round_.savings_target = None
    db.session.commit()
    page = manager.get(path)
    assert "Our offers save £140,000 against last year<" in page.text
    assert page.text.count("Not set") == 2


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("", ["Agreed", "Offered, not agreed yet", "In draft, not offered yet"]),
        ("?by=sector", ["Probation trust", "Public prison"]),
        ("?by=region", ["North East", "Wales"]),
        ("?by=shoe+size", ["Agreed", "Offered, not agreed yet", "In draft, not offered yet"]),
    ],
)
def test_it_is_split_by_standing_sector_or_region(manager, path, three, by, names):
    page = manager.get(f"{path}{by}")
    table = page.text.split("<tbody")[1]
    assert re.findall(r'scope="row" class="govuk-table__header">([^<]+)<', table) == [*names, "All agreements"]


def test_each_step_begins_where_the_one_before_ended(round_, three):
    for view in waterfall.VIEWS:
        steps = [bar.step for bar in waterfall.of(money.of(round_), view).bars]
        going = [step for step in steps if step.kind in ("up", "down")]
        assert going[0].start == 0
        assert all(after.start == before.end for before, after in pairwise(going))
        total = next(step for step in steps if step.kind == "sum")
        assert total.end == -140_000


def test_every_bar_stands_within_the_picture(round_, three):
    drawn = waterfall.of(money.of(round_), "region")
    assert all(bar.x >= 0 and bar.x + bar.width <= waterfall.WIDTH for bar in drawn.bars)


def test_a_round_without_agreements_says_what_will_come(manager, path):
    page = manager.get(path)
    assert page.status_code == 200
    assert "There are no agreements in this round yet" in page.text


@pytest.mark.parametrize("role", [Role.COMMISSIONER_SIGNATORY, Role.ROUND_MANAGER])
def test_who_sees_every_agreement_sees_the_money(browser, path, three, role):
    assert browser.as_(make.person(role)).get(path).status_code == 200


@pytest.mark.parametrize("role", [Role.ANALYST, Role.EQUALITY_LEAD, Role.ASSURER, Role.ADMINISTRATOR])
def test_other_staff_do_not_find_it(browser, path, three, role):
    assert browser.as_(make.person(role)).get(path).status_code == 404


def test_a_negotiator_does_not_find_it_since_a_sum_tells_of_those_not_assigned(browser, path, three):
    person = make.person(Role.COMMISSIONER_NEGOTIATOR, works_with=[three.provider])
    assert browser.as_(person).get(path).status_code == 404
    page = browser.get("/rounds/2012-13/agreements")
    assert "/money" not in page.text


def test_a_provider_does_not_find_it(browser, path, three):
    assert browser.as_(make.person(Role.PROVIDER_SIGNATORY, at=three.provider)).get(path).status_code == 404


def test_who_manages_another_round_does_not_find_it(browser, path, three):
    other = make.round_(slug="2013-14")
    assert browser.as_(make.person(Role.ROUND_MANAGER, round_=other)).get(path).status_code == 404


def test_the_number_of_questions_to_the_database_does_not_grow(manager, path, round_, three):
    few = questions(manager, path)
    for _ in range(20):
        offer(agreement(round_, 100, 100), "commissioner", 100, 1)
    assert questions(manager, path) == few <= 8


def questions(browser, path):
    db.session.expire_all()
    asked = []
    listener = lambda *given: asked.append(given[2])  # noqa: E731
    sa.event.listen(db.engine, "before_cursor_execute", listener)
    assert browser.get(path).status_code == 200
    sa.event.remove(db.engine, "before_cursor_execute", listener)
    return len([statement for statement in asked if statement.startswith("SELECT")])
