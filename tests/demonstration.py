"""The demonstration, loaded by the same commands as a person uses, for journeys and pictures."""

from collections.abc import Callable, Collection
from functools import cached_property
from typing import Any

from flask import Flask

from app import create_app, jobs
from app.demo import cast, negotiation, stages
from app.demo.files import THIS_YEAR
from app.extensions import db
from app.models import Agreement, Organisation, Round
from config import Settings, from_environment
from tests import shared

DURHAM, WALES = "hmp-durham", "wales-probation-trust"
SMALL = {DURHAM, WALES, "hmp-frankland"}
"""The two teams that can sign in, and one provider more: what a journey needs, in a tenth of the time."""


class Demonstration:
    """A database of its own with the round at one stage, ready to be served."""

    def __init__(self, database_url: str, stage: str, only: Collection[str] = SMALL) -> None:
        self.database_url = database_url
        shared.copy_of("-".join((stage, *sorted(only))), lambda url: load(url, stage, only), database_url)

    @cached_property
    def app(self) -> Flask:
        return create_app(_settings(self.database_url))

    def bring_to_signing(self, code: str = DURHAM) -> None:
        """Negotiate and approve one provider's agreement, so that each side can sign it."""
        self.bring_to(negotiation.Reach.APPROVED, code)

    def bring_to(self, reach: negotiation.Reach, code: str = DURHAM) -> None:
        """Negotiate one provider's agreement this far."""

        def play() -> None:
            mine = Organisation.code == code, Round.slug == THIS_YEAR
            agreement = db.session.query(Agreement).join(Organisation).join(Round).filter(*mine).one()
            team, start = negotiation.Team(agreement, cast.find("director")), negotiation.stands_at(agreement)
            for step in negotiation.Reach:
                if start < step <= reach:
                    team.make(step)
            db.session.commit()

        self.here(play)

    def here(self, do: Callable[[], Any]) -> Any:
        """Do something on this database, and leave no connection open."""
        return _here(self.app, do)


def application(database_url: str) -> Flask:
    """The application as a rehearsal serves it, with every table made."""
    app = create_app(_settings(database_url))
    _here(app, lambda: (db.create_all(), jobs.create_tables(database_url)))
    return app


def load(database_url: str, stage: str, only: Collection[str]) -> None:
    """Make the tables, and play the round up to this stage."""
    _here(application(database_url), lambda: stages.load(stage, lambda _words: None, only))


def _here(app: Flask, do: Callable[[], Any]) -> Any:
    with app.app_context():
        try:
            return do()
        finally:
            db.session.remove()
            db.engine.dispose()


def _settings(database_url: str) -> Settings:
    return from_environment({"REHEARSAL": "1", "DATABASE_URL": database_url})


def sign_in_of(key: str) -> tuple[str, str]:
    """The address and the password of someone of the cast, as `flask demo people` prints them."""
    return cast.address(key), cast.PASSWORD
