"""Chromium and a server, for journeys."""

import pytest

from tests.browser import chromium


@pytest.fixture(scope="session")
def browser_of_the_machine():
    """One Chromium for every journey; each journey has its own window."""
    with chromium() as browser:
        yield browser
