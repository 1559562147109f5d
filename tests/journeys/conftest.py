"""Chromium, and small demonstrations that are served while journeys go through them."""

import pytest

from tests.browser import chromium, served
from tests.demonstration import Demonstration
from tests.looking import wrong_markup


def pytest_collection_modifyitems(config, items):
    """Journeys run on one database only: what differs between databases is tested without a browser."""
    if config.getoption("--database") != "sqlite":
        journeys = [item for item in items if "journeys" in item.path.parts]
        config.hook.pytest_deselected(items=journeys)
        items[:] = [item for item in items if "journeys" not in item.path.parts]


@pytest.fixture(scope="session")
def browser_of_the_machine(tmp_path_factory):
    """One Chromium for every journey; each journey has its own window. At the end, every page's markup is checked."""
    with chromium() as browser:
        yield browser
    wrong = wrong_markup(tmp_path_factory.mktemp("markup"))
    assert not wrong, f"the HTML checker found:\n{wrong}"


@pytest.fixture(scope="session")
def consulting(tmp_path_factory):
    """The address of a round that takes responses."""
    demonstration = Demonstration(f"sqlite:///{tmp_path_factory.mktemp('consulting') / 'app.sqlite'}", "consulting")
    with served(demonstration.database_url) as address:
        yield address


@pytest.fixture(scope="session")
def negotiating(tmp_path_factory):
    """The address of a round under negotiation, where the agreement with HMP Durham can be signed."""
    demonstration = Demonstration(f"sqlite:///{tmp_path_factory.mktemp('negotiating') / 'app.sqlite'}", "negotiating")
    demonstration.bring_to_signing()
    with served(demonstration.database_url) as address:
        yield address
