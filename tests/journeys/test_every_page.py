"""Every page of the demonstration in delivery, looked at by somebody who may read it."""

from collections import defaultdict

import pytest

from app.clock import SETTING
from app.extensions import db
from app.models import Setting
from tests import world
from tests.browser import Journey, served
from tests.conftest import Browser
from tests.demonstration import application, sign_in_of

READERS = ["negotiator", "durham.governor", "durham.negotiator", "analyst", "equality", "director", "assurer",
           "manager", "administrator"]  # fmt: skip
"""Who looks, in this order: the first who finds the page."""
NOT_NOW: set[str] = set()
"""Pages that this stage has nothing for; each says so, or leads elsewhere. Their own tests look at them."""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The small world on a database of its own: its address, and each page with who looks at it."""
    url = f"sqlite:///{tmp_path_factory.mktemp('pages') / 'pages.sqlite'}"
    app = application(url)
    app.test_client_class = Browser
    with app.app_context():
        db.session.add(Setting(name=SETTING, value=""))
        db.session.commit()
        pages = _pages(app, world.build())
        db.session.remove()
        db.engine.dispose()
    with served(url) as address:
        yield address, pages


def _pages(app, made) -> dict[str, list[tuple[str, str]]]:
    """By reader, the endpoint and address of each page that they are the first to find."""
    client, found = app.test_client(), defaultdict(list)
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and rule.endpoint != "static":
            path = rule.build(made.values_for(rule.endpoint), append_unknown=False)[1]
            found[_reader(client, made.people, path)].append((rule.endpoint, path))
    return found


def _reader(client, people, path) -> str:
    for name in (world.SIGNED_OUT, *READERS):
        client.as_(people[name]) if people[name] else client.signed_out()
        answer = client.get(path)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            return name
    return ""


def test_every_page_is_looked_at(made):
    _, pages = made
    assert {endpoint for endpoint, _ in pages[""]} == NOT_NOW


@pytest.mark.parametrize("reader", [world.SIGNED_OUT, *READERS])
def test_every_page_is_sound(browser_of_the_machine, made, reader, subtests):
    address, pages = made
    with Journey(browser_of_the_machine, address) as person:
        if reader != world.SIGNED_OUT:
            person.sign_in(*sign_in_of(reader))
        for endpoint, path in pages[reader]:
            with subtests.test(endpoint, path=path):
                person.complaints.clear()
                person.open(path)
                assert person.page.url == address + path
                assert person.document.status == 200
