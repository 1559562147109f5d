"""Draft an agreement: its first making, its terms while it is a draft, and sending it to the provider."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.agreements import commands, dossier, happenings, queries
from app.agreements import standard_terms as standard
from app.agreements.blueprint import bp
from app.agreements.forms import ReasonForm, ScheduleForm, TermForm, offer_actions, term_form
from app.agreements.offer_routes import compare, form_of
from app.agreements.sides import side_of
from app.agreements.steps import here, take
from app.models import Agreement
from app.perform import ensure
from app.rounds import queries as rounds
from app.web import BaseForm, commits, for_parts
from workflows.engine import Refused
from workflows.roles import Role
from workflows.schedule import LAYOUTS, Schedule

for_negotiators = for_parts(Role.COMMISSIONER_NEGOTIATOR)


@bp.route("/rounds/<slug>/agreements/draft", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def draft_agreements(slug: str) -> ResponseReturnValue:
    """Make a draft for every provider that has none."""
    round_ = rounds.get(slug)
    ensure(round_, "draft_agreements", g.person)
    form = BaseForm()
    if form.submitted():
        try:
            made = commands.draft_agreements(round_, by=g.person)
        except Refused as refused:
            form.form_errors = list(refused.reasons)
        else:
            flash(f"{len(made)} agreements are drafted." if made else "Every provider already has an agreement.")
            return redirect(url_for("agreements.of_round", slug=slug), 303)
    return render_template("agreements/draft_agreements.html", round=round_, form=form, templates=standard.in_use())


@bp.route("/agreements/<slug>/<code>/terms/<ref>/edit", methods=["GET", "POST"])
@commits
@for_negotiators
def edit_term(slug: str, code: str, ref: str) -> ResponseReturnValue:
    """Change a term of a draft."""
    agreement = queries.get(slug, code, seen_by=g.person)
    ensure(agreement, "edit", g.person)
    term = queries.get_term(agreement, ref)
    form = form_of(term, "edit", term.fields, title=term.title, version=term.version)
    saved: list[Any] = []
    if form.submitted():
        if form["version"].data == term.version:
            commands.edit_term(term, fields=form.cells(), title=form["title"].data, by=g.person)
            flash(f"{ref} is saved.")
            return redirect(here(agreement), 303)
        saved = compare(term.schedule, term.fields, form.cells())
        form.form_errors = ["Somebody else saved this while you had it open. Compare, then save again to keep yours."]
    form["version"].data = term.version
    return render_template("agreements/edit_term.html", agreement=agreement, term=term, form=form, saved=saved)


@bp.route("/agreements/<slug>/<code>/terms/add", methods=["GET", "POST"])
@commits
@for_negotiators
def add_term(slug: str, code: str) -> ResponseReturnValue:
    """Add a term to a draft: first which schedule, then what it says."""
    agreement = queries.get(slug, code, seen_by=g.person)
    ensure(agreement, "edit", g.person)
    wanted = request.args.get("schedule", "")
    if wanted not in list(Schedule):
        form = ScheduleForm()
        if form.submitted():
            return redirect(url_for(".add_term", slug=slug, code=code, schedule=form.schedule.data), 303)
        return render_template("agreements/add_to_schedule.html", agreement=agreement, form=form)
    return _add(agreement, Schedule(wanted))


def _add(agreement: Agreement, schedule: Schedule) -> ResponseReturnValue:
    count = happenings.count_of_entries(agreement, side_of(g.person))
    form: TermForm = term_form(schedule, "add")(data={"version": count})
    form["intentions"].offer([(i.ref, f"{i.ref} {i.title}") for i in queries.applicable(agreement)])
    offer_actions(form, queries.plans(agreement))
    if form.submitted():
        if form["version"].data != count:
            return _pressed_again(agreement)
        term = commands.add_term(
            agreement,
            schedule=schedule,
            title=form["title"].data,
            fields=form.cells(),
            intentions=form["intentions"].data,
            by=g.person,
        )
        flash(f"{term.ref} is added.")
        return redirect(here(agreement), 303)
    return render_template("agreements/add_term.html", agreement=agreement, layout=LAYOUTS[schedule], form=form)


def _pressed_again(agreement: Agreement) -> ResponseReturnValue:
    flash(
        "The draft has changed since you opened that page. See whether your term is in it, and add it if not.",
        "problem",
    )
    return redirect(here(agreement), 303)


@bp.post("/agreements/<slug>/<code>/terms/<ref>/remove")
@commits
@for_negotiators
def remove_term(slug: str, code: str, ref: str) -> ResponseReturnValue:
    """Take a term out of a draft."""
    agreement = queries.get(slug, code, seen_by=g.person)
    term = queries.find_term(agreement, ref)
    if BaseForm().submitted() and term is not None:
        commands.remove_term(term, by=g.person)
    flash(f"{ref} is taken out.")
    return redirect(here(agreement), 303)


@bp.route("/agreements/<slug>/<code>/send", methods=["GET", "POST"])
@commits
@for_negotiators
def send(slug: str, code: str) -> ResponseReturnValue:
    """Send the draft to the provider."""
    agreement = queries.get(slug, code, seen_by=g.person)
    form = ReasonForm()
    form.reason.required = False
    done = f"The draft is sent. It is {agreement.provider.name}’s move now."
    reason = lambda: commands.send(agreement, by=g.person, reason=form.reason.data or "")  # noqa: E731
    if gone := take(agreement, "send", form, reason, done=done):
        return gone
    return render_template(
        "agreements/send_draft.html",
        agreement=agreement,
        form=form,
        failed=dossier.of(agreement, seen_by=g.person).failed,
    )
