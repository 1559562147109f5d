"""Who sees identified responses: those who work on them, and nobody else."""

import pytest

from app.extensions import db
from app.models import Response
from tests import make
from tests.responses.conftest import HERE
from workflows.roles import PROVIDER_ROLES, Role
from workflows.round import RoundState

SEE = [Role.ANALYST, Role.EQUALITY_LEAD, Role.COMMISSIONER_SIGNATORY, Role.ROUND_MANAGER]
DO_NOT = [Role.COMMISSIONER_NEGOTIATOR, Role.ASSURER, Role.ADMINISTRATOR, *sorted(PROVIDER_ROLES)]


def pages(response):
    base = "/rounds/2012-13/feedback"
    point = response.points[0].id
    return [
        "/feedback", base, f"{base}/summary", f"{base}/responses", f"{base}/responses/{response.id}", f"{base}/{point}",
    ]  # fmt: skip


def someone(role):
    return make.person(role, at=make.provider() if role in PROVIDER_ROLES else None)


@pytest.mark.parametrize("role", SEE)
def test_those_who_work_on_responses_see_them(ann_sent, browser, role):
    browser.as_(someone(role))
    for page in pages(ann_sent.response):
        assert browser.get(page).status_code == 200, page


@pytest.mark.parametrize("role", DO_NOT)
def test_for_everyone_else_they_do_not_exist(ann_sent, browser, role):
    browser.as_(someone(role))
    for page in pages(ann_sent.response):
        assert browser.get(page).status_code == 404, page


def test_someone_signed_out_is_asked_to_sign_in(ann_sent, browser):
    browser.signed_out()
    for page in pages(ann_sent.response):
        assert "/sign-in" in browser.get(page).location, page


def test_an_analyst_of_another_round_sees_nothing_of_this_one(ann_sent, browser):
    browser.as_(make.person(Role.ANALYST, round_=make.round_(RoundState.ANSWERING)))
    for page in pages(ann_sent.response)[1:]:
        assert browser.get(page).status_code == 404, page


def test_a_draft_is_nobodys_business_but_its_authors(ann, browser):
    response = ann.response
    browser.as_(make.person(Role.ANALYST))
    assert browser.get(f"/rounds/2012-13/feedback/responses/{response.id}").status_code == 404


def test_a_response_is_not_reached_through_another_round(ann_sent, browser):
    other = make.round_(RoundState.ANSWERING)
    browser.as_(make.person(Role.ANALYST))
    assert browser.get(f"/rounds/{other.slug}/feedback/responses/{ann_sent.response.id}").status_code == 404
    assert browser.get(f"/rounds/{other.slug}/feedback/{ann_sent.response.points[0].id}").status_code == 404


def test_one_provider_never_sees_anothers_response(browser, round_):
    mine, theirs = (make.person(Role.PROVIDER_SIGNATORY, at=make.provider()) for _ in range(2))
    browser.as_(theirs).submit(HERE)
    response = db.session.query(Response).one()
    browser.as_(mine)
    assert theirs.organisation.name not in browser.get(HERE).text
    assert browser.post(f"{HERE}/own/{response.id}", data={"csrf_token": browser._token()}).status_code == 200
    assert browser.get(f"{HERE}/sections").status_code == 303
