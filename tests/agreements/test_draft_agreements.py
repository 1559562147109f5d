"""A round manager drafts one agreement for every provider, from the standard terms and the locked templates."""

import pytest

from app.agreements import commands
from app.extensions import db
from app.models import Agreement, Entry
from tests import make
from workflows.agreement import AgreementState
from workflows.engine import Refused
from workflows.roles import Role
from workflows.round import RoundState

EVERYONE = {"sectors": [], "nations": [], "holds": [], "providers": []}


@pytest.fixture
def manager(app):
    return make.person(Role.ROUND_MANAGER)


@pytest.fixture
def round_(app):
    return make.round_(RoundState.NEGOTIATING)


def standard(round_, manager, ref, schedule="services", applies=EVERYONE, intentions=(), **fields):
    fields = fields or {"requirement": "Do it", "minimum": "Once", "delivered_by": "You"}
    return commands.add_standard_term(
        round_, schedule=schedule, ref=ref, title=f"Term {ref}", fields=fields, intentions=intentions, applies=applies,
        by=manager,
    )  # fmt: skip


def test_every_provider_gets_the_terms_that_apply_to_it_renumbered(browser, manager, round_):
    men, women = make.provider(holds="men"), make.provider(holds="women")
    make.template()
    standard(round_, manager, "SV-7", applies={**EVERYONE, "holds": ["women"]})
    standard(round_, manager, "SV-9")
    db.session.commit()
    page = browser.as_(manager).submit(f"/rounds/{round_.slug}/agreements/draft")
    assert page.status_code == 303
    terms = {a.provider_id: [(t.ref, t.title) for t in a.terms] for a in db.session.query(Agreement)}
    assert terms == {men.id: [("SV-1", "Term SV-9")], women.id: [("SV-1", "Term SV-7"), ("SV-2", "Term SV-9")]}


def test_figures_are_scaled_to_the_size_of_the_provider_and_still_add_up(app, manager, round_):
    make.provider(size=0.333)
    make.template()
    standard(
        round_, manager, "PR-1", "price", baseline={"base": 100}, change={"base": -10}, price={"base": 90}, firm=False
    )
    standard(
        round_,
        manager,
        "VT-1",
        "volumes",
        potential_referrals={"base": 9},
        target={"base": 6},
        service="figure to follow",
    )
    (made,) = commands.draft_agreements(round_, by=manager)
    price, volume = sorted((t for t in made.terms), key=lambda t: t.ref)
    assert price.fields == {"baseline": 33, "change": -3, "price": 30, "firm": False}
    assert volume.fields["potential_referrals"] == 3
    assert volume.fields["target"] == 2
    assert (made.price, made.last_year_price, made.state) == (30, 33, AgreementState.DRAFTING)


def test_a_term_carries_only_the_intentions_that_apply_to_the_provider(app, manager, round_):
    make.provider(holds="men")
    make.template()
    make.intention(round_, "CU-1")
    make.intention(round_, "CU-2", applies={"holds": ["women"]})
    standard(round_, manager, "SV-1", intentions=["CU-1", "CU-2"])
    (made,) = commands.draft_agreements(round_, by=manager)
    assert made.terms[0].intentions == ["CU-1"]


def test_last_years_price_comes_from_the_agreement_before(app, manager, round_):
    provider = make.provider()
    before = make.round_(RoundState.DELIVERING, starts_on=round_.starts_on.replace(year=2011))
    make.agreement(before, provider, price=77, state="in force", starts_on=before.starts_on)
    standard(round_, manager, "PR-1", "price", baseline=100, change=0, price=100, firm=False)
    (made,) = commands.draft_agreements(round_, by=manager)
    assert made.last_year_price == 77


def test_drafting_again_makes_only_what_is_missing(browser, manager, round_):
    make.provider()
    make.template()
    standard(round_, manager, "SV-1")
    db.session.commit()
    path = f"/rounds/{round_.slug}/agreements/draft"
    browser.as_(manager).submit(path)
    page = browser.submit(path)
    assert db.session.query(Agreement).count() == 1
    assert "Every provider already has an agreement" in browser.get(page.location).text
    assert db.session.query(Entry).filter_by(subject_type="agreement").count() == 1


def test_there_must_be_something_to_draft_from(app, manager, round_):
    with pytest.raises(Refused) as refused:
        commands.draft_agreements(round_, by=manager)
    assert len(refused.value.reasons) == 2
    assert "standard terms first" in str(refused.value)


@pytest.mark.parametrize("role", [Role.COMMISSIONER_NEGOTIATOR, Role.COMMISSIONER_SIGNATORY, Role.PROVIDER_NEGOTIATOR])
def test_nobody_else_finds_that_page(browser, round_, role):
    person = make.person(role, at=make.provider() if "provider" in role else None)
    assert browser.as_(person).get(f"/rounds/{round_.slug}/agreements/draft").status_code == 404


def test_not_before_the_round_negotiates(browser, manager):
    early = make.round_(RoundState.ANSWERING)
    page = browser.as_(manager).get(f"/rounds/{early.slug}/agreements/draft")
    assert page.status_code == 409
    assert "Draft agreements: not possible while this round is answering." in page.text
