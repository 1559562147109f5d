"""A round manager writes the standard terms; commissioner staff read them."""

import pytest

from app.extensions import db
from app.models import StandardTerm
from tests import make
from workflows.roles import Role

SERVICE = {
    "ref": "SV-1", "title": "Visits", "cell_requirement": "Run visits", "cell_minimum": "Twice a month",
    "cell_delivered_by": "The prison",
}  # fmt: skip


@pytest.fixture
def manager(app):
    return make.person(Role.ROUND_MANAGER)


@pytest.fixture
def path(app):
    return f"/rounds/{make.round_().slug}/standard-terms"


def test_a_manager_chooses_a_schedule_then_writes_the_term(browser, manager, path):
    page = browser.as_(manager).submit(f"{path}/add", schedule="services")
    assert page.location.endswith("?schedule=services")
    page = browser.submit(page.location, **SERVICE, sectors=["public prison"], providers="hmp-1\nhmp-2")
    assert page.status_code == 303
    term = db.session.query(StandardTerm).one()
    assert (term.ref, term.fields["minimum"]) == ("SV-1", "Twice a month")
    assert term.applies["sectors"] == ["public prison"]
    assert term.applies["providers"] == ["hmp-1", "hmp-2"]
    assert "Visits" in browser.get(path).text


def test_whom_a_term_is_for_stands_in_words_with_the_names_of_providers(browser, manager, path):
    named = make.provider(name="HMP Named", code="hmp-named")
    browser.as_(manager).submit(f"{path}/add?schedule=services", **SERVICE, providers=named.code)
    others = {**SERVICE, "ref": "SV-2"}
    browser.submit(f"{path}/add?schedule=services", **others, sectors=["public prison"], nations=["Wales"])
    page = browser.get(path).text
    assert "HMP Named" in page
    assert "hmp-named" not in page
    assert "Public prisons in Wales" in page


def test_figures_are_kept_as_scaled_and_a_figure_may_follow(browser, manager, path):
    browser.as_(manager).submit(
        f"{path}/add?schedule=price", ref="PR-1", title="Custody", cell_baseline="£1,000", cell_change="-10",
        cell_price="figure to follow", cell_firm="no",
    )  # fmt: skip
    fields = db.session.query(StandardTerm).one().fields
    assert fields == {"baseline": {"base": 1000}, "change": {"base": -10}, "price": "figure to follow", "firm": False}


def test_a_second_term_needs_a_ref_of_its_own(browser, manager, path):
    browser.as_(manager).submit(f"{path}/add?schedule=services", **SERVICE)
    page = browser.submit(f"{path}/add?schedule=services", **{**SERVICE, "title": "Other visits"})
    assert page.status_code == 200
    assert "SV-1 is another standard term of this round" in page.text
    assert "Other visits" in page.text
    assert db.session.query(StandardTerm).count() == 1


def test_a_term_can_be_changed(browser, manager, path):
    browser.as_(manager).submit(f"{path}/add?schedule=services", **SERVICE)
    browser.submit(f"{path}/SV-1", **{**SERVICE, "title": "Visits at weekends"})
    assert db.session.query(StandardTerm).one().title == "Visits at weekends"


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [("title", "Enter a title"), ("cell_requirement", "Enter the requirement"), ("ref", "Enter a reference")],
)
def test_what_is_missing_is_named_and_what_was_typed_stays(browser, manager, path, missing, sentence):
    page = browser.as_(manager).submit(f"{path}/add?schedule=services", **{**SERVICE, missing: ""})
    assert page.status_code == 200
    assert sentence in page.text
    assert "Twice a month" in page.text
    assert db.session.query(StandardTerm).count() == 0


def test_other_staff_read_but_cannot_write(browser, path):
    browser.as_(make.person(Role.ANALYST))
    assert browser.get(path).status_code == 200
    assert browser.get(f"{path}/add").status_code == 404


@pytest.mark.parametrize("page", ["", "/add", "/SV-1"])
def test_the_provider_side_never_learns_of_them(browser, path, page):
    browser.as_(make.person(Role.PROVIDER_NEGOTIATOR, at=make.provider()))
    assert browser.get(path + page).status_code == 404
