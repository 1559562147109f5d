"""The year before the demonstration's round: illustrative, complete, and joined to this year's agreements."""

import sqlalchemy as sa

from app.demo import stages
from app.demo.files import LAST_YEAR, THIS_YEAR, read
from app.extensions import db
from app.models import Agreement, Change, Dispute, Notice, Offer, PlaybookLine, Publication, Remark, Round, Setting
from app.rounds.queries import current
from tests import make
from workflows.agreement import AgreementState

FEW = {"hmp-durham", "wales-probation-trust", "hmp-frankland"}


def load(stage, only=FEW):
    db.session.delete(db.session.get(Setting, make.clock.SETTING))
    db.session.commit()
    stages.load(stage, lambda _words: None, only=only)


def agreements_of(slug):
    return db.session.query(Agreement).join(Round).filter(Round.slug == slug).order_by(Agreement.id).all()


def test_what_was_invented_for_last_year_says_so():
    for name in ("round", "intentions", "terms"):
        assert read(name, LAST_YEAR)["illustrative"] is True
    assert all(each["explanation"].startswith("Illustrative: ") for each in read("intentions", LAST_YEAR)["intentions"])


def test_a_price_of_last_year_is_the_baseline_of_this_year():
    this = {term["ref"]: term["values"] for term in read("terms")["terms"] if term["schedule"] == "price"}
    last = {term["like"]: term["values"] for term in read("terms", LAST_YEAR)["terms"] if term["like"] in this}
    assert last.keys() == this.keys()
    for ref, values in last.items():
        assert values["baseline"]["base"] + values["change"]["base"] == values["price"]["base"], ref
        assert values["price"] == this[ref]["baseline"], ref


def test_while_this_year_is_consulted_on_last_years_agreements_are_in_force_with_everyone(app):
    load("consulting")
    assert current().slug == THIS_YEAR
    assert {each.state for each in agreements_of(LAST_YEAR)} == {AgreementState.IN_FORCE}
    assert {each.provider.code for each in agreements_of(LAST_YEAR)} == FEW
    assert agreements_of(THIS_YEAR) == []


def test_this_years_agreements_take_the_place_of_last_years_and_are_measured_against_them(app):
    load("delivering")
    before, now = agreements_of(LAST_YEAR), agreements_of(THIS_YEAR)
    assert {each.state for each in before} == {AgreementState.SUPERSEDED}
    assert {each.state for each in now} == {AgreementState.IN_FORCE}
    prices = {each.provider_id: each.price for each in before}
    assert all(each.last_year_price == prices[each.provider_id] for each in now)


def test_enough_providers_bring_every_kind_of_answer_disputes_notices_and_publications(app):
    codes = {row["code"] for row in stages.cast.providers()[::5]} | FEW
    load("delivering", codes)
    said = set(db.session.scalars(sa.select(Change.answer)))
    assert said >= {"change", "accept", "refuse", "want", "park"}
    assert db.session.query(Offer).filter(Offer.withdrawn_at.is_not(None)).count() == 1
    assert db.session.query(Remark).filter_by(private=False).count() == 2
    assert {line.side for line in db.session.query(PlaybookLine)} == {"commissioner", "provider"}
    assert "decided" in {str(each.state) for each in db.session.query(Dispute)}
    assert [str(each.state) for each in db.session.query(Notice)] == ["in effect"] * 3
    assert db.session.query(Publication).count() == 3
    late = [each for each in agreements_of(LAST_YEAR) if each.held_over]
    assert len(late) == len([each for each in agreements_of(THIS_YEAR) if each.state != AgreementState.IN_FORCE])
    assert late
