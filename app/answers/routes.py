"""Pages where staff work through what was said, and answer it."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.answers import commands, forms, lists, queries, releasing
from app.answers.blueprint import bp, seen_round
from app.coding import of_point as coding
from app.models import Point, Round
from app.perform import Choice, choices, ensure
from app.permissions import ENTERS_RESPONSES, SEES_RESPONSES, parts, sees_responses
from app.points import queries as points
from app.points.commands import mark_read
from app.responses import queries as responses
from app.rounds import queries as rounds
from app.searching import queries as searching
from app.searching.filters import Search, from_arguments
from app.timeline import queries as timeline
from app.web import ConfirmForm, commits, for_parts, public
from app.wording import plural
from workflows.point import PointState
from workflows.roles import Role


@bp.get("/feedback")
@for_parts(*SEES_RESPONSES)
def index() -> ResponseReturnValue:
    """The rounds, each with what is left to answer."""
    seen = [round_ for round_ in rounds.every() if sees_responses(g.person, round_.id)]
    return render_template(
        "answers/index.html",
        rounds=seen,
        counts=queries.counts_by_round(seen),
        may_enter=ENTERS_RESPONSES & parts(g.person),
    )


@bp.post("/rounds/<slug>/feedback/release")
@commits
@for_parts(Role.ROUND_MANAGER)
def release(slug: str) -> ResponseReturnValue:
    """Release answers that were written after the final edition."""
    round_ = seen_round(slug)
    ensure(round_, "release_answers", g.person)
    waiting = queries.counts_by_state(round_, seen_by=g.person).get(PointState.APPROVED, 0)
    if ConfirmForm().validate() and waiting:
        number = commands.release_answers(round_, by=g.person)
        flash(
            f"{plural(number, 'answer')} released for everyone to read."
            if number <= releasing.AT_ONCE
            else f"{plural(number, 'answer')} are being released. All can be read when the last is."
        )
    return redirect(url_for(".feedback", slug=slug), 303)


@bp.get("/rounds/<slug>/answers")
@public
def answers(slug: str) -> ResponseReturnValue:
    """For everyone, once the final edition is out: what was said in each place, and what was decided."""
    round_ = rounds.get(slug)
    about, after = request.args.get("about", "")[:20], request.args.get("after", "")
    if about:
        one = queries.summary_for(round_, about, after=int(after) if after.isdecimal() and len(after) < 10 else 0)
        found = {about: one} if one else {}
    else:
        found = queries.summaries(round_)
    return render_template(
        "answers/answers.html", round=round_, sections=lists.told(round_, found), found=found, about=about
    )


@bp.route("/rounds/<slug>/feedback/<int:point_id>", methods=["GET", "POST"])
@commits
@for_parts(*SEES_RESPONSES)
def point(slug: str, point_id: int) -> ResponseReturnValue:
    """One point, its answer beside it, and the way to the next."""
    round_ = seen_round(slug)
    found = queries.get(round_, point_id, seen_by=g.person)
    form = forms.AnswerForm(obj=found)
    if request.method == "POST":
        ensure(found, "answer", g.person)
    if form.submitted() and (_is_unchanged(form, found) or form.is_of(found)):
        _answer(found, form)
        _code(found)
        mark_read([found.id], by=g.person)
        return redirect(_onward(round_, found), 303)
    return _point_page(round_, found, form)


def _answer(point: Point, form: forms.AnswerForm) -> None:
    """Save the answer, unless it is the one that stands: a second press of the button."""
    if point.state in (PointState.ANSWERED, PointState.APPROVED) and _is_unchanged(form, point):
        return
    disposition, reason, change = form.disposition.data, form.reason.data or "", form.change.data or ""
    commands.answer(point, disposition=disposition, reason=reason, change=change, by=g.person)
    flash(f"Answer to {point.place} saved. Nobody outside sees it until all answers are released.")


def _code(point: Point) -> None:
    """Save the themes that were ticked beside the answer."""
    said = coding.save(point, request.form.to_dict(), by=g.person)
    if said:
        flash(said, "message" if said.startswith("Themes saved") else "problem")


def _is_unchanged(form: forms.AnswerForm, point: Point) -> bool:
    saved = (point.disposition, point.reason, point.change)
    return saved == (form.disposition.data, form.reason.data or "", form.change.data or "")


def _onward(round_: Round, point: Point) -> str:
    """To the next point of the list that is being worked through, or back to this one."""
    arguments: dict[str, Any] = {**_filters().as_arguments(), "slug": round_.slug}
    if request.form.get("then") != "next":
        return url_for("answers.point", point_id=point.id, **arguments)
    following = searching.around(round_, _filters(), point, seen_by=g.person).following
    if following is None:
        return url_for("answers.feedback", **arguments)
    return url_for("answers.point", point_id=following, **arguments)


def _point_page(round_: Round, point: Point, form: forms.AnswerForm) -> ResponseReturnValue:
    asked = responses.asked(round_)
    possible = {choice.action: choice.obstacles for choice in choices(point, g.person)}
    return render_template(
        "answers/point.html",
        round=round_,
        point=point,
        form=form if "answer" in possible else None,
        seen=commands.mark_of(point),
        may_waive="waive" in possible,
        may_tie="tie" in possible,
        tied=point.links,
        approving=[Choice(action, possible[action]) for action in ("approve", "send_back") if action in possible],
        may_assign="assign_point" in possible,
        around=searching.around(round_, _filters(), point, seen_by=g.person),
        filters=_filters(),
        asked=asked.by_ref.get(point.place),
        names=dict(asked.characteristics),
        hints=forms.HINTS,
        possible=possible,
        origin=points.around(point, seen_by=g.person),
        coding=coding.of(point, seen_by=g.person),
        timeline=timeline.of(point, seen_by=g.person),
    )


@bp.route("/rounds/<slug>/feedback/<int:point_id>/waive", methods=["GET", "POST"])
@commits
@for_parts(Role.COMMISSIONER_SIGNATORY)
def waive(slug: str, point_id: int) -> ResponseReturnValue:
    """Let the final edition go out without an answer to this point."""
    round_ = seen_round(slug)
    found = queries.get(round_, point_id, seen_by=g.person)
    back = url_for("answers.point", slug=slug, point_id=found.id)
    if found.state is PointState.WAIVED:
        return redirect(back, 303)
    ensure(found, "waive", g.person)
    form = forms.WaiveForm(obj=found)
    if form.submitted() and form.is_of(found):
        welsh = form.reason_in_welsh.data or ""
        commands.waive(found, reason=form.reason.data or "", welsh=welsh, by=g.person)
        flash(f"{found.place} waived: the final edition can go out without an answer to it.")
        return redirect(back, 303)
    if request.method == "GET":
        form.reason.data = ""
    return render_template(
        "answers/waive.html", round=round_, point=found, form=form, signed_as=commands.signed_as(g.person)
    )


def _filters() -> Search:
    """What the list is narrowed to, as the address says."""
    return from_arguments(request.args)
