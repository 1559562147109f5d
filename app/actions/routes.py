"""Pages about action plans."""

from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.actions import commands, queries
from app.actions.forms import ActionForm, DropForm, FinishForm
from app.addresses import LARGEST
from app.equality.queries import working_round
from app.models import Action, ActionOrigin, Round
from app.perform import choices, ensure
from app.timeline import queries as timeline
from app.web import commits, for_both_sides, for_commissioner, pressed
from workflows.assessment import Limb

bp = Blueprint("actions", __name__)


@bp.get("/actions")
@for_both_sides
def index() -> ResponseReturnValue:
    """Every action one may see, those due first."""
    every = queries.every(seen_by=g.person)
    overdue = [action for action in every if queries.overdue(action, clock.today())]
    return render_template("actions/index.html", actions=every, overdue=overdue)


@bp.get("/actions/<int:action_id>")
@for_both_sides
def detail(action_id: int) -> ResponseReturnValue:
    """One action, and what can be done with it."""
    action = queries.get(action_id, seen_by=g.person)
    return render_template(
        "actions/detail.html",
        action=action,
        overdue=queries.overdue(action, clock.today()),
        choices=choices(action, g.person),
        entries=timeline.of(action, seen_by=g.person),
    )


@bp.route("/rounds/<slug>/actions/add", methods=["GET", "POST"])
@commits
@for_commissioner
def add(slug: str) -> ResponseReturnValue:
    """Plan an action of the equality assessment, often for one negative impact."""
    round_ = working_round(slug, seen_by=g.person)
    impact = queries.impact(round_, min(max(request.args.get("impact", 0, type=int), 0), LARGEST))
    ensure(Action(round_id=round_.id, origin="assessment", state="planned"), "edit", g.person)
    form = _form(round_, None, characteristic=impact.characteristic_id if impact else None)
    if form.submitted():
        action = commands.add(
            round_,
            origin=ActionOrigin.ASSESSMENT,
            by=g.person,
            impact_id=impact.id if impact else None,
            intention_id=impact.intention_id if impact else None,
            **_said(form),
        )
        flash(f"Action {action.ref} added to the plan.")
        return redirect(url_for("equality.overview", slug=slug))
    back = url_for("equality.overview", slug=slug)
    return render_template("actions/edit.html", form=form, title="Add an action", back=back, of_equality=True)


@bp.route("/actions/<int:action_id>/edit", methods=["GET", "POST"])
@commits
@for_both_sides
def edit(action_id: int) -> ResponseReturnValue:
    action = queries.get(action_id, seen_by=g.person)
    ensure(action, "edit", g.person)
    form = _form(action.round, action)
    if form.submitted() and form.is_of(action):
        commands.edit(action, by=g.person, **_said(form))
        flash(f"Action {action.ref} saved.")
        return redirect(url_for(".detail", action_id=action.id))
    back = url_for(".detail", action_id=action.id)
    return render_template(
        "actions/edit.html",
        form=form,
        title=f"Change action {action.ref}",
        back=back,
        of_equality=action.origin is ActionOrigin.ASSESSMENT,
    )


@bp.post("/actions/<int:action_id>/agree")
@commits
@for_commissioner
def agree(action_id: int) -> ResponseReturnValue:
    action = queries.get(action_id, seen_by=g.person)
    pressed(lambda: commands.agree(action, by=g.person), f"Action {action.ref} agreed.")
    return redirect(url_for(".detail", action_id=action.id))


@bp.post("/actions/<int:action_id>/start")
@commits
@for_both_sides
def start(action_id: int) -> ResponseReturnValue:
    action = queries.get(action_id, seen_by=g.person)
    pressed(lambda: commands.start(action, by=g.person), f"Action {action.ref} is under way.")
    return redirect(url_for(".detail", action_id=action.id))


@bp.route("/actions/<int:action_id>/finish", methods=["GET", "POST"])
@commits
@for_both_sides
def finish(action_id: int) -> ResponseReturnValue:
    """Close it, with its proof."""
    action = queries.get(action_id, seen_by=g.person)
    ensure(action, "finish", g.person)
    form = FinishForm()
    if form.submitted():
        commands.finish(action, proof=form.proof.data or "", by=g.person)
        flash(f"Action {action.ref} is done.")
        return redirect(url_for(".detail", action_id=action.id))
    return render_template(
        "actions/close.html", form=form, field=form.proof, action=action, title=f"Finish action {action.ref}"
    )


@bp.route("/actions/<int:action_id>/drop", methods=["GET", "POST"])
@commits
@for_commissioner
def drop(action_id: int) -> ResponseReturnValue:
    """Decide not to do it, and say why."""
    action = queries.get(action_id, seen_by=g.person)
    ensure(action, "drop", g.person)
    form = DropForm()
    if form.submitted():
        commands.drop(action, reason=form.reason.data or "", by=g.person)
        flash(f"Action {action.ref} is dropped, with your reason.")
        return redirect(url_for(".detail", action_id=action.id))
    return render_template(
        "actions/close.html", form=form, field=form.reason, action=action, title=f"Drop action {action.ref}"
    )


def _form(round_: Round, action: Action | None, characteristic: int | None = None) -> ActionForm:
    about = action.characteristic_id if action else characteristic
    start = {
        "characteristic": str(about) if about else None,
        "when": ("ongoing" if action.ongoing else "target") if action else None,
        "due_on": (action.review_on if action.ongoing else action.target_on) if action else None,
    }
    form = ActionForm(obj=action, **start) if action else ActionForm(**start)
    form.characteristic.offer((each.id, each.name) for each in round_.characteristics)
    return form


def _said(form: ActionForm) -> dict[str, Any]:
    ongoing = form.when.data == "ongoing"
    return {
        "text": form.text.data,
        "lead": form.lead.data,
        "success": form.success.data,
        "characteristic_id": int(form.characteristic.data) if form.characteristic.data else None,
        "limb": Limb(form.limb.data) if form.limb.data else None,
        "target_on": None if ongoing else form.due_on.data,
        "review_on": form.due_on.data if ongoing else None,
    }
