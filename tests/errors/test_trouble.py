"""When something is broken, people get a plain page with a reference, and the log has the same reference."""

import logging
import re

import pytest

from app import create_app
from config import for_tests


@pytest.fixture
def broken(tmp_path):
    """A service whose database cannot be opened."""
    app = create_app(for_tests(f"sqlite:///{tmp_path}/no/such/folder.sqlite"))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    return app.test_client()


def test_a_reader_gets_a_plain_page_with_a_reference_that_is_in_the_log(broken, caplog):
    with caplog.at_level(logging.ERROR):
        page = broken.get("/rounds")
    assert page.status_code == 500
    assert "<h1" in page.text
    assert "Traceback" not in page.text
    reference = re.search(r'app-code">(\w+)<', page.text).group(1)
    assert reference in caplog.text


def test_the_plain_page_carries_the_security_headers(broken):
    assert "default-src 'self'" in broken.get("/rounds").headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("path", "method", "status", "words"),
    [("/no-such-page", "get", 404, "Page not found"), ("/rounds", "delete", 405, "This page cannot be used like that")],
)
def test_a_mistake_in_the_address_gets_a_page_that_says_what_to_do(browser, path, method, status, words):
    page = getattr(browser, method)(path)
    assert page.status_code == status
    assert words in page.text
    assert 'href="/"' in page.text


def test_a_form_of_60_mb_is_turned_away_in_words(browser):
    page = browser.post("/sign-in", data={"email": "x" * 60_000_000})
    assert page.status_code == 413
    assert "20 MB or less" in page.text
