"""Pages where points are coded: from a point's own page, and quickly one after the other, like mail."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.addresses import number_in
from app.coding import lists, of_point, queries
from app.coding.blueprint import bp, for_coding, for_reading, seen_round
from app.coding.lists import Queue
from app.points import queries as points
from app.points.commands import mark_read
from app.web import ConfirmForm, commits


@bp.post("/rounds/<slug>/feedback/<int:point_id>/codes")
@commits
@for_coding
def save_codes(slug: str, point_id: int) -> ResponseReturnValue:
    """Save the themes of a point from its own page; what else was typed there is not saved by this button."""
    round_ = seen_round(slug)
    point = points.get(round_, point_id, seen_by=g.person)
    _tell(of_point.save(point, request.form.to_dict(), by=g.person) or "The themes are as they were.")
    mark_read([point.id], by=g.person)
    arguments: dict[str, Any] = {**request.args.to_dict(), "slug": slug, "point_id": point.id}
    return redirect(url_for("answers.point", **arguments), 303)


@bp.get("/rounds/<slug>/coding/points")
@for_reading
def points_to_code(slug: str) -> ResponseReturnValue:
    """Points with their themes: those not coded yet, those with one theme, or all."""
    round_ = seen_round(slug)
    queue, after = _queue(), number_in(request.args.get("after", ""))
    found = lists.page(round_, queue, after=after, seen_by=g.person)
    shown = found[: lists.PAGE]
    return render_template(
        "coding/points.html",
        round=round_,
        queue=queue,
        points=shown,
        number=lists.number_of(round_, queue, seen_by=g.person),
        more=shown[-1].id if len(found) > lists.PAGE else None,
        codes=lists.themes_of(shown, seen_by=g.person),
        themes=queries.in_order(round_.id),
    )


@bp.route("/rounds/<slug>/coding/points/<int:point_id>", methods=["GET", "POST"])
@commits
@for_coding
def code_point(slug: str, point_id: int) -> ResponseReturnValue:
    """One point and its themes, and on to the next. Saving it says that one has read it."""
    round_ = seen_round(slug)
    point = points.get(round_, point_id, seen_by=g.person)
    queue = _queue()
    coding = of_point.of(point, seen_by=g.person)
    if coding.blind:
        number, position = coding.blind
        return redirect(url_for(".code_blind", slug=slug, number=number, position=position), 303)
    before, after = lists.beside(round_, queue, point, seen_by=g.person)
    if request.method == "POST":
        said = of_point.save(point, request.form.to_dict(), by=g.person)
        if said.startswith(("Themes saved", "Somebody else", "The themes were not")):
            _tell(said)
        if not said.startswith(("Somebody else", "The themes were not")):
            mark_read([point.id], by=g.person)
            return redirect(_onward(slug, queue, after), 303)
        coding = of_point.of(point, seen_by=g.person)
    return render_template(
        "coding/code_point.html",
        round=round_,
        point=point,
        queue=queue,
        coding=coding,
        form=ConfirmForm(),
        before=before,
        after=after,
        left=lists.number_of(round_, queue, seen_by=g.person),
    )


def _onward(slug: str, queue: Queue, after: int | None) -> str:
    if after is None:
        return url_for(".points_to_code", slug=slug, **queue.as_arguments())
    return url_for(".code_point", slug=slug, point_id=after, **queue.as_arguments())


def _queue() -> Queue:
    show = request.args.get("show", "")
    theme = number_in(request.args.get("theme", ""))
    return Queue(show if show == "all" else "uncoded", theme)


def _tell(said: str) -> None:
    is_saved = said.startswith(("Themes saved", "The themes are as they were"))
    flash(said, "message" if is_saved else "problem")
