"""Pages of a team ask the database for little, however many colleagues there are and however much was said."""

import pytest

from app.extensions import db
from tests import make
from tests.responses.conftest import HERE
from tests.responses.test_cost import asked  # noqa: F401 - a fixture
from tests.rooms.conftest import TEAM, Member, link_of, someone
from workflows.roles import Role

PAGES = [
    *(f"{TEAM}{page}" for page in ("", "/history", "/remarks", "/certifier")),
    *(f"{HERE}/{page}" for page in ("sections/custodial", "CU-1", "CU-2", "CU-1/history", "CU-1/remarks", "about-you")),
    *(f"{HERE}/{page}" for page in ("check", "word")),
]
MOST = 8


@pytest.fixture
def busy(app, ann):
    """A signed-in colleague of a provider in a room where much has happened."""
    ann.invites("Ned", "ned@durham.test")
    durham = make.provider(name="HMP Durham")
    ned = Member(app.test_client().as_(make.person(Role.PROVIDER_NEGOTIATOR, at=durham, name="Ned")))
    ned.joins(link_of(app, "ned@durham.test"), name="Ned")
    for name in ("Ben Okri", "Cara Diaz", "Dee Evans"):
        member = someone(app, ann, name)
        member.writes("CU-1", stance="agree", comment=name)
        member.browser.submit(f"{HERE}/CU-1/remarks", text=f"Hello from {name}")
        member.presses("finish")
    ned.presses("write")
    ned.keeps("CU-1", stance="disagree", comment="Typed")
    return ned


@pytest.mark.parametrize("page", PAGES)
def test_no_page_of_a_team_asks_more_than_eight_times(busy, asked, page):  # noqa: F811
    statements = asked()
    assert busy.browser.get(page).status_code == 200
    assert len(statements) <= MOST, [statement[:90] for statement in statements]


def test_a_sign_of_life_is_a_handful_of_questions(busy, asked):  # noqa: F811
    token = busy.browser._token()
    statements = asked()
    busy.browser.post(f"{HERE}/CU-1/keep", data={"csrf_token": token, "comment": "More", "seen": ""})
    assert len(statements) <= 12, [statement[:90] for statement in statements]
    db.session.rollback()
