"""Pages about screening: the grid, its approval, and starting again."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.equality import commands, queries
from app.equality.blueprint import HERE, bp
from app.equality.forms import screening_form
from app.equality.reasoned import with_reason
from app.perform import choices, ensure
from app.timeline import queries as timeline
from app.web import ConfirmForm, commits, for_commissioner, pressed
from workflows.screening import Finding


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
    pressed(lambda: commands.submit_screening(found, by=g.person), "Screening sent for approval.")
    return redirect(url_for(".screening", slug=slug))


@bp.post(f"{HERE}/screening/approve")
@commits
@for_commissioner
def approve_screening(slug: str) -> ResponseReturnValue:
    found = queries.screening_or_404(queries.working_round(slug, seen_by=g.person))
    pressed(
        lambda: commands.approve_screening(found, by=g.person), "Screening approved for the intentions as they are now."
    )
    return redirect(url_for(".screening", slug=slug))


@bp.post(f"{HERE}/screening/screen-again")
@commits
@for_commissioner
def screen_again(slug: str) -> ResponseReturnValue:
    found = queries.screening_or_404(queries.working_round(slug, seen_by=g.person))
    pressed(lambda: commands.screen_again(found, by=g.person), "Screening reopened. What was written is still there.")
    return redirect(url_for(".screening", slug=slug))


@bp.route(f"{HERE}/screening/send-back", methods=["GET", "POST"])
@commits
@for_commissioner
def send_back_screening(slug: str) -> ResponseReturnValue:
    found = queries.screening_or_404(queries.working_round(slug, seen_by=g.person))
    return with_reason(
        found,
        "send_back",
        lambda reason: commands.send_back_screening(found, reason=reason, by=g.person),
        title="Send the screening back",
        said="Screening sent back to the equality lead.",
        then=url_for(".screening", slug=slug),
    )


@bp.route(f"{HERE}/screening/waive-assessment", methods=["GET", "POST"])
@commits
@for_commissioner
def waive_assessment(slug: str) -> ResponseReturnValue:
    found = queries.screening_or_404(queries.working_round(slug, seen_by=g.person))
    return with_reason(
        found,
        "waive_assessment",
        lambda reason: commands.waive_assessment(found, reason=reason, by=g.person),
        title="Say why no full assessment is needed",
        said="Recorded: no full assessment, with your reason.",
        then=url_for(".screening", slug=slug),
    )
