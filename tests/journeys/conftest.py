"""Chromium and a server, for journeys."""

import pytest

from tests.browser import chromium
from tests.looking import wrong_markup


@pytest.fixture(scope="session")
def browser_of_the_machine(tmp_path_factory):
    """One Chromium for every journey; each journey has its own window. At the end, every page's markup is checked."""
    with chromium() as browser:
        yield browser
    wrong = wrong_markup(tmp_path_factory.mktemp("markup"))
    assert not wrong, f"the HTML checker found:\n{wrong}"
