"""Any two texts of an agreement are compared on a page, by those who may see the agreement."""

import pytest

from tests.signing.people import cast


@pytest.mark.parametrize("state", ["with commissioner"])
def test_smoke(browser, state):
    made = cast(state)
    page = browser.as_(made.provider_negotiator).get(f"{made.path}/compare")
    assert page.status_code == 200, page.text
