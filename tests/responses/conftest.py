"""A round that is consulting on a published edition, and someone who responds to it."""

import re

import pytest

from app.extensions import db
from app.models import Assumption, Response
from tests import make
from workflows.round import RoundState

HERE = "/rounds/2012-13/respond"


@pytest.fixture
def round_(app):
    made = make.round_(RoundState.CONSULTING)
    for ref in ("CO-1", "CU-1", "CU-2"):
        make.intention(made, ref)
    make.add(Assumption(round_id=made.id, ref="PA-1", title="A late settlement", text="It comes late.", position=1))
    make.published(made)
    return made


class Respondent:
    """Somebody at a browser, without an account."""

    def __init__(self, browser):
        self.browser, self.code = browser, ""

    def start(self):
        self.browser.submit(HERE)
        page = self.browser.get(f"{HERE}/sections").text
        found = re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){4}", page)
        self.code = found.group() if found else ""
        return self

    def says(self, place, **fields):
        return self.browser.submit(f"{HERE}/{place}", then="next", **fields)

    def is_called(self, name="Ann Example", **fields):
        given = {"name": name, "capacity": "individual", "nation": "England", "language": "en", "permission": "yes"}
        return self.browser.submit(f"{HERE}/about-you", then="next", **{**given, **fields})

    def sends(self):
        return self.browser.submit(f"{HERE}/check")

    def opens_it_for_changes(self):
        return self.browser.press(f"{HERE}/check", f"{HERE}/change")

    @property
    def response(self) -> Response:
        return db.session.query(Response).order_by(Response.id.desc()).first()


@pytest.fixture
def ann(browser, round_):
    """Ann has started a response."""
    return Respondent(browser).start()


@pytest.fixture
def ann_sent(ann):
    """Ann has sent a response that disagrees with CU-1."""
    ann.is_called()
    ann.says("CU-1", stance="disagree", comment="Keep the workshop.")
    ann.sends()
    return ann
