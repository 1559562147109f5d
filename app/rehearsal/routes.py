"""The page of the rehearsal's clock. Production has neither."""

from datetime import datetime

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.perform import ensure
from app.rehearsal import commands, queries
from app.rehearsal.forms import A_DATE, ClockForm
from app.timeline import queries as timeline
from app.web import commits, for_parts
from app.wording import moment
from workflows.engine import Refused
from workflows.roles import Role

bp = Blueprint("rehearsal", __name__, url_prefix="/rehearsal")


@bp.route("/clock", methods=["GET", "POST"])
@commits
@for_parts(Role.ADMINISTRATOR)
def move() -> ResponseReturnValue:
    """Move the clock to a moment that matters, or to a day; time then makes its moves."""
    ensure(commands.Clock(), "move", g.person)
    stops = queries.stops()
    form = ClockForm()
    form.offer(stops)
    if form.submitted():
        try:
            done = commands.move(_moment(form, stops), by=g.person)
        except Refused as refusal:
            (form.day if form.to.data == A_DATE else form.to).errors = list(refusal.reasons)
        else:
            flash(f"The clock stands at {moment(clock.now())}. {_made(done)}")
            return redirect(url_for(".move"))
    return render_template(
        "rehearsal/clock.html", form=form, now=clock.now(), entries=timeline.of(commands.Clock(), seen_by=g.person)
    )


def _moment(form: ClockForm, stops: list[queries.Stop]) -> datetime:
    if form.to.data == A_DATE and form.day.data:
        return queries.morning(form.day.data)
    return next(stop.at for stop in stops if stop.key == form.to.data)


def _made(done: list[str]) -> str:
    if not done:
        return "Time had nothing to do on the way."
    shown = "; ".join(done[:5])
    return f"On the way: {shown}{f'; and {len(done) - 5} more' if len(done) > 5 else ''}."
