"""An intention concerns providers by kind, nation, sex held, or by name."""

from types import SimpleNamespace

import pytest

from workflows.applies import applies


def provider(code="hmp-durham", sector="public prison", nation="England", holds="men"):
    return SimpleNamespace(code=code, sector=sector, nation=nation, holds=holds)


TRUST = provider("wales-probation-trust", "probation trust", "Wales", "")
WOMENS = provider("hmp-low-newton", holds="women")
MIXED = provider("hmp-peterborough", "contracted prison", holds="men and women")


@pytest.mark.parametrize("who", [provider(), TRUST, WOMENS])
def test_without_limits_it_concerns_everyone(who):
    assert applies({}, who)
    assert applies({"sectors": [], "nations": [], "holds": [], "providers": []}, who)


@pytest.mark.parametrize(
    ("limits", "who", "concerned"),
    [
        ({"sectors": ["probation trust"]}, TRUST, True),
        ({"sectors": ["probation trust"]}, provider(), False),
        ({"nations": ["England"]}, provider(), True),
        ({"nations": ["England"]}, TRUST, False),
        ({"holds": ["women"]}, WOMENS, True),
        ({"holds": ["women"]}, provider(), False),
        ({"holds": ["women"]}, MIXED, True),
        ({"holds": ["men"]}, MIXED, True),
        ({"holds": ["women"]}, TRUST, True),  # a trust holds nobody, and works with women too
        ({"sectors": ["public prison"], "nations": ["Wales"]}, provider(), False),
    ],
)
def test_every_limit_must_admit_a_provider(limits, who, concerned):
    assert applies(limits, who) is concerned


def test_a_name_counts_instead_of_every_other_limit():
    limits = {"providers": ["hmp-low-newton"], "sectors": ["probation trust"], "nations": ["Wales"]}
    assert applies(limits, WOMENS)
    assert not applies(limits, TRUST)
