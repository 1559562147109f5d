"""Pages about the full assessment: evidence, impacts, outcome, approval."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.equality import commands, queries
from app.equality.blueprint import HERE, bp
from app.equality.forms import AssessmentForm, ImpactForm
from app.equality.reasoned import with_reason
from app.intentions.queries import working
from app.perform import choices, ensure
from app.timeline import queries as timeline
from app.web import ConfirmForm, commits, for_commissioner, pressed
from workflows.assessment import Impact, Limb


@bp.post(f"{HERE}/start-assessment")
@commits
@for_commissioner
def start_assessment(slug: str) -> ResponseReturnValue:
    round_ = queries.working_round(slug, seen_by=g.person)
    if ConfirmForm().submitted():
        commands.start_assessment(round_, by=g.person)
    return redirect(url_for(".assessment", slug=slug))


@bp.get(f"{HERE}/assessment")
@for_commissioner
def assessment(slug: str) -> ResponseReturnValue:
    """The full assessment as it stands: evidence, impact grid, outcome, action plan."""
    round_ = queries.working_round(slug, seen_by=g.person)
    found = queries.assessment_or_404(round_)
    return render_template(
        "equality/assessment.html",
        round=round_,
        assessment=found,
        actions=queries.actions_of(round_),
        intentions={each.id: each.ref for each in working(round_)},
        choices=choices(found, g.person),
        entries=timeline.of(found, seen_by=g.person),
    )


@bp.route(f"{HERE}/assessment/assess", methods=["GET", "POST"])
@commits
@for_commissioner
def assess(slug: str) -> ResponseReturnValue:
    """Write the evidence, the consultation, the outcome and its justification."""
    found = queries.assessment_or_404(queries.working_round(slug, seen_by=g.person))
    ensure(found, "assess", g.person)
    form = AssessmentForm(obj=found)
    if form.submitted() and form.is_of(found):
        written = {field.name: field.data or "" for field in form if field.name in queries.WRITTEN}
        commands.assess(found, outcome=form.outcome.data, by=g.person, **written)
        flash("Assessment saved.")
        return redirect(url_for(".assessment", slug=slug))
    return render_template("equality/assess.html", round=found.round, assessment=found, form=form)


@bp.route(f"{HERE}/assessment/add-impact", methods=["GET", "POST"])
@commits
@for_commissioner
def add_impact(slug: str) -> ResponseReturnValue:
    """Add one impact on people with one characteristic."""
    round_ = queries.working_round(slug, seen_by=g.person)
    found = queries.assessment_or_404(round_)
    ensure(found, "assess", g.person)
    form, intentions = ImpactForm(), working(round_)
    form.offer(round_.characteristics, intentions)
    if form.submitted():
        commands.add_impact(
            found,
            next(each for each in round_.characteristics if str(each.id) == form.characteristic.data),
            impact=Impact(form.impact.data),
            level=form.level.data or "",
            limb=Limb(form.limb.data),
            reason=form.reason.data or "",
            intention=next((each for each in intentions if str(each.id) == form.intention.data), None),
            by=g.person,
        )
        flash("Impact added.")
        return redirect(url_for(".assessment", slug=slug))
    return render_template("equality/add_impact.html", round=round_, form=form)


@bp.post(f"{HERE}/assessment/impacts/<int:line_id>/remove")
@commits
@for_commissioner
def remove_impact(slug: str, line_id: int) -> ResponseReturnValue:
    found = queries.assessment_or_404(queries.working_round(slug, seen_by=g.person))
    line = next((each for each in found.lines if each.id == line_id), None)
    if ConfirmForm().submitted() and line is not None:
        commands.remove_impact(found, line, by=g.person)
        flash("Impact removed.")
    return redirect(url_for(".assessment", slug=slug))


@bp.post(f"{HERE}/assessment/submit")
@commits
@for_commissioner
def submit_assessment(slug: str) -> ResponseReturnValue:
    found = queries.assessment_or_404(queries.working_round(slug, seen_by=g.person))
    pressed(lambda: commands.submit_assessment(found, by=g.person), "Assessment sent for approval.")
    return redirect(url_for(".assessment", slug=slug))


@bp.post(f"{HERE}/assessment/approve")
@commits
@for_commissioner
def approve_assessment(slug: str) -> ResponseReturnValue:
    found = queries.assessment_or_404(queries.working_round(slug, seen_by=g.person))
    pressed(
        lambda: commands.approve_assessment(found, by=g.person),
        "Assessment approved for the intentions as they are now.",
    )
    return redirect(url_for(".assessment", slug=slug))


@bp.post(f"{HERE}/assessment/assess-again")
@commits
@for_commissioner
def assess_again(slug: str) -> ResponseReturnValue:
    found = queries.assessment_or_404(queries.working_round(slug, seen_by=g.person))
    pressed(lambda: commands.assess_again(found, by=g.person), "Assessment reopened. What was written is still there.")
    return redirect(url_for(".assessment", slug=slug))


@bp.route(f"{HERE}/assessment/send-back", methods=["GET", "POST"])
@commits
@for_commissioner
def send_back_assessment(slug: str) -> ResponseReturnValue:
    found = queries.assessment_or_404(queries.working_round(slug, seen_by=g.person))
    return with_reason(
        found,
        "send_back",
        lambda reason: commands.send_back_assessment(found, reason=reason, by=g.person),
        title="Send the assessment back",
        said="Assessment sent back to the equality lead.",
        then=url_for(".assessment", slug=slug),
    )
