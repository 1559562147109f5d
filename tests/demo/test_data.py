"""The files of the 2012-13 demonstration are complete and agree with one another."""

import csv
import json
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parents[2] / "app" / "demo" / "data" / "2012-13"
CHARACTERISTICS = {
    "age", "disability", "gender reassignment", "marriage and civil partnership", "pregnancy and maternity",
    "race", "religion or belief", "sex", "sexual orientation",
}  # fmt: skip
COLUMNS = {
    "services": {"requirement", "minimum", "delivered_by"},
    "volumes": {"service", "population", "potential_referrals", "target", "profile", "evidence"},
    "service_levels": {
        "definition", "population", "time_limit", "clock", "unit", "target", "tolerance", "source", "frequency"
    },
    "price": {"baseline", "change", "price", "firm"},
    "partners": {"partner", "sector", "service", "contract_kind", "ends", "yearly_value"},
    "additional": {"exceeds", "why", "price_effect", "from", "to"},
    "capacity": {"function", "category", "sentence_range", "age_group", "places"},
    "interfaces": {"topic", "other_provider", "who_does_what", "time_limit"},
}  # fmt: skip
DIRECTIONS = {"start", "increase", "continue", "improve", "change", "reduce", "stop"}
DISPOSITIONS = {"accepted", "accepted in part", "not accepted", "already so", "outside remit", "for later"}


@cache
def read(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@cache
def providers() -> tuple[dict[str, str], ...]:
    with (FOLDER / "providers.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def intentions() -> dict[str, dict[str, Any]]:
    return {i["ref"]: i for i in read("intentions")["intentions"]}


def admits(limits: dict[str, Any], provider: dict[str, str]) -> bool:
    """Whether a provider meets every limit; an empty list limits nothing."""
    held = set(provider["holds"].split(" and "))
    return (
        (not limits["sectors"] or provider["sector"] in limits["sectors"])
        and (not limits["nations"] or provider["nation"] in limits["nations"])
        and (not limits["holds"] or bool(held & set(limits["holds"])))
        and (not limits["providers"] or provider["code"] in limits["providers"])
    )


def terms_of(provider: dict[str, str]) -> list[dict[str, Any]]:
    return [term for term in read("terms")["terms"] if admits(term, provider)]


def test_there_are_166_providers_each_with_its_own_code():
    assert len({p["code"] for p in providers()}) == len(providers()) == 166
    assert Counter(p["sector"] for p in providers()) == {
        "public prison": 119,
        "contracted prison": 12,
        "probation trust": 35,
    }


def test_each_group_is_numbered_without_gaps():
    groups: dict[str, list[int]] = {}
    for i in intentions().values():
        groups.setdefault(i["group"], []).append(i["number"])
    assert groups == {
        "co-commissioned": list(range(1, 11)),
        "community": list(range(1, 16)),
        "custodial": list(range(1, 15)),
    }


@pytest.mark.parametrize("ref", intentions())
def test_the_clean_text_of_an_intention_would_pass_the_lint(ref):
    i = intentions()[ref]
    assert i["direction"] in DIRECTIONS
    assert i["summary_title"] == i["title"]
    assert "[" not in i["title"] + i["explanation"]
    assert i["explanation"].count(". ") >= 1
    assert set(i["applies"]["providers"]) <= {p["code"] for p in providers()}


def test_intentions_reach_only_the_providers_they_are_about():
    reached = {ref: [p for p in providers() if admits(i["applies"], p)] for ref, i in intentions().items()}
    assert {p["code"] for p in reached["CO-3"]} == {"hmp-whitemoor", "hmp-frankland", "hmp-low-newton"}
    assert all("women" in p["holds"] for p in reached["CU-5"])
    assert len(reached["CU-5"]) == 13
    assert all(p["nation"] == "England" for ref in ("CO-1", "CO-4", "CO-5") for p in reached[ref])
    assert {p["sector"] for ref in reached if ref.startswith("CM") for p in reached[ref]} == {"probation trust"}


def test_the_discussion_edition_has_the_slips_of_the_real_paper():
    paper = read("discussion-edition")
    assert len(paper["summary_refs"]) == 38
    assert set(intentions()) - set(paper["summary_refs"]) == set(paper["missing_from_summary"]) == {"CU-13"}
    assert "[90,000]" in paper["explanations"]["CU-1"]
    assert all(title != intentions()[ref]["title"] for ref, title in paper["summary_titles"].items())
    assert len({r["page"] for r in paper["page_references"][:3]}) == 3


@pytest.mark.parametrize("provider", providers(), ids=lambda p: p["code"])
def test_every_intention_that_applies_to_a_provider_is_carried_by_a_term(provider):
    terms = terms_of(provider)
    carried = {ref for term in terms for ref in term["intentions"]}
    assert carried == {ref for ref, i in intentions().items() if admits(i["applies"], provider)}
    assert 36 <= len(terms) <= 44
    assert sum(term["schedule"] == "price" for term in terms) == 5
    assert {term["schedule"] for term in terms} >= set(COLUMNS) - {"capacity"}


def test_terms_fill_the_columns_of_their_schedule_and_no_others():
    for term in read("terms")["terms"]:
        assert set(term["values"]) - {"reserved"} == COLUMNS[term["schedule"]], term["ref"]
    refs = [term["ref"] for term in read("terms")["terms"]]
    assert len(set(refs)) == len(refs)


def test_targets_stay_within_potential_referrals_and_prices_add_up():
    for term in read("terms")["terms"]:
        values = term["values"]
        if term["schedule"] == "volumes":
            assert values["target"]["base"] <= values["potential_referrals"]["base"], term["ref"]
            assert sum(int(share) for share in values["profile"].split("/")) == 100, term["ref"]
        if term["schedule"] == "price":
            assert values["baseline"]["base"] + values["change"]["base"] == values["price"]["base"], term["ref"]
            assert values["firm"] is False


def test_a_figure_may_be_left_to_follow_and_advice_to_courts_is_reserved():
    cells = [value for term in read("terms")["terms"] for value in term["values"].values()]
    assert "figure to follow" in cells
    reserved = [term["title"] for term in read("terms")["terms"] if term["values"].get("reserved")]
    assert reserved == ["Advice to courts"]


def test_the_need_tables_are_kept_as_published_even_where_they_do_not_add_up():
    totals = {(s["setting"], s["offence"]): sum(b["percent"] for b in s["bands"]) for s in read("need")["segments"]}
    assert len(totals) == 8
    wrong = {(n["setting"], n["offence"]): n["adds_up_to"] for n in read("need")["does_not_add_up"]}
    assert {key: total for key, total in totals.items() if total != 100} == wrong
    assert wrong == {("custody", "violent"): 99, ("custody", "other"): 97}


def test_the_dates_of_the_round_are_in_order():
    dates = {d["key"]: date.fromisoformat(d["original"]) for d in read("round")["dates"]}
    assert list(dates) == [
        "discussion_edition", "feedback_closes", "settlement", "answering_cut_off", "final_edition",
        "negotiation_done", "agreements_start", "agreements_end", "next_intentions",
    ]  # fmt: skip
    assert date(2011, 10, 27) < dates["discussion_edition"]
    assert (dates["feedback_closes"] - dates["discussion_edition"]).days < 43
    for earlier, later in [("settlement", "negotiation_done"), ("answering_cut_off", "final_edition")]:
        assert dates[earlier] < dates[later]


def test_the_two_lists_of_characteristics_differ_by_one():
    lists = read("round")["characteristics"]
    assert set(lists["equality-act-2010"]) == CHARACTERISTICS
    assert CHARACTERISTICS - set(lists["noms-2012-13"]) == {"marriage and civil partnership"}


def test_every_comment_has_one_answer_with_a_reason():
    comments = []
    for response in read("feedback")["responses"]:
        said = [i["ref"] for i in response["intentions"] if i["comment"]]
        said += [a["ref"] for a in response["planning_assumptions"]]
        said += ["general"] if response["general"] else []
        said += [f"EQ-{e['number']}" for e in response["equality"]]
        comments += [(response["key"], place) for place in said]
    answers = read("feedback")["dispositions"]
    assert sorted((d["response"], d["place"]) for d in answers) == sorted(comments)
    assert all(d["disposition"] in DISPOSITIONS and d["reason"] for d in answers)


def test_a_change_after_feedback_gives_one_final_wording_for_its_intention():
    wordings: dict[str, set[str]] = {}
    for change in (d["change"] for d in read("feedback")["dispositions"] if d["change"]):
        assert change["adds"] in change["wording"]
        wordings.setdefault(change["ref"], set()).add(change["wording"])
    assert wordings
    assert all(len(texts) == 1 for texts in wordings.values())
    assert set(wordings) <= set(intentions())


def test_three_responses_are_late_and_two_came_on_paper():
    responses = read("feedback")["responses"]
    days = {r["key"]: (date.fromisoformat(r["sent_on"]) - date(2011, 12, 9)).days for r in responses}
    assert all(r["days_late"] == max(0, days[r["key"]]) for r in responses)
    assert sum(r["days_late"] > 0 for r in responses) == 3
    assert sum(r["channel"] == "paper" for r in responses) == 2
    assert all(r["email"].endswith("@example.test") for r in responses)


def test_no_characteristic_with_adverse_feedback_is_screened_as_not_relevant():
    findings = {f["characteristic"]: f for f in read("equality")["screening"]["findings"]}
    adverse = {
        c
        for response in read("feedback")["responses"]
        for answer in response["equality"]
        if answer["number"] == 4
        for c in answer["characteristics"]
    }
    assert set(findings) == CHARACTERISTICS
    assert {"sex", "age"} <= adverse
    assert all(findings[c]["finding"] == "relevant" for c in adverse)
    assert all(f["reason"] for f in findings.values())


def test_every_negative_impact_has_an_action():
    actions = {(row["characteristic"], row["intention"]) for row in read("equality")["action_plan"]}
    impacts = read("equality")["assessment"]["impacts"]
    negative = {(i["characteristic"], i["intention"]) for i in impacts if i["direction"] == "negative"}
    assert negative <= actions
    assert all(row["target_date"] or row["review_date"] for row in read("equality")["action_plan"])
    assert set(read("equality")["assessment"]["justification"]) == {"necessary", "no_less_harmful", "fits_the_aim"}


def test_every_kind_of_provider_has_returns_and_knows_when_they_are_due():
    returns = read("returns")["returns"]
    assert {s for r in returns for s in r["sectors"]} == {p["sector"] for p in providers()}
    assert {r["frequency"] for r in returns} == {"quarterly", "yearly", "once"}
    assert all(r["due_after_days"] > 0 and r["clock"] in {"calendar days", "working days"} for r in returns)


def test_what_is_invented_says_so():
    invented = {name: read(name)["illustrative"] for name in ("terms", "feedback", "equality", "returns")}
    assert all(invented.values())
    assert not any(read(name)["illustrative"] for name in ("intentions", "need"))
