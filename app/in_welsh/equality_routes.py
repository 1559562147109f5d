"""The page on which the equality lead puts the assessment and its action plan into Welsh."""

from dataclasses import dataclass

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.equality import in_welsh, queries
from app.in_welsh import places
from app.in_welsh.blueprint import bp
from app.in_welsh.forms import form_for
from app.intentions.queries import working
from app.perform import ensure
from app.web import commits, for_parts
from workflows.roles import Role


@dataclass(frozen=True)
class Stands:
    """The assessment and its actions as one thing: any change of one of them counts."""

    version: int


@bp.route("/equality/in-welsh", methods=["GET", "POST"])
@commits
@for_parts(Role.EQUALITY_LEAD)
def of_assessment(slug: str) -> ResponseReturnValue:
    """Every text of it that the public reads, with its Welsh."""
    round_ = queries.working_round(slug, seen_by=g.person)
    assessment, actions = queries.assessment_or_404(round_), queries.actions_of(round_)
    ensure(assessment, "say_in_welsh", g.person)
    refs = {each.id: each.ref for each in working(round_)}
    stands = Stands(assessment.version + sum(action.version for action in actions))
    welsh = in_welsh.said(assessment, actions)
    form = form_for(places.of_assessment(assessment, actions, refs), welsh, stands.version)
    if form.submitted() and (form.is_saved(welsh) or form.is_of(stands)):
        if not form.is_saved(welsh):
            in_welsh.say_in_welsh(assessment, form.words(), by=g.person)
            flash("Saved. Welsh pages show it where the assessment is published.")
        return redirect(url_for("equality.assessment", slug=slug), 303)
    return render_template("in_welsh/of_assessment.html", round=round_, assessment=assessment, form=form)
