"""One bulk change: its preview, applying it, how far it is, what came of it, and undoing it as a whole."""

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock, jobs
from app.bulk import built, commands, kinds, preview, queries, words
from app.bulk.blueprint import bp, for_changing, for_reading
from app.bulk.forms import ApplyForm
from app.models import BulkChange
from app.perform import choices
from app.presses import press
from app.timeline import queries as timelines
from app.web import commits
from workflows.bulk import BulkState, LineState


@bp.get("/rounds/<slug>/bulk/<int:bulk_id>")
@for_reading
def detail(slug: str, bulk_id: int) -> ResponseReturnValue:
    """A bulk change as it stands: what it would do, how far it is, or what it did."""
    bulk = queries.get(slug, bulk_id, seen_by=g.person)
    common = {
        "bulk": bulk,
        "round": bulk.round,
        "title": kinds.title_of(bulk),
        "own": bulk.prepared_by_id == g.person.id,
    }
    if bulk.state is BulkState.PREPARED:
        return _prepared(bulk, common)
    lines = built.lines_of(bulk.id, seen_by=g.person) if bulk.state is not BulkState.DISCARDED else []
    facts = queries.undo_facts(bulk, lines) if bulk.state is BulkState.APPLIED else {}
    return render_template(
        "bulk/detail.html",
        lines=lines,
        counts={state: sum(line.stands is state for line in lines) for state in LineState},
        stopped=bulk.state is BulkState.APPLYING and _has_stopped(bulk),
        choices=[one for one in choices(bulk, g.person, facts) if one.action == "undo"],
        entries=timelines.of(bulk, seen_by=g.person),
        chosen_by=words.chosen_by(bulk.asked),
        **common,
    )


def _prepared(bulk: BulkChange, common: dict[str, Any]) -> ResponseReturnValue:
    shown = preview.of(bulk, by=g.person, today=clock.today())
    form = ApplyForm(data={"seen": shown.digest})
    facts = {"affected": len(shown.affected), "as_read": True}
    return render_template(
        "bulk/preview.html",
        shown=shown,
        form=form,
        summary=words.summary(bulk.kind, shown),
        chosen_by=words.chosen_by(bulk.asked),
        obstacles=[why for one in choices(bulk, g.person, facts) if one.action == "apply" for why in one.obstacles],
        again=_again(bulk),
        **common,
    )


def _again(bulk: BulkChange) -> str:
    """The address of the form, with the same agreements chosen."""
    term = {"term": bulk.standard_term.ref} if bulk.standard_term else {}
    values: dict[str, Any] = {**bulk.asked, **term, "slug": bulk.round.slug, "kind": bulk.kind.key}
    return url_for(".prepare", **values)


def _has_stopped(bulk: BulkChange) -> bool:
    progress = jobs.progress(commands.job_of(bulk))
    return progress is None or progress.state in ("failed", "done")


@bp.post("/rounds/<slug>/bulk/<int:bulk_id>/apply")
@commits
@for_changing
def apply(slug: str, bulk_id: int) -> ResponseReturnValue:
    """Have it done in the background."""
    bulk = queries.get(slug, bulk_id, seen_by=g.person)
    form = ApplyForm()
    if bulk.state is not BulkState.PREPARED:
        flash("That was applied the first time you pressed. It has not been done twice.")
        return _back(bulk)
    return press(_back(bulk), lambda: commands.apply(bulk, seen=form.seen.data, by=g.person), form=form)


@bp.post("/rounds/<slug>/bulk/<int:bulk_id>/discard")
@commits
@for_changing
def discard(slug: str, bulk_id: int) -> ResponseReturnValue:
    """Put it away."""
    bulk = queries.get(slug, bulk_id, seen_by=g.person)
    return press(_back(bulk), lambda: commands.discard(bulk, by=g.person), "It is discarded. Nothing was changed.")


@bp.post("/rounds/<slug>/bulk/<int:bulk_id>/go-on")
@commits
@for_changing
def go_on(slug: str, bulk_id: int) -> ResponseReturnValue:
    """Go on after a stop."""
    bulk = queries.get(slug, bulk_id, seen_by=g.person)
    return press(_back(bulk), lambda: commands.go_on(bulk, by=g.person), "It goes on where it stopped.")


@bp.post("/rounds/<slug>/bulk/<int:bulk_id>/undo")
@commits
@for_changing
def undo(slug: str, bulk_id: int) -> ResponseReturnValue:
    """Put everything back."""
    bulk = queries.get(slug, bulk_id, seen_by=g.person)
    if bulk.state is BulkState.UNDONE:
        flash("That was undone the first time you pressed.")
        return _back(bulk)
    return press(
        _back(bulk), lambda: commands.undo(bulk, by=g.person), "It is undone: everything stands as it did before."
    )


def _back(bulk: BulkChange) -> ResponseReturnValue:
    return redirect(url_for(".detail", slug=bulk.round.slug, bulk_id=bulk.id), 303)
