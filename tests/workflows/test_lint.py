"""The publishing lint finds what the real paper of 2011 went out with."""

from types import SimpleNamespace

import pytest

from workflows.lint import lint

GROUPS = {"community": "Community services", "custodial": "Custodial services"}


def intention(ref="CU-1", **given):
    group = {"CU": "custodial", "CM": "community"}[ref.split("-")[0]]
    said = {"ref": ref, "group": group, "title": f"Do what {ref} says", "in_summary": True, "explanation": "Why."}
    said |= given
    return SimpleNamespace(**{"summary_title": said["title"], **said})


def found(*intentions, **texts):
    return lint(intentions, texts, GROUPS)


def test_clean_words_pass():
    assert found(intention(), intention("CM-1"), Introduction="What CU-1 and CM-1 are for.") == []


def test_a_summary_that_lists_thirteen_of_fourteen_is_found():
    many = [intention(f"CU-{n}", title=chr(96 + n) * 20, in_summary=n != 13) for n in range(1, 15)]
    assert found(*many) == ["Custodial services: the summary lists 13 and the detail has 14. Add CU-13 to the summary."]


def test_two_titles_for_one_intention_are_found():
    assert found(intention(title="Cut the supply of drugs", summary_title="Act on drugs")) == [
        "CU-1 is called “Act on drugs” in the summary and “Cut the supply of drugs” in the detail. Use one title."
    ]


@pytest.mark.parametrize("left_in", ["[90,000]", "[]", "TBC", "XXX", "____", "??"])
def test_a_placeholder_is_found(left_in):
    assert found(intention(explanation=f"Buy about {left_in} places.")) == [
        f"CU-1 still has a placeholder in it: {left_in}. Put the fact in its place."
    ]


def test_an_empty_passage_is_found():
    assert "CU-1 has no explanation. Write one." in found(intention(explanation=" "))
    assert "Introduction is empty. Write it or take it out." in found(intention(), Introduction="")


def test_a_reference_to_nothing_is_found_once():
    assert found(intention(explanation="See CU-99, and again CU-99.")) == [
        "CU-1 refers to CU-99, which is not in this edition."
    ]


def test_a_reference_to_a_planning_assumption_resolves():
    assert found(intention(explanation="It rests on PA-2."), **{"PA-2": "The settlement comes late."}) == []


def test_a_page_number_is_found_because_pages_move():
    assert found(intention(), Introduction="Contact details are on page 34.") == [
        "Introduction refers to “page 34”. Name the section or the intention instead: page numbers move."
    ]


@pytest.mark.parametrize(
    "other",
    [
        "Promote Integrated Offender Management by working with others",
        "Keep up effective Integrated Offender Management with all partners",
    ],
)
def test_near_duplicates_in_one_group_are_found(other):
    first = intention("CU-1", title="Keep up effective Integrated Offender Management with partners")
    assert found(first, intention("CU-2", title=other)) == [
        "CU-1 and CU-2 have nearly the same title. Join them, or say in the titles how they differ."
    ]


def test_two_groups_may_say_the_same_of_their_own_services():
    assert found(intention("CU-1", title="Bring in volunteers"), intention("CM-1", title="Bring in volunteers")) == []
