"""A round that was answered: themes, answers, a refusal that many share, and the people who report on it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.answers import commands as answers
from app.extensions import db
from app.models import Campaign, Point, PointTheme, Theme
from app.reports import commands, queries
from tests import make
from tests.published.conftest import close, respond, words
from workflows.roles import Role
from workflows.round import RoundState

STAFF = "/rounds/2012-13/feedback/report"
PUBLIC = "/rounds/2012-13/response-report"
__all__ = ["PUBLIC", "STAFF", "words"]


@pytest.fixture
def round_(app):
    made = make.round_(
        RoundState.CONSULTING,
        introduction="What is bought, and why.",
        contact={"team": "Commissioning team", "email": "team@example.test", "address": "1 High Street"},
    )
    for ref in ("CU-1", "CU-2"):
        make.intention(made, ref)
    make.published(made)
    return made


@pytest.fixture
def analyst(round_):
    return make.person(Role.ANALYST, name="Ada Analyst")


@pytest.fixture
def manager(round_):
    return make.person(Role.ROUND_MANAGER, name="Mo Manager")


@pytest.fixture
def director(round_):
    return make.person(Role.COMMISSIONER_SIGNATORY, name="Di Director")


@pytest.fixture
def closed(round_, analyst, manager):
    """Seven ask to keep the workshop, and it is refused; one organisation asks for a word, and gets it."""
    for number in range(6):
        respond(round_, {"CU-1": ("disagree", f"Keep the workshop open, number {number}. It teaches a trade.")},
                name=f"Person {number}")  # fmt: skip
    respond(round_, {"CU-1": ("disagree", "Keep the workshop, says Nola Name, for it is good.")}, name="Nola Name",
            permission="without my name")  # fmt: skip
    respond(round_, {"CU-2": ("agree", "Say “weekly” rather than “often” in the text.")}, name="Mr Boss",
            capacity="organisation", organisation_name="Nacro", organisation_kind="voluntary body")  # fmt: skip
    respond(round_, {"CU-1": ("no view", ""), "CU-2": ("agree", "Hidden harpsichord.")}, name="No One", permission="no")
    close(round_)
    theme = make.add(Theme(round_id=round_.id, name="Workshops", definition="Work and training in workshops."))
    campaign = make.add(Campaign(round_id=round_.id, title="Keep it", text="Keep the workshop", found_at=make.NOON))
    for point in db.session.query(Point).order_by(Point.id):
        if point.place == "CU-1":
            db.session.add(PointTheme(point_id=point.id, theme_id=theme.id, at=make.NOON))
            point.campaign_id = campaign.id if "number" in point.text else None
    db.session.commit()
    return round_


@pytest.fixture
def answered(closed, analyst, manager):
    """Everything answered and released with the final edition."""
    for point in db.session.query(Point):
        given = {"disposition": "not accepted", "reason": "There is no room for it.", "change": ""}
        if "weekly" in point.text:
            given = {"disposition": "accepted", "reason": "It is clearer.", "change": "CU-2 now says weekly."}
        answers.answer(point, by=analyst, **given)
        answers.approve(point, by=manager)
    make.published(closed, "final")
    answers.release(closed, by=manager)
    db.session.commit()
    return closed


@pytest.fixture
def report(answered, analyst):
    made = commands.start(answered, by=analyst)
    db.session.commit()
    return made


def released(report, *, author, approver, by):
    """A report that went all the way."""
    commands.write(report, "introduction", "We asked {responses} people.", by=author)
    commands.approve(report, by=approver)
    version = commands.release(report, reason="First published.", by=by)
    db.session.commit()
    return version


def days_after_closing(number):
    make.move_clock(make.DATES["feedback_closes"] + timedelta(days=number))


def theme_key():
    return f"theme-{db.session.scalar(sa.select(Theme.id))}"


def from_campaign(report):
    """A point of the campaign, which may be quoted."""
    found = queries.quotable(report.round, theme_key(), seen_by=make.person(Role.ANALYST))
    return next(point for point in found if "trade" in point.text)
