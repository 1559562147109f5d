"""What is done about one answer: approved, sent back, given to somebody; and when all of them come out."""

from datetime import datetime
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.answers import commands, queries, releasing, workers
from app.answers.approval_forms import AssignForm, ReleaseForm, SendBackForm
from app.answers.blueprint import bp, seen_round
from app.models import Point, Round
from app.perform import ensure
from app.web import commits, for_parts, pressed
from app.wording import moment
from workflows.deadline import LONDON
from workflows.engine import Refused
from workflows.point import APPROVERS, PointState
from workflows.roles import Role

ASSIGN = (Role.ANALYST, Role.ROUND_MANAGER)


@bp.post("/rounds/<slug>/feedback/<int:point_id>/approve")
@commits
@for_parts(*APPROVERS)
def approve(slug: str, point_id: int) -> ResponseReturnValue:
    """Agree that this is the answer."""
    point = _point(slug, point_id)
    if point.state in (PointState.APPROVED, PointState.RELEASED):
        flash("That answer was approved already.")
        return _back(point)
    ensure(point, "approve", g.person)
    seen = request.args.get("seen", "")
    pressed(lambda: commands.approve(point, seen=seen, by=g.person), f"The answer to {point.place} is approved.")
    return _back(point)


@bp.route("/rounds/<slug>/feedback/<int:point_id>/send-back", methods=["GET", "POST"])
@commits
@for_parts(*APPROVERS)
def send_back(slug: str, point_id: int) -> ResponseReturnValue:
    """Give an answer back to its author, with the reason."""
    point = _point(slug, point_id)
    if point.state is PointState.UNANSWERED and point.sent_back:
        return _back(point)
    ensure(point, "send_back", g.person)
    form = SendBackForm(obj=point)
    if form.submitted() and form.is_of(point):
        commands.send_back(point, reason=form.reason.data or "", by=g.person)
        flash(f"The answer to {point.place} is sent back. Its author sees the reason under “Your work”.")
        return _back(point)
    if request.method == "GET":
        form.reason.data = ""
    return render_template("answers/send_back.html", round=point.round, point=point, form=form)


@bp.route("/rounds/<slug>/feedback/<int:point_id>/assign", methods=["GET", "POST"])
@commits
@for_parts(*ASSIGN)
def assign_point(slug: str, point_id: int) -> ResponseReturnValue:
    """Say who answers a point."""
    point = _point(slug, point_id)
    ensure(point, "assign_point", g.person)
    people = workers.analysts(point.round)
    form = AssignForm()
    form.to.offer([("", "Nobody"), *((person.id, person.name) for person in people)])
    if form.submitted():
        to = next((person for person in people if str(person.id) == str(form.to.data)), None)
        commands.assign(point, to, by=g.person)
        flash(f"{point.place} is given to {to.name}." if to else f"{point.place} is given to nobody.")
        return _back(point)
    if request.method == "GET":
        form.to.data = str(point.assigned_to_id or "")
    return render_template("answers/assign_point.html", round=point.round, point=point, form=form)


def _point(slug: str, point_id: int) -> Point:
    return queries.get(seen_round(slug), point_id, seen_by=g.person)


def _back(point: Point) -> ResponseReturnValue:
    """To the point; or on to the list, narrowed as it was."""
    arguments: dict[str, Any] = {
        name: value for name, value in request.args.items() if name not in ("slug", "point_id", "seen")
    }
    return redirect(url_for("answers.point", slug=point.round.slug, point_id=point.id, **arguments), 303)


@bp.route("/rounds/<slug>/feedback/release-moment", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def plan_release(slug: str) -> ResponseReturnValue:
    """Say at which moment the answers come out together."""
    round_ = seen_round(slug)
    ensure(round_, "plan_release", g.person)
    standing = releasing.planned(round_)
    at = standing.planned_for if standing else None
    form = _release_form(round_, at)
    if form.submitted() and _is_as_seen(form, at):
        try:
            commands.plan_release(round_, form.moment, by=g.person)
        except Refused as refused:
            form.day.errors = list(refused.reasons)
        else:
            flash(f"They come out on {moment(form.moment)}." if form.moment else "They have no moment of their own.")
            return redirect(url_for("answers.feedback", slug=slug), 303)
    return render_template("answers/plan_release.html", round=round_, form=form, at=at, final=round_.final_is_out)


def _release_form(round_: Round, at: datetime | None) -> ReleaseForm:
    local = at.astimezone(LONDON) if at else None
    shown: dict[str, Any] = {"when": "moment" if at else "final", "day": local.date() if local else None}
    shown |= {"time": f"{local:%H:%M}" if local else "", "seen": _seen(at)}
    form = ReleaseForm(data=shown)
    by_press = "At no set time: they wait until you release them"
    together = by_press if round_.final_is_out else "Together with the final edition"
    form.when.offer([("final", together), ("moment", "At a day and time that you set")])
    return form


def _is_as_seen(form: ReleaseForm, at: datetime | None) -> bool:
    """Whether the moment is still the one that the page showed; if not, it is said, and what was typed stays."""
    if form.seen.data == (_seen(at)):
        return True
    now = f"on {moment(at)}" if at else "at no set time"
    form.form_errors = [f"A colleague changed it meanwhile: they now come out {now}. Send yours again to replace it."]
    form.seen.data = _seen(at)
    return False


def _seen(at: datetime | None) -> int:
    """A moment as the form carries it: its minute, which has few enough digits."""
    return int(at.timestamp()) // 60 if at else 0
