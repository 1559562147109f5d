"""A dispute: private until it is shared, then to its body by the route of its instrument, and at last decided."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest

from tests.workflows import proof
from workflows.dispute import (
    DisputeState,
    Party,
    between_providers,
    by_contract,
    due_date_has_passed,
    is_originator,
    time_to_go_on_has_passed,
    time_to_reply_has_passed,
    workflow,
)
from workflows.dispute_route import WORDS, Route, route_of
from workflows.dispute_waiting import RECORDER, waiting
from workflows.engine import Refused
from workflows.instrument import Instrument
from workflows.roles import Role

S = DisputeState
DAY = date(2012, 2, 10)
BEFORE, AFTER = datetime(2012, 2, 10, 12, tzinfo=UTC), datetime(2012, 2, 11, 12, tzinfo=UTC)


def fits(move):
    route = Route.CONTRACT if by_contract in move.when else Route.COMMITTEES
    route = Route.PROVIDERS if between_providers in move.when else route
    late = {time_to_reply_has_passed, time_to_go_on_has_passed, due_date_has_passed} & set(move.when)
    party = Party.ORIGINATOR if is_originator in move.when else Party.OTHER
    return {"route": route, "party": party, "now": AFTER if late else BEFORE}


READY = proof.Ready(
    workflow,
    thing={"route": Route.COMMITTEES, "due_on": DAY},
    facts={
        "now": BEFORE,
        "missing": (),
        "settled": (),
        "undecided": (),
        "reason": "The figures differ.",
        "took_part": frozenset({7}),
        "person_id": 8,
        "proposed_by": Party.ORIGINATOR,
    },
    fits=fits,
)
ORIGINATOR = "Only the side that opened it can do this."
PARTIES = "The two who are in dispute do this, not the commissioner who advises them."
REASON = "Say why, in words that both sides will read."
TOOK_PART = "You took part in the negotiation or in this dispute, so another signatory must record the decision."
MISSING = "Write the rest of the report first: the cost."
REFUSALS: proof.Refusals = [
    *[(action, {"party": Party.OTHER}, ORIGINATOR) for action in ("write", "share", "ask_advice", "withdraw")],
    *[(action, {"reason": " "}, REASON) for action in ("advise", "comment", "refer", "decide", "propose_settlement")],
    ("withdraw", {"reason": ""}, REASON),
    ("share", {"missing": ("the cost",)}, MISSING),
    ("ask_advice", {"missing": ("the cost",)}, MISSING),
    (
        "share",
        {"settled": ("VT-1",)},
        "Agreed since, or in another dispute: VT-1. Withdraw this report, and open one on what is left.",
    ),
    (
        "share",
        {"route": Route.PROVIDERS},
        "A dispute between two providers starts with advice: ask the commissioner for it.",
    ),
    ("ask_advice", {"route": Route.CONTRACT}, "Only a dispute between two providers starts with advice."),
    ("comment", {"party": None}, "The other side does this: you opened the dispute."),
    *[(action, {"party": Party.ADVISER}, PARTIES) for action in ("attach", "propose_settlement", "accept_settlement")],
    ("refer", {"party": Party.ADVISER}, PARTIES),
    ("refer", {"took_part": frozenset({8})}, TOOK_PART),
    ("decide", {"took_part": frozenset({8})}, TOOK_PART),
    ("decide", {"took_part": None}, TOOK_PART),
    ("decide", {"undecided": ("VT-1",)}, "Say for each disputed term what was decided: VT-1."),
    ("take_effect", {"now": BEFORE}, "Either side can take it further until the end of it."),
    ("fall_overdue", {"now": BEFORE}, "It is not overdue: it is due by the end of it."),
    ("accept_settlement", {"proposed_by": None}, "Nobody has proposed a settlement yet."),
    (
        "accept_settlement",
        {"proposed_by": Party.OTHER},
        "Your side proposed this settlement. The other side accepts it.",
    ),
]
PROVED_BELOW = {"refer": 4}
"""Guards of "refer" that choose between its rows by route and by day: the tests below."""


@proof.every_row(workflow)
def test_everyone_does_what_the_table_gives_them(move, state, role):
    assert proof.does(READY, move, state, role)


@proof.every_refusal(REFUSALS)
def test_a_refusal_says_why(action, changed, sentence):
    assert proof.refusal(READY, action, **changed) == (sentence,)


def test_every_condition_is_shown_to_matter():
    left = proof.unproved(READY, REFUSALS)
    assert {action for action, _ in left} == set(PROVED_BELOW)
    assert len(left) == PROVED_BELOW["refer"]


# --- which way it goes ------------------------------------------------------------------------------------------------


def refer(state, route, role=Role.PROVIDER_NEGOTIATOR, *, now=BEFORE):
    subject = SimpleNamespace(state=state, route=route, due_on=DAY)
    known = {"party": Party.OTHER, "reason": "We differ.", "now": now, "took_part": frozenset(), "person_id": 1}
    workflow.fire(subject, "refer", {role}, **known, due_on="10 February 2012")
    return subject.state


@pytest.mark.parametrize(
    ("instrument", "between", "route"),
    [
        (Instrument.SLA, False, Route.COMMITTEES),
        (Instrument.CONTRACT_SCHEDULE, False, Route.CONTRACT),
        (Instrument.SLA, True, Route.PROVIDERS),
        (Instrument.CONTRACT_SCHEDULE, True, Route.PROVIDERS),
    ],
)
def test_the_instrument_decides_the_route_and_two_providers_have_their_own(instrument, between, route):
    assert route_of(instrument, between_providers=between) is route
    assert WORDS[route].steps


def test_an_sla_goes_to_the_sub_committee_and_then_to_the_executive_committee():
    assert refer(S.COMMENTED, Route.COMMITTEES) is S.SUB_COMMITTEE
    assert refer(S.SUB_COMMITTEE, Route.COMMITTEES, Role.COMMISSIONER_SIGNATORY) is S.EXECUTIVE
    assert refer(S.SUB_DECIDED, Route.COMMITTEES) is S.EXECUTIVE


def test_a_contract_never_goes_to_a_committee():
    assert refer(S.COMMENTED, Route.CONTRACT) is S.SENIOR
    assert refer(S.SENIOR, Route.CONTRACT) is S.EXPERT
    assert refer(S.EXPERT, Route.CONTRACT) is S.TRIBUNAL


def test_two_providers_go_from_advice_to_the_official_to_whom_both_answer():
    assert refer(S.ADVISED, Route.PROVIDERS) is S.OFFICIAL


@pytest.mark.parametrize("route", [Route.COMMITTEES, Route.CONTRACT])
def test_without_a_reply_it_goes_on_only_when_the_time_to_reply_has_passed(route):
    with pytest.raises(Refused, match="until the end of 10 February 2012 to reply"):
        refer(S.SHARED, route)
    assert refer(S.SHARED, route, now=AFTER) in (S.SUB_COMMITTEE, S.SENIOR)


def test_ten_working_days_after_the_sub_committee_its_decision_stands():
    with pytest.raises(Refused, match=r"ended on 10 February 2012\. The decision stands\."):
        refer(S.SUB_DECIDED, Route.COMMITTEES, now=AFTER)


# --- whom it waits for ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("route", Route)
def test_it_always_says_in_one_sentence_whom_it_waits_for(state, route):
    dispute = SimpleNamespace(state=state, route=route, due_on=DAY)
    said = waiting(dispute, "HMP Durham", "the commissioner", str)
    assert said.sentence.endswith(".")
    assert said.on in (*Party, RECORDER, "")
    if said.on == Party.OTHER:
        assert said.sentence == "It waits for the commissioner to reply by 2012-02-10."


def test_a_contract_opens_with_its_own_paper():
    dispute = SimpleNamespace(state=S.OPENED, route=Route.CONTRACT, due_on=DAY)
    sentence = waiting(dispute, "HMP Oakwood", "the commissioner", str).sentence
    assert sentence == "It waits for HMP Oakwood to write the notice of dispute and share it by 2012-02-10."
