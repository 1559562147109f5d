"""Pages for everyone: how a round works, and what the law wants said about the service itself."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from app.languages.content import called, contact_of
from app.rounds import queries as rounds
from app.web import public

bp = Blueprint("help", __name__, url_prefix="/help")


@bp.get("")
@public
def index() -> ResponseReturnValue:
    """How a round works and how to take part."""
    return render_template("help/index.html")


@bp.get("/other-ways")
@public
def other_ways() -> ResponseReturnValue:
    """How to respond without the web, and whom to ask for other formats."""
    return render_template("help/other_ways.html", rounds=_with_contact())


@bp.get("/privacy")
@public
def privacy() -> ResponseReturnValue:
    """What is kept about people, why, for how long, and their rights."""
    return render_template("help/privacy.html", rounds=_with_contact())


@bp.get("/cookies")
@public
def cookies() -> ResponseReturnValue:
    """The one cookie."""
    return render_template("help/cookies.html")


@bp.get("/accessibility")
@public
def accessibility() -> ResponseReturnValue:
    """How accessible the service is, how that is known, and where to complain."""
    return render_template("help/accessibility.html", rounds=_with_contact())


def _with_contact() -> list[tuple[str, dict[str, object]]]:
    """The rounds that say whom to write to, the newest first."""
    return [(called(round_), contact_of(round_)) for round_ in rounds.every() if round_.contact]
