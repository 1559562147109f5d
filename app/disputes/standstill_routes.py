"""The page on which a round manager sets when terms that stand still are raised."""

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.disputes import standstill
from app.disputes.blueprint import bp
from app.fields import WholeNumberField
from app.perform import ensure
from app.rounds import queries as rounds
from app.seen import SeenField, is_as_shown, start
from app.web import BaseForm, commits, for_parts
from workflows.roles import Role

FIELDS = {
    "remind": "Remind both negotiators after",
    "tell_signatories": "Tell the signatories of both sides after",
    "suggest_issue_resolution": "Suggest issue resolution after",
}


class StandstillForm(BaseForm):
    """Working days for each step; an empty one is never raised."""

    remind = WholeNumberField(FIELDS["remind"], what="the days before a reminder", required=False, least=1, most=250)
    tell_signatories = WholeNumberField(
        FIELDS["tell_signatories"], what="the days before signatories are told", required=False, least=1, most=250
    )
    suggest_issue_resolution = WholeNumberField(
        FIELDS["suggest_issue_resolution"],
        what="the days before issue resolution is suggested",
        required=False,
        least=1,
        most=250,
    )

    seen = SeenField()

    def days(self) -> dict[str, Any]:
        """Days by the key of their step."""
        return {step.key: self[step.key.replace(" ", "_")].data for step in standstill.STEPS}


@bp.route("/rounds/<slug>/terms-that-stand-still", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def set_steps(slug: str) -> ResponseReturnValue:
    """Set after how many working days each step is raised."""
    round_ = rounds.get(slug)
    ensure(round_, "edit", g.person)
    days = standstill.steps_of(round_.id)
    saved = {key.replace(" ", "_"): count for key, count in days.items()}
    form = StandstillForm(data=start(saved))
    if form.submitted() and is_as_shown(form, saved):
        if form.days() != days:
            standstill.set_steps(round_, form.days(), by=g.person)
        flash("Saved. Terms that stand still are raised after these working days.")
        return redirect(url_for("rounds.detail", slug=slug), 303)
    return render_template("disputes/set_steps.html", round=round_, form=form)
