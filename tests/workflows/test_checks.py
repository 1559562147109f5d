"""What must hold of the terms before an agreement is agreed."""

from types import SimpleNamespace

import pytest

from workflows import checks
from workflows.schedule import FIGURE_TO_FOLLOW, Schedule


def term(schedule, ref="X-1", title="Term", intentions=(), allowed=None, **fields):
    return SimpleNamespace(
        ref=ref,
        title=title,
        schedule=schedule,
        fields=fields,
        intentions=list(intentions),
        excess_approved_by_id=allowed,
    )


def found(*terms, settled=True, applicable=(), excused=(), actions=()):
    findings = checks.failed(
        terms, settlement_is_known=settled, applicable=applicable, excused=excused, agreed_actions=actions
    )
    return [str(finding) for finding in findings]


def volume(target, most=100, **given):
    return term(Schedule.VOLUMES, "VT-1", potential_referrals=most, target=target, **given)


def test_a_target_may_reach_the_potential_referrals_and_no_further():
    assert found(volume(100)) == []
    (sentence,) = found(volume(101))
    assert sentence == (
        "VT-1: Enter a target of 100 or fewer, or ask a commissioner signatory to allow more: "
        "at most 100 people could be referred."
    )


def test_a_higher_target_stands_once_somebody_has_allowed_it():
    assert found(volume(101, allowed=4)) == []


@pytest.mark.parametrize("follows", ["potential_referrals", "target"])
def test_a_figure_to_follow_is_never_too_high(follows):
    fields = {"potential_referrals": 10, "target": 20, follows: FIGURE_TO_FOLLOW}
    assert found(term(Schedule.VOLUMES, **fields)) == []


def price(baseline, change, price, *, firm=False):
    return term(Schedule.PRICE, "PR-1", baseline=baseline, change=change, price=price, firm=firm)


def test_a_price_is_its_baseline_and_its_change():
    assert found(price(1000, -200, 800)) == []
    (sentence,) = found(price(1000, -200, 900))
    assert sentence.startswith("PR-1: Enter a price of £800")
    assert "change -£200" in sentence


def test_a_price_with_a_figure_to_follow_adds_up_to_nothing_wrong():
    assert found(price(1000, FIGURE_TO_FOLLOW, 900)) == []


def test_a_firm_price_waits_for_the_settlement():
    assert found(price(1, 0, 1, firm=True), settled=True) == []
    (sentence,) = found(price(1, 0, 1, firm=True), settled=False)
    assert sentence == "PR-1: Keep the price indicative until the budget settlement for the year is recorded."
    assert found(price(1, 0, 1, firm=False), settled=False) == []


def test_an_exception_names_an_action_plan_that_was_agreed():
    exception = term(Schedule.EXCEPTIONS, "EX-1", action="A-3")
    assert found(exception, actions=["A-3"]) == []
    assert found(exception, actions=["A-4"]) == [
        "EX-1: Name an action plan that the commissioner has agreed, or withdraw the exception."
    ]


@pytest.mark.parametrize(
    ("delivered_by", "stays"),
    [
        ("The trust's own staff: the law reserves this work to the public sector", True),
        ("Probation trust", True),
        (FIGURE_TO_FOLLOW, True),
        ("Northern Mentors", False),
        ("A private company in the public interest", False),
        ("The trust and its sub-contractors", False),
        ("", False),
    ],
)
def test_reserved_work_stays_in_the_public_sector(delivered_by, stays):
    service = term(Schedule.SERVICES, "SV-1", reserved=True, delivered_by=delivered_by)
    assert (found(service) == []) is stays


def test_work_that_nobody_reserves_may_go_to_anybody():
    assert found(term(Schedule.SERVICES, delivered_by="Northern Mentors")) == []


@pytest.mark.parametrize(("sector", "stays"), [("public", True), ("voluntary", False), ("private", False)])
def test_a_partner_cannot_be_given_reserved_work(sector, stays):
    advice = term(Schedule.SERVICES, "SV-1", "Advice to courts", reserved=True, delivered_by="own staff")
    partner = term(Schedule.PARTNERS, "DP-1", sector=sector, service="advice to courts")
    assert (found(advice, partner) == []) is stays


def test_every_intention_that_applies_is_carried_or_excused():
    carries = term(Schedule.SERVICES, intentions=["CU-1"], delivered_by="us")
    assert found(carries, applicable=["CU-1", "CU-2"], excused=["CU-2"]) == []
    assert found(carries, applicable=["CU-1", "CU-2"]) == [
        "CU-2 applies to this provider: add a term that carries it, or say why there is none."
    ]


def test_the_operating_price_is_the_sum_of_its_lines():
    lines = [price(1, 1, 2), price(1, 1, FIGURE_TO_FOLLOW), price(5, 0, 5), volume(3)]
    assert checks.operating_price(lines) == 7


def test_the_share_spent_through_partners():
    lines = [
        price(0, 0, 200),
        term(Schedule.PARTNERS, yearly_value=20),
        term(Schedule.PARTNERS, yearly_value=FIGURE_TO_FOLLOW),
    ]
    assert checks.partner_share(lines) == pytest.approx(0.1)
    assert checks.partner_share([]) == 0
