"""Pages where analysts split, merge and move points, see them in their comment, and mark what they have read."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.addresses import numbers_in
from app.models import Point, Round
from app.perform import ensure
from app.permissions import SEES_RESPONSES, roles_of, sees_responses
from app.points import commands, concerning, cutting, queries
from app.points.forms import ConcernForm, MergeForm, SplitForm
from app.points.making import is_in_open_sample
from app.responses import queries as responses
from app.rounds import queries as rounds
from app.web import commits, for_parts, in_time
from app.wording import plural
from workflows.engine import Refused
from workflows.roles import Role

bp = Blueprint("points", __name__)
for_sorting = for_parts(Role.ANALYST)
for_reading = for_parts(*SEES_RESPONSES)


def here(round_: Round, point: Point) -> str:
    return url_for("answers.point", slug=round_.slug, point_id=point.id)


@bp.route("/rounds/<slug>/feedback/<int:point_id>/split", methods=["GET", "POST"])
@commits
@for_sorting
def split(slug: str, point_id: int) -> ResponseReturnValue:
    """Choose where new points begin; suggestions are marked, and nothing is ticked unless one asks for it."""
    round_, point = _found(slug, point_id)
    ensure(point, "replace", g.person, in_open_sample=is_in_open_sample(point))
    if len(queries.around(point, seen_by=g.person).origins) > 1:
        raise Refused(commands.APART)
    several = len(cutting.pieces(point.text)) > 1
    finer = request.values.get("finer") == "yes" or not several
    pieces = cutting.pieces(point.text, finer=finer)
    ticked = [piece.begins for piece in pieces if piece.why] if request.args.get("suggested") == "yes" else []
    form = SplitForm(data={"at": ticked, "version": point.version})
    form.at.offer([(piece.begins, piece.text) for piece in pieces[1:]])
    if form.submitted() and form.is_of(point):
        made = commands.split(point, at=form.at.data or [], by=g.person)
        flash(f"Split into {plural(len(made), 'point')}. While none is answered, you can put them together again.")
        return redirect(here(round_, made[0]), 303)
    return render_template(
        "points/split.html", round=round_, point=point, form=form, pieces=pieces, finer=finer, several=several
    )


@bp.post("/rounds/<slug>/feedback/<int:point_id>/put-together")
@commits
@for_sorting
def put_together(slug: str, point_id: int) -> ResponseReturnValue:
    """Undo a split."""
    round_, point = _found(slug, point_id)
    return _press(round_, point, lambda: commands.put_together(point, by=g.person), "They are one point again.")


@bp.post("/rounds/<slug>/feedback/<int:point_id>/take-apart")
@commits
@for_sorting
def take_apart(slug: str, point_id: int) -> ResponseReturnValue:
    """Undo a merge."""
    round_, point = _found(slug, point_id)
    return _press(
        round_, point, lambda: commands.take_apart(point, by=g.person)[0], "Each is a point of its own again."
    )


def _press(round_: Round, point: Point, do: Callable[[], Point], said: str) -> ResponseReturnValue:
    """Do it and go to what was made. Pressed twice, it leads to where the first press led."""
    if not in_time():
        return redirect(here(round_, point), 303)
    made = do()
    flash(said)
    return redirect(here(round_, made), 303)


@bp.route("/rounds/<slug>/feedback/<int:point_id>/merge", methods=["GET", "POST"])
@commits
@for_sorting
def merge(slug: str, point_id: int) -> ResponseReturnValue:
    """Make one point of several of the same response."""
    round_, point = _found(slug, point_id)
    ensure(point, "replace", g.person, in_open_sample=is_in_open_sample(point))
    others = queries.others_of(point)
    form = MergeForm(data={"points": [], "version": point.version})
    form.points.offer([(one.id, one.text) for one in others])
    if form.submitted() and form.is_of(point):
        chosen = [one for one in others if one.id in (form.points.data or [])]
        made = commands.merge([point, *chosen], by=g.person)
        flash(f"{len(chosen) + 1} points merged. While it is not answered, you can take it apart again.")
        return redirect(here(round_, made), 303)
    return render_template("points/merge.html", round=round_, point=point, form=form, others=others)


@bp.route("/rounds/<slug>/feedback/<int:point_id>/concerns", methods=["GET", "POST"])
@commits
@for_parts(Role.ANALYST, Role.EQUALITY_LEAD)
def concern(slug: str, point_id: int) -> ResponseReturnValue:
    """Say where it is answered and what else it concerns."""
    round_, point = _found(slug, point_id)
    ensure(point, "concern", g.person)
    asked = responses.asked(round_)
    places = [(place.ref, f"{place.ref} {place.title}") for place in asked.by_ref.values()]
    form = ConcernForm(data={**_saved(point), "version": point.version})
    may_move = "relocate" in point.workflow.actions(point, roles_of(g.person, point))
    form.place.offer(places if may_move and point.place in asked.by_ref else [(point.place, point.place)])
    form.places.offer(places)
    form.characteristics.offer(asked.characteristics)
    if form.submitted() and _is_as_shown(form, point):
        _save(point, form)
        flash("Saved what it concerns.")
        return redirect(here(round_, point), 303)
    return render_template("points/concern.html", round=round_, point=point, form=form)


def _saved(point: Point) -> dict[str, object]:
    return {
        "place": point.place,
        "places": [one.place for one in point.concerns],
        "characteristics": point.characteristics,
        "adverse": point.adverse,
    }


def _is_as_shown(form: ConcernForm, point: Point) -> bool:
    """A second press of the button finds what the first saved, and that is no conflict."""
    typed = {name: form[name].data for name in _saved(point)}
    typed["places"] = [one for one in typed["places"] or [] if one != typed["place"]]
    return typed == _saved(point) or form.is_of(point)


def _save(point: Point, form: ConcernForm) -> None:
    """An equality lead says whom it concerns; where it is answered is for analysts to say."""
    if form.place.data != point.place:
        concerning.relocate(point, place=form.place.data, why=form.reason.data or "", by=g.person)
    concerning.concern(
        point,
        places=form.places.data or [],
        characteristics=form.characteristics.data or [],
        adverse=bool(form.adverse.data),
        by=g.person,
    )


@bp.get("/rounds/<slug>/feedback/<int:point_id>/context")
@for_reading
def context(slug: str, point_id: int) -> ResponseReturnValue:
    """The comment that a point was cut from, whole, with its own words marked."""
    round_, point = _found(slug, point_id)
    return render_template("points/context.html", round=round_, point=point, comments=queries.comment_of(point))


@bp.post("/rounds/<slug>/feedback/<int:point_id>/read")
@commits
@for_reading
def mark_read(slug: str, point_id: int) -> ResponseReturnValue:
    """Say that one has read it, and go on to the next that one has not."""
    round_, point = _found(slug, point_id)
    if not in_time():
        return redirect(here(round_, point), 303)
    commands.mark_read([point.id], by=g.person)
    following = queries.next_unread(round_, point, seen_by=g.person) if request.form.get("then") == "next" else None
    if request.form.get("then") == "next" and following is None:
        flash("You have read every point from here on.")
    return redirect(url_for("answers.point", slug=slug, point_id=following or point.id), 303)


@bp.post("/rounds/<slug>/feedback/read")
@commits
@for_reading
def mark_several_read(slug: str) -> ResponseReturnValue:
    """Say that one has read the points ticked in a list."""
    round_ = _seen_round(slug)
    wanted = numbers_in(request.form.getlist("point")[:500])
    if not wanted:
        flash("Tick the points that you have read, then press the button.", "problem")
    elif in_time():
        number = commands.mark_read(queries.ids_of(round_, wanted, seen_by=g.person), by=g.person)
        flash(f"{plural(number, 'point')} marked as read." if number else "You had marked them as read already.")
    arguments: dict[str, Any] = request.args.to_dict()
    return redirect(url_for("answers.feedback", **{**arguments, "slug": slug}), 303)


@bp.get("/rounds/<slug>/feedback/progress")
@for_reading
def progress(slug: str) -> ResponseReturnValue:
    """The share read, coded and answered: by anybody, and by each person."""
    round_ = _seen_round(slug)
    overall, people, total = queries.shares(round_)
    return render_template("points/progress.html", round=round_, overall=overall, people=people, total=total)


def _found(slug: str, point_id: int) -> tuple[Round, Point]:
    round_ = _seen_round(slug)
    return round_, queries.get(round_, point_id, seen_by=g.person)


def _seen_round(slug: str) -> Round:
    """The round, for those who see its responses; for everyone else its feedback does not exist."""
    round_ = rounds.get(slug)
    if not sees_responses(g.person, round_.id):
        raise NotFound
    return round_
