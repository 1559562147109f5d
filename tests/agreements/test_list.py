"""The list of a round's agreements: one line each, for those who may see them, filtered by the address."""

import re
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from app.extensions import db
from tests import make
from workflows.roles import Role
from workflows.round import RoundState


@pytest.fixture
def round_(app):
    return make.round_(RoundState.NEGOTIATING)


@pytest.fixture
def path(round_):
    return f"/rounds/{round_.slug}/agreements"


@pytest.fixture
def three(round_):
    north = make.provider(name="HMP North", code="hmp-north", region="North East")
    south = make.provider(name="HMP South", code="hmp-south", region="South East")
    trust = make.provider(
        name="Trust West", code="trust-west", sector="probation trust", instrument="contract schedule",
        region="South West", holds="",
    )  # fmt: skip
    make.agreement(
        round_,
        north,
        state="with provider",
        offers_sent=1,
        price=110,
        last_year_price=100,
        terms_total=41,
        terms_agreed=37,
        terms_open=2,
        terms_disputed=1,
    )
    make.agreement(round_, south, state="drafting", price=200, last_year_price=200)
    make.agreement(round_, trust, state="agreed in principle", price=90, last_year_price=100,
                   terms_total=40, terms_agreed=39, terms_parked=1,
                   waiting_since=datetime(2011, 11, 4, 12, tzinfo=UTC))  # fmt: skip
    return north, south, trust


@pytest.fixture
def manager(browser):
    return browser.as_(make.person(Role.ROUND_MANAGER))


def names(page):
    """The providers of the list, in its order."""
    return re.findall(r">(HMP North|HMP South|Trust West)</a>", page.text)


def test_each_line_says_where_it_stands(manager, path, three):
    page = manager.get(path)
    assert names(page) == ["HMP North", "HMP South", "Trust West"]
    for words in ("with provider", "+10.0%", "-10.0%", "£110", "Both sides"):
        assert words in page.text
    assert "3 agreements, together £400: +0.0% against last year’s £400" in page.text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("state=drafting", ["HMP South"]),
        ("whose=provider", ["HMP North"]),
        ("whose=both+sides", ["Trust West"]),
        ("sector=probation+trust", ["Trust West"]),
        ("region=South+East", ["HMP South"]),
        ("q=hmp", ["HMP North", "HMP South"]),
        ("q=hmp&state=drafting", ["HMP South"]),
        ("q=nowhere", []),
        ("flag=late", []),
        ("state=unheard+of", []),
        ("days=10", ["Trust West"]),
        ("days=many", ["HMP North", "HMP South", "Trust West"]),
        ("price_from=100", ["HMP North", "HMP South"]),
        ("price_to=%C2%A3110", ["HMP North", "Trust West"]),
        ("terms=unsettled", ["HMP North"]),
        ("terms=open", ["HMP North"]),
        ("terms=disputed", ["HMP North"]),
        ("terms=parked", ["Trust West"]),
        ("terms=settled", ["Trust West"]),
        ("sort=-price", ["HMP South", "HMP North", "Trust West"]),
        ("sort=price", ["Trust West", "HMP North", "HMP South"]),
        ("sort=-days", ["Trust West", "HMP North", "HMP South"]),
        ("sort=-disputed", ["HMP North", "HMP South", "Trust West"]),
        ("sort=agreed", ["HMP South", "HMP North", "Trust West"]),
        ("sort=-region", ["Trust West", "HMP South", "HMP North"]),
        ("sort=state", ["HMP South", "HMP North", "Trust West"]),
        ("sort=-whose", ["Trust West", "HMP North", "HMP South"]),
        ("sort=sector", ["Trust West", "HMP North", "HMP South"]),
        ("sort=shoe+size", ["HMP North", "HMP South", "Trust West"]),
    ],
)
def test_filters_live_in_the_address(manager, path, three, asked, found):
    page = manager.get(f"{path}?{asked}")
    assert page.status_code == 200
    assert names(page) == found


def test_totals_are_of_what_is_filtered(manager, path, three):
    assert "1 agreement of 3, together £110: +10.0%" in manager.get(f"{path}?q=north").text


def test_the_bar_of_states_filters_and_keeps_the_other_filters(manager, path, three):
    page = manager.get(f"{path}?q=hmp&state=drafting")
    assert f'href="{path}?q=hmp&amp;state=with+provider"' in page.text


def test_progress_is_said_in_words_over_a_bar(manager, path, three):
    page = manager.get(path)
    assert "37 of 41" in page.text
    assert 'd="M0 0h90v6H0z"' in page.text
    assert "1 disputed" in page.text
    assert "76 of 81 terms agreed" in page.text


def test_a_price_that_is_none_is_named_beside_it_and_hides_nothing(manager, path, three):
    page = manager.get(f"{path}?price_from=plenty")
    assert "Enter a price in pounds, like 1,200,000 or 1.2m" in page.text
    assert len(names(page)) == 3


def test_a_price_may_be_typed_as_people_write_it(manager, path, round_):
    make.agreement(round_, make.provider(name="HMP North"), state="signed", price=1_200_000)
    make.agreement(round_, make.provider(name="HMP South"), state="signed", price=900_000)
    assert names(manager.get(f"{path}?price_from=£1.2m")) == ["HMP North"]
    assert names(manager.get(f"{path}?price_to=950k")) == ["HMP South"]


def test_waiting_is_counted_in_working_days(manager, path, round_):
    make.agreement(round_, make.provider(name="HMP North"), state="with provider",
                   waiting_since=datetime(2012, 4, 5, 9, tzinfo=UTC))  # fmt: skip
    make.move_clock(date(2012, 4, 23))
    assert '--numeric">10</td>' in manager.get(path).text, "Good Friday and Easter Monday lie between"


def test_it_can_be_filtered_and_ordered_by_negotiator(manager, path, three):
    north, south, _ = three
    mine = make.person(Role.COMMISSIONER_NEGOTIATOR, works_with=[south], name="Ada Zebra")
    make.person(Role.COMMISSIONER_NEGOTIATOR, works_with=[north], name="Bo Able")
    make.person(Role.COMMISSIONER_NEGOTIATOR, works_with=[north], name="Left Long Ago", active=False)
    page = manager.get(f"{path}?negotiator={mine.id}")
    assert names(page) == ["HMP South"]
    assert "Left Long Ago" not in page.text
    assert names(manager.get(f"{path}?negotiator=nobody")) == ["Trust West"]
    assert names(manager.get(f"{path}?sort=-negotiator")) == ["HMP North", "HMP South", "Trust West"]


def test_a_provider_is_not_told_who_else_negotiates_for_the_commissioner(browser, path, three):
    make.person(Role.COMMISSIONER_NEGOTIATOR, works_with=three, name="Ada Zebra")
    page = browser.as_(make.person(Role.PROVIDER_NEGOTIATOR, at=three[0])).get(path)
    assert "Ada Zebra" not in page.text
    assert "Negotiator" not in page.text


def test_a_heading_orders_the_list_and_turns_the_order_round(manager, path, three):
    page = manager.get(f"{path}?q=hmp&sort=-price")
    assert (
        f'aria-sort="descending"><a class="govuk-link govuk-link--no-visited-state" href="{path}?q=hmp&amp;sort=price"'
        in page.text
    )


def test_what_is_not_agreed_when_it_should_be_is_late(manager, path, three):
    make.move_clock(date(2012, 3, 1))
    assert names(manager.get(f"{path}?flag=late")) == ["HMP North", "HMP South"]
    make.move_clock(date(2012, 4, 1))
    assert len(names(manager.get(f"{path}?flag=late"))) == 3


def test_a_predecessor_that_goes_on_is_flagged(manager, path, round_):
    make.agreement(round_, make.provider(name="HMP North"), state="in force", held_over=True)
    assert "Held over" in manager.get(path).text
    assert names(manager.get(f"{path}?flag=held")) == ["HMP North"]


def test_a_provider_sees_its_own_once_sent_and_no_count_of_others(browser, path, three):
    north, south, _ = three
    page = browser.as_(make.person(Role.PROVIDER_NEGOTIATOR, at=north)).get(path)
    assert names(page) == ["HMP North"]
    assert "1 of 1 agreement is with provider" in page.text
    assert "drafting" not in page.text.split("</h1>")[1].split("<form")[0]
    page = browser.as_(make.person(Role.PROVIDER_NEGOTIATOR, at=south)).get(path)
    assert names(page) == [], "it is not sent yet"
    assert "£200" not in page.text


def test_a_negotiator_sees_those_assigned(browser, path, three):
    page = browser.as_(make.person(Role.COMMISSIONER_NEGOTIATOR, works_with=[three[1]])).get(path)
    assert names(page) == ["HMP South"]
    assert "£200" in page.text
    assert "£400" not in page.text


def test_an_assurer_sees_signed_ones(browser, path, three, round_):
    make.agreement(round_, make.provider(name="HMP Signed"), state="signed")
    page = browser.as_(make.person(Role.ASSURER)).get(path)
    assert names(page) == []
    assert "HMP Signed" in page.text


@pytest.mark.parametrize("role", [Role.ANALYST, Role.EQUALITY_LEAD])
def test_other_staff_see_none(browser, path, three, role):
    page = browser.as_(make.person(role)).get(path)
    assert names(page) == []
    assert "You have no agreements in this round yet" in page.text


def test_an_administrator_and_the_public_do_not_find_the_page(browser, path):
    assert browser.as_(make.person(Role.ADMINISTRATOR)).get(path).status_code == 404
    assert browser.signed_out().get(path).status_code == 302


def test_the_short_address_leads_to_the_current_round(manager, path):
    assert manager.get("/agreements").location == path


def test_a_name_is_shown_as_typed(manager, path, round_):
    make.agreement(round_, make.provider(name="HMP <b>Bold</b> & Co"), state="signed")
    assert "HMP &lt;b&gt;Bold&lt;/b&gt; &amp; Co" in manager.get(path).text


def test_the_number_of_questions_to_the_database_does_not_grow(manager, path, round_):
    make.agreement(round_, state="with provider")
    few = questions(manager, path)
    for _ in range(20):
        make.agreement(round_, state="with provider")
    assert questions(manager, path) == few <= 8


def questions(browser, path):
    db.session.expire_all()
    asked = []
    listener = lambda *given: asked.append(given[2])  # noqa: E731
    sa.event.listen(db.engine, "before_cursor_execute", listener)
    assert browser.get(path).status_code == 200
    sa.event.remove(db.engine, "before_cursor_execute", listener)
    return len([statement for statement in asked if statement.startswith("SELECT")])
