"""Pages about rounds."""

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from app.perform import choices
from app.rounds import queries
from app.web import public

bp = Blueprint("rounds", __name__, url_prefix="/rounds")


@bp.get("")
@public
def index() -> ResponseReturnValue:
    """Every round, the newest first."""
    return render_template("rounds/index.html", rounds=queries.every())


@bp.get("/<slug>")
@public
def detail(slug: str) -> ResponseReturnValue:
    """Where a round stands, what is next and what holds it up."""
    round_ = queries.get(slug)
    return render_template("rounds/detail.html", round=round_, choices=choices(round_, g.person))
