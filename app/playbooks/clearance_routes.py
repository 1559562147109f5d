"""Ask for leave to go beyond one's own side's range, read the request, and approve or decline it."""

from collections.abc import Callable

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.agreements import limits
from app.agreements import queries as agreements
from app.extensions import db
from app.models import Agreement, Clearance
from app.perform import choices, ensure
from app.playbooks import commands, queries
from app.playbooks.blueprint import bp
from app.playbooks.forms import ApproveForm, AskForm, DeclineForm
from app.timeline import queries as timeline
from app.web import BaseForm, commits, for_both_sides
from workflows.clearance import Step
from workflows.engine import Refused

DONE = {"approve": "You have approved it. It can leave as it stands now.", "decline": "You have declined it."}


@bp.route("/agreements/<slug>/<code>/ask-approval/<any(draft, offer, acceptance):step>", methods=["GET", "POST"])
@commits
@for_both_sides
def ask(slug: str, code: str, step: str) -> ResponseReturnValue:
    """Ask for approval of what goes beyond one's own side's range."""
    agreement = agreements.get(slug, code, seen_by=g.person)
    ensure(agreement, "ask_approval", g.person, {"side": queries.side_that_keeps(agreement, g.person)})
    form = AskForm()
    if form.submitted():
        try:
            asked = commands.ask(agreement, Step(step), reason=form.reason.data or "", by=g.person)
        except Refused as refused:
            db.session.rollback()
            form.form_errors = list(refused.reasons)
        else:
            who = " and ".join(_name(one) for one in asked)
            flash(f"You have asked {who} for approval. It lapses when you change what you asked about.")
            return redirect(_here(agreement), 303)
    now = limits.of_step(agreement, Step(step), queries.side_that_keeps(agreement, g.person))
    return render_template("playbooks/ask.html", agreement=agreement, form=form, now=now)


@bp.get("/agreements/<slug>/<code>/approvals/<int:clearance_id>")
@for_both_sides
def clearance(slug: str, code: str, clearance_id: int) -> ResponseReturnValue:
    """One request to go beyond the range: what for, why, and how it was decided."""
    agreement = agreements.get(slug, code, seen_by=g.person)
    found = queries.get_clearance(agreement, clearance_id, seen_by=g.person)
    return render_template(
        "playbooks/clearance.html",
        agreement=agreement,
        clearance=found,
        who=_name(found),
        choices=choices(found, g.person),
        place=_address(agreement, found),
        timeline=timeline.of(found, seen_by=g.person),
    )


@bp.route("/agreements/<slug>/<code>/approvals/<int:clearance_id>/approve", methods=["GET", "POST"])
@commits
@for_both_sides
def approve(slug: str, code: str, clearance_id: int) -> ResponseReturnValue:
    """Let one's own side go beyond its range with exactly this."""
    return _decide(
        slug, code, clearance_id, "approve", ApproveForm(), lambda one, _: commands.approve(one, by=g.person)
    )


@bp.route("/agreements/<slug>/<code>/approvals/<int:clearance_id>/decline", methods=["GET", "POST"])
@commits
@for_both_sides
def decline(slug: str, code: str, clearance_id: int) -> ResponseReturnValue:
    """Keep one's own side within its range."""
    return _decide(
        slug,
        code,
        clearance_id,
        "decline",
        DeclineForm(),
        lambda one, form: commands.decline(one, reason=form["reason"].data or "", by=g.person),
    )


def _decide(
    slug: str,
    code: str,
    clearance_id: int,
    action: str,
    form: BaseForm,
    do: Callable[[Clearance, BaseForm], None],
) -> ResponseReturnValue:
    agreement = agreements.get(slug, code, seen_by=g.person)
    found = queries.get_clearance(agreement, clearance_id, seen_by=g.person)
    if found.decided_by_id == g.person.id and BaseForm().submitted():
        flash("That was done the first time you pressed. It has not been done twice.")
        return redirect(_address(agreement, found), 303)
    ensure(found, action, g.person)
    if form.submitted():
        do(found, form)
        flash(DONE[action])
        return redirect(_address(agreement, found), 303)
    return render_template(
        f"playbooks/{action}.html", agreement=agreement, clearance=found, form=form, place=_address(agreement, found)
    )


def _name(one: Clearance) -> str:
    return one.approver.name if one.approver is not None else f"every {one.approver_role}"


def _here(agreement: Agreement) -> str:
    return url_for("agreements.detail", slug=agreement.round.slug, code=agreement.provider.code)


def _address(agreement: Agreement, one: Clearance) -> str:
    slug, code = agreement.round.slug, agreement.provider.code
    return url_for("playbooks.clearance", slug=slug, code=code, clearance_id=one.id)
