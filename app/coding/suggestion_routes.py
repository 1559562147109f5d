"""Pages of what this machine suggests: asking for it, confirming and dismissing it, one by one and many at once."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.coding import codes, lists, queries, suggesting
from app.coding.blueprint import bp, for_coding, seen_round
from app.coding.forms import DecideForm
from app.extensions import db
from app.models import Point, Round, SimilarPoint, Theme, Verdict
from app.perform import ensure
from app.points import queries as points
from app.web import ConfirmForm, commits, in_time
from app.wording import plural
from workflows.engine import WorkflowError


@bp.post("/rounds/<slug>/coding/suggestions/look")
@commits
@for_coding
def look_for_suggestions(slug: str) -> ResponseReturnValue:
    """Have suggestions looked for in the background."""
    round_ = seen_round(slug)
    if in_time():
        suggesting.ask(round_, by=g.person)
    return redirect(url_for(".suggestions", slug=slug), 303)


@bp.get("/rounds/<slug>/coding/suggestions")
@for_coding
def suggestions(slug: str) -> ResponseReturnValue:
    """What was found, theme by theme, and how far it is while it looks."""
    round_ = seen_round(slug)
    run = suggesting.newest(round_.id)
    return render_template(
        "coding/suggestions.html",
        round=round_,
        run=run,
        progress=suggesting.progress(run) if run else None,
        themes=[theme for theme in queries.in_order(round_.id) if theme.state == "in use"],
        waiting=queries.suggested(round_.id, seen_by=g.person),
    )


@bp.route("/rounds/<slug>/coding/themes/<int:theme_id>/suggestions", methods=["GET", "POST"])
@commits
@for_coding
def decide_suggestions(slug: str, theme_id: int) -> ResponseReturnValue:
    """The likeliest suggestions of a theme: tick, and confirm or dismiss."""
    round_ = seen_round(slug)
    theme = queries.get_theme(round_, theme_id)
    shown = lists.suggestions(theme, seen_by=g.person)
    form = DecideForm()
    form.points.offer([(one.point_id, str(one.point_id)) for one in shown])
    if request.method == "POST" and _are_decided(form):
        flash("Those were decided already, by you or by somebody else. What still waits is below.")
        return redirect(url_for(".decide_suggestions", slug=slug, theme_id=theme_id), 303)
    if form.submitted():
        ensure(round_, "add_theme", g.person)
        verdict = Verdict.DISMISSED if request.form.get("verdict") == "dismiss" else Verdict.CONFIRMED
        number = _decide(theme, form.points.data or [], verdict)
        done = "confirmed" if verdict is Verdict.CONFIRMED else "dismissed"
        flash(f"{plural(number, 'suggestion')} {done}.")
        return redirect(url_for(".decide_suggestions", slug=slug, theme_id=theme_id), 303)
    return render_template(
        "coding/decide.html",
        round=round_,
        theme=theme,
        form=form,
        shown=shown,
        points=lists.words_of(shown),
        number=lists.number_waiting(theme, seen_by=g.person),
        scores=SCORES,
    )


SCORES = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.0)
"""From which likeness on many are confirmed at once."""


def _are_decided(form: DecideForm) -> bool:
    known = {choice.value for choice in form.points.choices}
    return bool(form.points.data) and not {str(one) for one in form.points.data} & known


def _decide(theme: Theme, point_ids: list[int], verdict: Verdict) -> int:
    """Confirm or dismiss, point by point; one that has moved on meanwhile is left for its own page."""
    number = 0
    for point_id in point_ids:
        point = db.session.get_one(Point, point_id)
        if verdict is Verdict.DISMISSED:
            number += codes.decide(point_id, [theme.id], verdict, by=g.person)
            continue
        try:
            number += codes.add_theme(point, theme.id, by=g.person)
        except WorkflowError:
            continue
    return number


@bp.route("/rounds/<slug>/coding/themes/<int:theme_id>/suggestions/confirm", methods=["GET", "POST"])
@commits
@for_coding
def confirm_many(slug: str, theme_id: int) -> ResponseReturnValue:
    """See what would be confirmed from a likeness on, then confirm it."""
    round_ = seen_round(slug)
    theme = queries.get_theme(round_, theme_id)
    least = request.values.get("least", 1.0, type=float)
    form = ConfirmForm()
    if form.submitted():
        ensure(round_, "add_theme", g.person)
        return _confirm(round_, theme, least)
    found = lists.suggestions(theme, seen_by=g.person, least=least, most=lists.AT_ONCE)
    shown = [*found[:5], *found[-5:]] if len(found) > 10 else found
    return render_template(
        "coding/confirm_many.html",
        round=round_,
        theme=theme,
        form=form,
        least=least,
        number=lists.number_waiting(theme, seen_by=g.person, least=least),
        at_once=lists.AT_ONCE,
        shown=shown,
        points=lists.words_of(shown),
    )


def _confirm(round_: Round, theme: Theme, least: float) -> ResponseReturnValue:
    found = lists.suggestions(theme, seen_by=g.person, least=least, most=lists.AT_ONCE)
    number = _decide(theme, [one.point_id for one in found], Verdict.CONFIRMED)
    flash(f"{plural(number, 'suggestion')} confirmed: {theme.name} counts for them from now on.")
    return redirect(url_for(".decide_suggestions", slug=round_.slug, theme_id=theme.id), 303)


@bp.post("/rounds/<slug>/feedback/<int:point_id>/similar/<int:other_id>/<any(confirm, dismiss):verdict>")
@commits
@for_coding
def decide_similar(slug: str, point_id: int, other_id: int, verdict: str) -> ResponseReturnValue:
    """Say that two points say the same, or that they don't."""
    round_ = seen_round(slug)
    point = points.get(round_, point_id, seen_by=g.person)
    first, second = sorted((point.id, points.get(round_, other_id, seen_by=g.person).id))
    found = db.get_or_404(SimilarPoint, (first, second))
    if in_time():
        found.verdict = Verdict.CONFIRMED if verdict == "confirm" else Verdict.DISMISSED
        found.decided_by_id, found.decided_at = g.person.id, clock.now()
        flash("Kept: they say the same." if verdict == "confirm" else "Dismissed: it will not be suggested again.")
    return redirect(url_for("answers.point", slug=slug, point_id=point.id), 303)
