"""The first administrator, and what production refuses to start with."""

import pytest

from app import create_app
from app.extensions import db
from app.models import Base, OrganisationKind, Person
from app.people.demonstration import DOMAIN
from app.permissions import parts
from config import Misconfigured, for_tests
from tests import make
from workflows.roles import Role


def first(app, *words):
    return app.test_cli_runner().invoke(args=["people", "first-administrator", *words])


def test_the_first_administrator_is_let_in_from_the_command_line(app, browser):
    said = first(app, "Ada@example.test", "Ada", "--organisation", "The Agency").output
    ada = db.session.query(Person).one()
    assert parts(ada) == {Role.ADMINISTRATOR}
    assert (ada.organisation.name, ada.organisation.kind) == ("The Agency", OrganisationKind.COMMISSIONER)
    link = said.strip().splitlines()[-1].removeprefix("http://localhost")
    assert browser.submit(link, password="three other words").location == "/sign-in"


def test_there_is_only_one_first(app):
    make.person(Role.ADMINISTRATOR)
    said = first(app, "eve@example.test", "Eve")
    assert said.exit_code == 1
    assert "has an administrator already" in said.output
    assert not db.session.query(Person).filter_by(email="eve@example.test").count()


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'production.sqlite'}"


def start(url, *, rehearsal):
    return create_app(for_tests(url, rehearsal=rehearsal))


def test_production_starts_with_an_empty_database(url):
    start(url, rehearsal=False)


def test_production_refuses_to_start_with_the_demonstration_s_people(url):
    demonstration = start(url, rehearsal=True)
    with demonstration.app_context():
        Base.metadata.create_all(db.engine)
        make.person(email=f"ada@{DOMAIN}")
        db.session.remove()
        db.engine.dispose()

    with pytest.raises(Misconfigured, match="the demonstration's people"):
        start(url, rehearsal=False)
    start(url, rehearsal=True)
