"""A team: Ann started a response and opened its room; Ben and Cara came in by their personal links."""

import re

import pytest

from app.extensions import db
from app.models import Colleague, Letter, Room
from tests.responses.conftest import HERE, Respondent, round_  # noqa: F401 - a fixture
from tests.work import do_jobs

TEAM = f"{HERE}/team"


class Member(Respondent):
    """Somebody at a browser of their own, who works on the response."""

    def opens_the_room(self, name="Ann Example", email="ann@example.test"):
        self.browser.submit(f"{TEAM}/open", name=name, email=email)
        return self

    def invites(self, name, email):
        return self.browser.submit(f"{TEAM}/invite", name=name, email=email)

    def joins(self, link, **fields):
        return self.browser.submit(link, **fields)

    def sees(self, page=""):
        return " ".join(re.sub(r"<[^>]+>", " ", self.browser.get(f"{HERE}/{page}").text).split())

    def says(self, place, **fields):
        """Save an answer, from a page that was opened before anything was saved there meanwhile."""
        return self.browser.post(f"{HERE}/{place}", data={**self.form_of(place), "then": "next", **fields})

    def is_called(self, name="Ann Example", **fields):
        given = {"name": name, "capacity": "individual", "nation": "England", "language": "en", "permission": "yes"}
        return self.says("about-you", **{**given, **fields})

    def form_of(self, place) -> dict[str, str]:
        """What the form of a place carries unseen."""
        page = self.browser.get(f"{HERE}/{place}").text
        hidden = dict(re.findall(r'<input type="hidden" name="(seen|version)" value="([^"]*)"', page))
        return {"csrf_token": self.browser._token(), **hidden}

    def presses(self, what, key="custodial", place=""):
        """A button that stands on the page of a section."""
        return self.browser.post(
            f"{HERE}/sections/{key}/{what}", data={"csrf_token": self.browser._token(), "place": place}
        )

    def writes(self, place, key="custodial", **fields):
        self.presses("write", key)
        return self.says(place, **fields)

    def keeps(self, place, **fields):
        """What the page's script sends while one types."""
        return self.browser.post(f"{HERE}/{place}/keep", data={**self.form_of(place), **fields})


def link_of(app, email):
    """The personal link in the newest letter to this address."""
    do_jobs(app)
    letters = db.session.query(Letter).filter_by(to=email).order_by(Letter.id)
    return re.findall(r"/rounds/\S+/join/\S+", letters.all()[-1].body)[-1]


@pytest.fixture
def ann(app, browser, round_):  # noqa: F811
    return Member(browser).start().opens_the_room()


def someone(app, ann, name):
    email = f"{name.split()[0].lower()}@elsewhere.test"
    ann.invites(name, email)
    member = Member(app.test_client())
    member.joins(link_of(app, email), name=name)
    return member


@pytest.fixture
def ben(app, ann):
    return someone(app, ann, "Ben Okri")


@pytest.fixture
def cara(app, ann):
    return someone(app, ann, "Cara Diaz")


def room() -> Room:
    return db.session.query(Room).one()


def colleague(name) -> Colleague:
    return db.session.query(Colleague).filter_by(name=name).one()
