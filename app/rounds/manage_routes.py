"""Pages on which a round manager starts a round and says what it is."""

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.models import Person, Round
from app.perform import ensure
from app.permissions import roles_of
from app.rounds import commands, queries
from app.rounds.blueprint import bp
from app.rounds.forms import AssumptionForm, EditForm, StartForm
from app.rounds.standards import CHARACTERISTICS, GROUPS, LIST_VERSION, QUESTIONS
from app.web import commits, for_parts
from workflows.engine import NotAllowed, Refused
from workflows.roles import Role

COLUMNS = ("title", "introduction", "control_total", "savings_target")


def may_start(person: Person | None) -> bool:
    """Whether this person may start a round: a round manager for the whole service."""
    return Role.ROUND_MANAGER in roles_of(person, Round())


@bp.route("/start", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def start() -> ResponseReturnValue:
    """Start a round with the standard groups, equality questions and characteristics."""
    if not may_start(g.person):
        raise NotAllowed("Only a round manager for the whole service can start a round.")
    form = StartForm()
    if form.submitted():
        try:
            round_ = commands.start(**_started(form), by=g.person)
        except Refused as refusal:
            (form.slug if "address" in refusal.reasons[0] else form.ends_on).errors = list(refusal.reasons)
        else:
            _add_standards(round_)
            flash(f"{round_.title} is started. Give it its dates next.")
            return redirect(url_for(".dates", slug=round_.slug))
    return render_template("rounds/start.html", form=form)


def _started(form: StartForm) -> dict[str, Any]:
    return {
        "slug": form.slug.data,
        "title": form.title.data,
        "starts_on": form.starts_on.data,
        "ends_on": form.ends_on.data,
        "introduction": form.introduction.data,
        "groups": GROUPS,
        "contact": form.contact(),
        "control_total": form.control_total.data,
        "savings_target": form.savings_target.data,
        "illustrative": False,
    }


def _add_standards(round_: Round) -> None:
    for number, (key, text) in enumerate(QUESTIONS, start=1):
        commands.add_question(round_, number, key, text, by=g.person)
    commands.set_characteristics(round_, LIST_VERSION, CHARACTERISTICS, by=g.person)


@bp.route("/<slug>/edit", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def edit(slug: str) -> ResponseReturnValue:
    """Change what a round says of itself."""
    round_ = queries.working(slug, seen_by=g.person)
    ensure(round_, "edit", g.person)
    contact = {**round_.contact, "address": "\n".join(round_.contact.get("address") or [])}
    form = EditForm(data={**_columns(round_), **contact})
    if form.submitted() and form.is_of(round_):
        changed = {name: form[name].data for name in COLUMNS}
        commands.edit(round_, by=g.person, **changed, contact={**round_.contact, **form.contact()})
        flash("Saved.")
        return redirect(url_for(".detail", slug=slug))
    return render_template("rounds/edit.html", round=round_, form=form)


def _columns(round_: Round) -> dict[str, Any]:
    return {name: getattr(round_, name) for name in (*COLUMNS, "version")}


@bp.route("/<slug>/assumptions/add", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def add_assumption(slug: str) -> ResponseReturnValue:
    """Add a planning assumption under the next number."""
    round_ = queries.working(slug, seen_by=g.person)
    ensure(round_, "edit", g.person)
    form = AssumptionForm()
    if form.submitted():
        ref = f"PA-{len(round_.assumptions) + 1}"
        commands.add_assumption(round_, ref, form.title.data or "", form.text.data or "", by=g.person)
        flash(f"{ref} is added.")
        return redirect(url_for(".assumptions", slug=slug))
    return render_template("rounds/add_assumption.html", round=round_, form=form)
