"""One agreement's page: where it stands, whose move it is, what can be done and why not, and its terms."""

import pytest

from app.extensions import db
from app.models import Term
from tests import make
from tests.agreements.test_list import questions
from tests.signing.people import cast
from workflows.roles import Role


def test_it_says_where_it_stands_and_whose_move_it_is(browser):
    made = cast("with provider")
    page = browser.as_(made.provider_negotiator).get(made.path)
    assert f'<h1 class="govuk-heading-l">SLA with {made.it.provider.name}</h1>' in page.text
    assert (
        f"It waits for {made.it.provider.name} to make an opening proposal, since today; then the commissioner answers"
        in page.text
    )


@pytest.mark.parametrize(
    ("state", "who", "offered", "not_offered"),
    [
        (
            "drafting",
            "commissioner_negotiator",
            ["/send", "/terms/SV-1", "/terms/add"],
            ["/accept", "write-change"],
        ),
        (
            "with provider",
            "provider_negotiator",
            ["/write-opening", "/terms/SV-1", "/accept-terms"],
            ["/counter", "/edit"],
        ),
        ("with provider", "commissioner_negotiator", [], ["/accept", "/counter", "write-change", "/edit"]),
        ("with commissioner", "commissioner_negotiator", ["/accept", "/terms/SV-1", "/accept-terms"], ["/propose"]),
        ("with commissioner", "provider_negotiator", ["/withdraw"], ["/accept", "/counter", "write-change"]),
        ("agreed in principle", "provider_negotiator", ["/reopen"], ["/approve", "/accept"]),
        ("agreed in principle", "provider_signatory", ["/approve"], ["/reopen"]),
        ("agreed in principle", "manager", [], ["/approve", "/reopen"]),
    ],
)
def test_each_part_is_offered_its_own_actions(browser, state, who, offered, not_offered):
    made = cast(state)
    page = browser.as_(getattr(made, who)).get(made.path)
    for action in offered:
        assert f'href="{made.path}{action}"' in page.text, action
    for action in not_offered:
        assert action not in page.text, action


def test_what_cannot_be_done_yet_says_why(browser):
    made = cast("with provider")
    page = browser.as_(made.provider_negotiator).get(made.path)
    assert "Not possible yet" in page.text
    assert "Write your opening proposal first" in page.text


def test_the_terms_stand_by_schedule_with_figures_in_words(browser):
    made = cast("with provider")
    term = db.session.query(Term).filter_by(ref="VT-1").one()
    term.fields = {**term.fields, "target": "figure to follow", "service": "<script>alert(1)</script>"}
    db.session.commit()
    page = browser.as_(made.provider_negotiator).get(made.path)
    assert "£9,150,000" in page.text
    assert "Indicative" in page.text
    assert "Figure to follow" in page.text
    assert "&lt;script&gt;alert(1)" in page.text
    assert "<script>alert" not in page.text


def test_the_share_spent_through_partners_is_shown(browser):
    made = cast("with provider")
    assert "0.5% of the price" in browser.as_(made.provider_negotiator).get(made.path).text


def test_the_document_can_be_read_and_downloaded(browser):
    made = cast("with provider")
    page = browser.as_(made.provider_negotiator).get(made.path)
    assert f'href="{made.path}/text"' in page.text
    assert f'href="{made.path}/document"' in page.text
    assert f'href="{made.path}/versions/0.1"' in page.text
    assert browser.get(f"{made.path}/versions/0.1").status_code == 200


@pytest.mark.parametrize(
    "role",
    [Role.PROVIDER_NEGOTIATOR, Role.PROVIDER_SIGNATORY, Role.COMMISSIONER_NEGOTIATOR, Role.ANALYST, Role.ASSURER],
)
def test_who_may_not_see_it_finds_nothing(browser, role):
    made = cast("with provider")
    other = make.provider() if "provider" in role else None
    assert browser.as_(make.person(role, at=other)).get(made.path).status_code == 404


def test_an_agreement_that_is_not_there(browser):
    made = cast("with provider")
    browser.as_(made.commissioner_signatory)
    assert browser.get(f"/agreements/{made.round.slug}/nobody").status_code == 404
    assert browser.get(f"/agreements/1066-67/{made.it.provider.code}").status_code == 404


def test_it_asks_the_same_number_of_questions_whatever_has_happened(browser):
    made = cast("with commissioner")
    few = questions(browser.as_(made.commissioner_negotiator), made.path)
    for n in range(2, 40):
        make.add(
            Term(agreement_id=made.it.id, schedule="services", ref=f"SV-{n}", position=9 + n, title="More", fields={})
        )
        make.intention(made.round, f"CU-{n}")
    assert questions(browser, made.path) == few <= 8
