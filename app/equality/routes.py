"""Pages about equality: the screening grid, the full assessment, and what is public of them."""

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.equality import commands, queries
from app.equality.forms import AssessmentForm, ImpactForm, ReasonForm, screening_form
from app.intentions.queries import working
from app.models import Round, Screening
from app.perform import choices, ensure
from app.rounds import queries as rounds
from app.timeline import queries as timeline
from app.web import ConfirmForm, commits, for_commissioner, public
from workflows.assessment import Impact, Limb
from workflows.screening import Finding

bp = Blueprint("equality", __name__)
HERE = "/rounds/<slug>/equality"


@bp.get("/equality")
@for_commissioner
def index() -> ResponseReturnValue:
    """The equality work of the round that most people mean."""
    current = rounds.current()
    return redirect(url_for(".overview", slug=current.slug) if current else url_for("rounds.index"))


@bp.get(HERE)
@for_commissioner
def overview(slug: str) -> ResponseReturnValue:
    """Where screening, assessment and action plan stand, and what holds them up."""
    round_ = queries.working_round(slug, seen_by=g.person)
    screening, assessment = queries.screening_of(round_), queries.assessment_of(round_)
    return render_template(
        "equality/overview.html",
        round=round_,
        screening=screening,
        assessment=assessment,
        standing=queries.standing(round_),
        actions=queries.actions_of(round_),
        may_start=_may_start(round_),
    )


def _may_start(round_: Round) -> bool:
    return "screen" in {choice.action for choice in choices(Screening(round_id=round_.id, state="drafting"), g.person)}


@bp.post(f"{HERE}/start-screening")
@commits
@for_commissioner
def start_screening(slug: str) -> ResponseReturnValue:
    round_ = queries.working_round(slug, seen_by=g.person)
    if ConfirmForm().submitted():
        commands.start_screening(round_, by=g.person)
    return redirect(url_for(".screening", slug=slug))


@bp.get(f"{HERE}/screening")
@for_commissioner
def screening(slug: str) -> ResponseReturnValue:
    """The screening as it stands, with what people said about each characteristic."""
    round_ = queries.working_round(slug, seen_by=g.person)
    found = queries.screening_or_404(round_)
    return render_template(
        "equality/screening.html",
        round=round_,
        screening=found,
        said=queries.said_about(round_) if queries.may_read_feedback(g.person, round_) else {},
        choices=choices(found, g.person),
        entries=timeline.of(found, seen_by=g.person),
    )


@bp.route(f"{HERE}/screening/screen", methods=["GET", "POST"])
@commits
@for_commissioner
def screen(slug: str) -> ResponseReturnValue:
    """Fill in the grid: one finding and one reason for each characteristic."""
    round_ = queries.working_round(slug, seen_by=g.person)
    found = queries.screening_or_404(round_)
    ensure(found, "screen", g.person)
    form = screening_form(found)
    if form.submitted() and form.is_of(found):
        findings = {}
        for line in found.lines:
            key = line.characteristic.key
            finding, reason = form[f"finding_{key}"].data, form[f"reason_{key}"].data
            findings[key] = (Finding(finding) if finding else None, reason or "")
        commands.screen(found, findings, by=g.person)
        flash("Screening saved.")
        return redirect(url_for(".screening", slug=slug))
    said = queries.said_about(round_)
    return render_template("equality/screen.html", round=round_, screening=found, form=form, said=said)


@bp.post(f"{HERE}/screening/submit")
@commits
@for_commissioner
def submit_screening(slug: str) -> ResponseReturnValue:
    found = queries.screening_or_404(queries.working_round(slug, seen_by=g.person))
    if ConfirmForm().submitted():
        commands.submit_screening(found, by=g.person)
        flash("Screening sent for approval.")
    return redirect(url_for(".screening", slug=slug))


@bp.post(f"{HERE}/screening/approve")
@commits
@for_commissioner
def approve_screening(slug: str) -> ResponseReturnValue:
    found = queries.screening_or_404(queries.working_round(slug, seen_by=g.person))
    if ConfirmForm().submitted():
        commands.approve_screening(found, by=g.person)
        flash("Screening approved for the intentions as they are now.")
    return redirect(url_for(".screening", slug=slug))


@bp.post(f"{HERE}/screening/screen-again")
@commits
@for_commissioner
def screen_again(slug: str) -> ResponseReturnValue:
    found = queries.screening_or_404(queries.working_round(slug, seen_by=g.person))
    if ConfirmForm().submitted():
        commands.screen_again(found, by=g.person)
        flash("Screening reopened. What was written is still there.")
    return redirect(url_for(".screening", slug=slug))


@bp.route(f"{HERE}/screening/send-back", methods=["GET", "POST"])
@commits
@for_commissioner
def send_back_screening(slug: str) -> ResponseReturnValue:
    found = queries.screening_or_404(queries.working_round(slug, seen_by=g.person))
    ensure(found, "send_back", g.person)
    form = ReasonForm()
    if form.submitted():
        commands.send_back_screening(found, reason=form.reason.data or "", by=g.person)
        flash("Screening sent back to the equality lead.")
        return redirect(url_for(".screening", slug=slug))
    return render_template("equality/reason.html", round=found.round, form=form, title="Send the screening back")


@bp.route(f"{HERE}/screening/waive-assessment", methods=["GET", "POST"])
@commits
@for_commissioner
def waive_assessment(slug: str) -> ResponseReturnValue:
    found = queries.screening_or_404(queries.working_round(slug, seen_by=g.person))
    ensure(found, "waive_assessment", g.person)
    form = ReasonForm()
    if form.submitted():
        commands.waive_assessment(found, reason=form.reason.data or "", by=g.person)
        flash("Recorded: no full assessment, with your reason.")
        return redirect(url_for(".screening", slug=slug))
    title = "Say why no full assessment is needed"
    return render_template("equality/reason.html", round=found.round, form=form, title=title)


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
    if ConfirmForm().submitted():
        commands.submit_assessment(found, by=g.person)
        flash("Assessment sent for approval.")
    return redirect(url_for(".assessment", slug=slug))


@bp.post(f"{HERE}/assessment/approve")
@commits
@for_commissioner
def approve_assessment(slug: str) -> ResponseReturnValue:
    found = queries.assessment_or_404(queries.working_round(slug, seen_by=g.person))
    if ConfirmForm().submitted():
        commands.approve_assessment(found, by=g.person)
        flash("Assessment approved for the intentions as they are now.")
    return redirect(url_for(".assessment", slug=slug))


@bp.post(f"{HERE}/assessment/assess-again")
@commits
@for_commissioner
def assess_again(slug: str) -> ResponseReturnValue:
    found = queries.assessment_or_404(queries.working_round(slug, seen_by=g.person))
    if ConfirmForm().submitted():
        commands.assess_again(found, by=g.person)
        flash("Assessment reopened. What was written is still there.")
    return redirect(url_for(".assessment", slug=slug))


@bp.route(f"{HERE}/assessment/send-back", methods=["GET", "POST"])
@commits
@for_commissioner
def send_back_assessment(slug: str) -> ResponseReturnValue:
    found = queries.assessment_or_404(queries.working_round(slug, seen_by=g.person))
    ensure(found, "send_back", g.person)
    form = ReasonForm()
    if form.submitted():
        commands.send_back_assessment(found, reason=form.reason.data or "", by=g.person)
        flash("Assessment sent back to the equality lead.")
        return redirect(url_for(".assessment", slug=slug))
    return render_template("equality/reason.html", round=found.round, form=form, title="Send the assessment back")


@bp.get("/rounds/<slug>/equality-assessment")
@public
def published(slug: str) -> ResponseReturnValue:
    """The published assessment and its action plan."""
    round_ = rounds.get(slug)
    found = queries.published_assessment(round_)
    return render_template(
        "equality/published.html", round=round_, assessment=found, actions=queries.published_actions(round_)
    )
