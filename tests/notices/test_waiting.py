"""Each notice waits on the page of whoever has to do something about it, and on nobody else's."""

import pytest

from app.notices import commands
from tests.notices.given import issued, written
from tests.signing.people import cast

EVERYONE = ["provider_negotiator", "provider_signatory", "commissioner_negotiator", "commissioner_signatory", "manager"]


def told(browser, made):
    """Who finds a notice of change among their work."""
    return {who for who in EVERYONE if "otice of change" in browser.as_(getattr(made, who)).get("/work").text}


def test_a_draft_waits_for_a_signatory_of_its_own_side(browser):
    made = cast("in force")
    written(made)
    assert told(browser, made) == {"commissioner_signatory"}


def test_issued_it_waits_for_the_other_sides_signatory_by_a_day(browser):
    made = cast("in force")
    issued(made)
    assert told(browser, made) == {"provider_signatory"}
    page = browser.as_(made.provider_signatory).get("/work").text
    assert "A notice of change waits for your answer by 15 May 2012." in page


@pytest.mark.parametrize("kind", ["mandatory", "discretionary"])
def test_a_cost_waits_for_whoever_gave_the_notice(browser, kind):
    made = cast("in force")
    notice = issued(made, kind=kind)
    commands.accept_at_a_cost(notice, cost=100, words="More staff.", by=made.provider_signatory)
    assert told(browser, made) == {"commissioner_signatory"}


def test_accepted_it_waits_for_nobody(browser):
    made = cast("in force")
    commands.accept(issued(made), by=made.provider_signatory)
    assert told(browser, made) == set()
