"""Pages where many points are answered, approved, given to somebody or waived in one act."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from app import jobs
from app.addresses import number_in
from app.answers import batches, choosing, commands, preview, templates, workers
from app.answers.batch_forms import NAMED, AnswerManyForm, ApplyForm, AssignManyForm, WaiveManyForm
from app.answers.blueprint import bp, seen_round
from app.models import PointBatch, Round
from app.perform import choices
from app.permissions import SEES_RESPONSES
from app.presses import press
from app.timeline import queries as timelines
from app.web import BaseForm, ConfirmForm, commits, for_parts
from workflows.bulk import LineState
from workflows.point import APPROVERS
from workflows.point_batch import BatchKind, BatchState

ACTS = for_parts(*APPROVERS)


@bp.get("/rounds/<slug>/feedback/together")
@ACTS
def together(slug: str) -> ResponseReturnValue:
    """What can be done to the points that were chosen."""
    round_ = seen_round(slug)
    chosen = choosing.read(request.args)
    return render_template(
        "answers/together.html",
        round=round_,
        chosen=chosen,
        chosen_by=choosing.in_words(round_, chosen),
        arguments=choosing.as_arguments(chosen),
        kinds=batches.allowed(g.person, round_),
        templates=templates.of(round_),
        titles=batches.TITLES,
    )


@bp.route("/rounds/<slug>/feedback/together/<doing>", methods=["GET", "POST"])
@commits
@ACTS
def prepare(slug: str, doing: str) -> ResponseReturnValue:
    """Say what is to be done to them; the preview follows, and nothing changes before it is applied."""
    round_ = seen_round(slug)
    wanted = next((each for each in batches.allowed(g.person, round_) if each == doing), None)
    chosen = choosing.read(request.args)
    if wanted is None:
        raise NoResultFound
    if not chosen:
        return redirect(url_for("answers.together", slug=slug), 303)
    form = _form(round_, wanted)
    if form.submitted():
        batch = batches.prepare(round_, wanted, chosen=chosen, given=_given(wanted, form), by=g.person)
        return redirect(url_for("answers.batch", slug=slug, batch_id=batch.id), 303)
    return render_template(
        "answers/prepare.html",
        round=round_,
        form=form,
        kind=wanted,
        title=batches.TITLES[wanted],
        chosen_by=choosing.in_words(round_, chosen),
        back=url_for("answers.together", slug=slug, **choosing.as_arguments(chosen)),
        named=NAMED,
        signed_as=commands.signed_as(g.person),
    )


def _form(round_: Round, kind: BatchKind) -> BaseForm:
    if kind is BatchKind.ASSIGN:
        form = AssignManyForm()
        form.to.offer([("", "Nobody"), *((each.id, each.name) for each in workers.analysts(round_))])
        return form
    if kind is not BatchKind.ANSWER:
        return WaiveManyForm() if kind is BatchKind.WAIVE else ConfirmForm()
    answer = AnswerManyForm()
    key = request.args.get("template", "")
    if request.method == "GET" and key.isdecimal():
        template = templates.get(round_, number_in(key))
        answer.disposition.data, answer.reason.data = template.disposition, template.reason
        answer.change.data = template.change
        welsh = template.welsh or {}
        answer.reason_in_welsh.data, answer.change_in_welsh.data = welsh.get("reason", ""), welsh.get("change", "")
    return answer


def _given(kind: BatchKind, form: Any) -> dict[str, Any]:
    match kind:
        case BatchKind.ANSWER:
            words = {name: form[name].data or "" for name in ("disposition", "reason", "change")}
            return {**words, "welsh": form.in_welsh(), "replace_drafts": bool(form.replace_drafts.data)}
        case BatchKind.ASSIGN:
            return {"to": int(form.to.data) if form.to.data else None}
        case BatchKind.WAIVE:
            return {"reason": form.reason.data, "welsh": form.reason_in_welsh.data or ""}
        case BatchKind.APPROVE:
            return {}


@bp.get("/rounds/<slug>/feedback/batches")
@for_parts(*SEES_RESPONSES)
def batches_of_round(slug: str) -> ResponseReturnValue:
    """What was done to many points at once."""
    round_ = seen_round(slug)
    return render_template(
        "answers/batches.html", round=round_, batches=batches.of_round(round_), titles=batches.TITLES
    )


@bp.get("/rounds/<slug>/feedback/batches/<int:batch_id>")
@for_parts(*SEES_RESPONSES)
def batch(slug: str, batch_id: int) -> ResponseReturnValue:
    """What it would do, how far it is, or what it did."""
    round_ = seen_round(slug)
    found = batches.get(round_, batch_id)
    shared = {
        "batch": found,
        "round": round_,
        "title": batches.TITLES[found.kind],
        "own": found.prepared_by_id == g.person.id,
        "chosen_by": choosing.in_words(round_, found.chosen),
    }
    if found.state is BatchState.PREPARED:
        return _preview(found, shared)
    counts = batches.counts(found.id)
    return render_template(
        "answers/batch.html",
        counts={state: counts.get(state, 0) for state in LineState},
        total=sum(counts.values()),
        left=batches.left_as_they_are(found.id),
        stopped=found.state in (BatchState.APPLYING, BatchState.UNDOING) and _has_stopped(found),
        choices=[one for one in choices(found, g.person) if one.action == "undo"],
        entries=timelines.of(found, seen_by=g.person),
        **shared,
    )


def _preview(found: PointBatch, shared: dict[str, Any]) -> ResponseReturnValue:
    shown = preview.of(found, by=found.prepared_by)
    form = ApplyForm(data={"seen": shown.digest})
    known = {"affected": shown.affected, "as_read": True}
    obstacles = [why for one in choices(found, g.person, known) if one.action == "apply" for why in one.obstacles]
    return render_template("answers/batch_preview.html", shown=shown, form=form, obstacles=obstacles, **shared)


def _has_stopped(found: PointBatch) -> bool:
    progress = jobs.progress(batches.job_of(found))
    return progress is None or progress.state in ("failed", "done")


@bp.post("/rounds/<slug>/feedback/batches/<int:batch_id>/apply")
@commits
@ACTS
def apply_batch(slug: str, batch_id: int) -> ResponseReturnValue:
    """Have it done in the background."""
    found = batches.get(seen_round(slug), batch_id)
    if found.state is not BatchState.PREPARED:
        flash("That was applied the first time you pressed. It has not been done twice.")
        return _back(found)
    form = ApplyForm()
    return press(_back(found), lambda: batches.apply(found, seen=form.seen.data or "", by=g.person), form=form)


@bp.post("/rounds/<slug>/feedback/batches/<int:batch_id>/discard")
@commits
@ACTS
def discard_batch(slug: str, batch_id: int) -> ResponseReturnValue:
    """Put it away."""
    found = batches.get(seen_round(slug), batch_id)
    return press(_back(found), lambda: batches.discard(found, by=g.person), "It is discarded. Nothing was changed.")


@bp.post("/rounds/<slug>/feedback/batches/<int:batch_id>/go-on")
@commits
@ACTS
def go_on_with_batch(slug: str, batch_id: int) -> ResponseReturnValue:
    """Go on after a stop."""
    found = batches.get(seen_round(slug), batch_id)
    return press(_back(found), lambda: batches.go_on(found, by=g.person), "It goes on where it stopped.")


@bp.post("/rounds/<slug>/feedback/batches/<int:batch_id>/undo")
@commits
@ACTS
def undo_batch(slug: str, batch_id: int) -> ResponseReturnValue:
    """Put everything back."""
    found = batches.get(seen_round(slug), batch_id)
    if found.state in (BatchState.UNDOING, BatchState.UNDONE):
        flash("That was undone the first time you pressed.")
        return _back(found)
    return press(_back(found), lambda: batches.undo(found, by=g.person), "It is being undone.")


def _back(found: PointBatch) -> ResponseReturnValue:
    return redirect(url_for("answers.batch", slug=found.round.slug, batch_id=found.id), 303)
