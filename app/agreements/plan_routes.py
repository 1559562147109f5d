"""Plan an action for an exception of an agreement; the commissioner then agrees to it on the action's own page."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from app.agreements import commands, queries
from app.agreements.blueprint import bp
from app.agreements.forms import PlanForm
from app.agreements.steps import take
from app.web import commits, for_parts
from workflows.roles import Role


@bp.route("/agreements/<slug>/<code>/actions/add", methods=["GET", "POST"])
@commits
@for_parts(Role.COMMISSIONER_NEGOTIATOR, Role.PROVIDER_NEGOTIATOR)
def plan_action(slug: str, code: str) -> ResponseReturnValue:
    """Write down what will be done, by whom and by when, where a minimum is not met."""
    agreement = queries.get(slug, code, seen_by=g.person)
    form = PlanForm()
    done = "The action plan is saved. An exception can name it once the commissioner has agreed to it."
    if gone := take(
        agreement, "plan_action", form, lambda: commands.plan_action(agreement, **form.said(), by=g.person), done=done
    ):
        return gone
    return render_template("agreements/plan_action.html", agreement=agreement, form=form)
