"""Pages where a report is approved, sent back, released and taken up again."""

from collections.abc import Callable

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.models import Report
from app.perform import ensure
from app.reports import commands, forms, queries
from app.reports.blueprint import STAFF, bp, seen_round
from app.web import commits, for_parts, pressed
from workflows.report import ReportState
from workflows.roles import Role

APPROVES = for_parts(Role.ROUND_MANAGER, Role.COMMISSIONER_SIGNATORY)


@bp.post(f"{STAFF}/approve")
@commits
@APPROVES
def approve(slug: str) -> ResponseReturnValue:
    """Approve what it says now."""
    report = queries.get(seen_round(slug))
    if report.state is ReportState.APPROVED:
        flash("The report is approved already.")
    else:
        ensure(report, "approve", g.person)
        seen = request.args.get("seen", "")
        pressed(lambda: commands.approve(report, seen=seen, by=g.person), "The report is approved as it stands.")
    return redirect(url_for(".overview", slug=slug), 303)


@bp.route(f"{STAFF}/send-back", methods=["GET", "POST"])
@commits
@APPROVES
def send_back(slug: str) -> ResponseReturnValue:
    """Have it written on."""
    words = ("Send the report back", "What is to be done, for whoever writes it.", "Send it back")
    return _with_reason(
        slug, "send_back", words, lambda report, reason: commands.send_back(report, reason=reason, by=g.person)
    )


@bp.route(f"{STAFF}/release", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def release(slug: str) -> ResponseReturnValue:
    """Release it for everyone, for good."""
    hint = "It stands with this version for everyone to read, for example “First published”."
    words = ("Release the report", hint, "Release it")
    return _with_reason(
        slug, "release", words, lambda report, reason: commands.release(report, reason=reason, by=g.person)
    )


@bp.route(f"{STAFF}/revise", methods=["GET", "POST"])
@commits
@for_parts(Role.ANALYST, Role.ROUND_MANAGER)
def revise(slug: str) -> ResponseReturnValue:
    """Take it up again, for a new version."""
    words = ("Write a new version", "Why a new version is needed. The released one stays as it is.", "Take it up again")
    return _with_reason(
        slug, "revise", words, lambda report, reason: commands.revise(report, reason=reason, by=g.person)
    )


SAID = {
    "send_back": "The report is sent back to be written on.",
    "release": "The report is released. This is its address for good.",
    "revise": "The report can be written in again. What is released stays as it is.",
}
ALREADY = {"send_back": ReportState.DRAFTING, "release": ReportState.RELEASED, "revise": ReportState.DRAFTING}


def _with_reason(
    slug: str, action: str, words: tuple[str, str, str], do: Callable[[Report, str], object]
) -> ResponseReturnValue:
    """A form that asks for the reason, and does it once however often its button is pressed."""
    round_ = seen_round(slug)
    report = queries.get(round_)
    back = redirect(url_for(".overview", slug=slug), 303)
    if report.state is ALREADY[action]:
        return back
    ensure(report, action, g.person)
    form = forms.ReasonForm()
    if form.submitted():
        do(report, form.reason.data or "")
        flash(SAID[action])
        return back
    return render_template("reports/reason.html", round=round_, form=form, words=words)
