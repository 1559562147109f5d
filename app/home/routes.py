"""The first pages: the public one, and each person's own work."""

from flask import Blueprint, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock, permissions
from app.agreements import by_state
from app.home import queries
from app.rounds import queries as rounds
from app.rounds.glance import WITH_AGREEMENTS
from app.web import public, signed_in
from workflows.roles import COMMISSIONER_ROLES, Role

bp = Blueprint("home", __name__)
INSIDE = COMMISSIONER_ROLES | {Role.ADMINISTRATOR}
"""Those who read what others think, rather than being asked."""


@bp.get("/")
@public
def index() -> ResponseReturnValue:
    """What the service is for; those who have signed in go straight to their work."""
    if g.person is not None:
        return redirect(url_for(".work"))
    return render_template("home/index.html", rounds=rounds.every(), today=clock.today())


@bp.get("/work")
@signed_in
def work() -> ResponseReturnValue:
    """What waits for me, since when, by when; then the round at a glance."""
    current = rounds.current()
    return render_template(
        "home/work.html",
        items=queries.waiting_for(g.person, current),
        round=current,
        invited=not permissions.parts(g.person) & INSIDE,
        states=by_state.seen_by(g.person, current) if current and current.state in WITH_AGREEMENTS else [],
        today=clock.today(),
    )
