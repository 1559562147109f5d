"""The standard terms and the templates that a round's agreements are drafted from."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import seen
from app.agreements import cells, commands
from app.agreements import standard_terms as standard
from app.agreements.blueprint import bp
from app.agreements.forms import ScheduleForm, TermForm, term_form
from app.models import Round, StandardTerm
from app.perform import ensure
from app.permissions import compares_providers
from app.rounds import queries as rounds
from app.web import commits, for_commissioner, for_parts
from workflows.engine import Refused
from workflows.instrument import Instrument
from workflows.roles import Role
from workflows.schedule import LAYOUTS, Schedule

for_managers = for_parts(Role.ROUND_MANAGER)
INSTRUMENTS = {"sla": Instrument.SLA, "contract-schedule": Instrument.CONTRACT_SCHEDULE}
LIMITS = ("sectors", "nations", "holds")


@bp.get("/rounds/<slug>/standard-terms")
@for_commissioner
def standard_terms(slug: str) -> ResponseReturnValue:
    """Every standard term of a round, by schedule, and the templates in use."""
    round_ = standard.round_for_staff(slug, seen_by=g.person)
    terms = standard.standard_terms(round_)
    groups = [(layout.title, [t for t in terms if t.schedule is schedule]) for schedule, layout in LAYOUTS.items()]
    return render_template(
        "agreements/standard_terms.html",
        round=round_,
        groups=[(title, found) for title, found in groups if found],
        count=len(terms),
        concern=standard.for_whom(terms),
        templates=standard.in_use(),
        addresses={instrument: name for name, instrument in INSTRUMENTS.items()},
        may_edit=standard.manages(round_, g.person),
        compares=compares_providers(g.person, round_.id),
    )


@bp.get("/rounds/<slug>/template/<instrument>")
@for_commissioner
def template(slug: str, instrument: str) -> ResponseReturnValue:
    """The locked national template that agreements of this instrument are drafted from."""
    round_ = standard.round_for_staff(slug, seen_by=g.person)
    found = standard.get_template(INSTRUMENTS.get(instrument))
    return render_template("agreements/template.html", round=round_, template=found)


@bp.route("/rounds/<slug>/standard-terms/add", methods=["GET", "POST"])
@commits
@for_managers
def add_standard_term(slug: str) -> ResponseReturnValue:
    """Add a standard term: first which schedule, then what it says."""
    round_ = rounds.get(slug)
    ensure(round_, "edit", g.person)
    wanted = request.args.get("schedule", "")
    if wanted not in list(Schedule):
        form = ScheduleForm()
        if form.submitted():
            return redirect(url_for(".add_standard_term", slug=slug, schedule=form.schedule.data), 303)
        return render_template("agreements/standard_term_schedule.html", round=round_, form=form)
    schedule = Schedule(wanted)
    form_ = _form(round_, schedule, {})
    if form_.submitted():
        try:
            commands.add_standard_term(round_, schedule=schedule, ref=form_["ref"].data, **_typed(form_), by=g.person)
        except Refused as refused:
            form_["ref"].errors = list(refused.reasons)
        else:
            return _saved(slug, f"{form_['ref'].data} is added.")
    return render_template(
        "agreements/standard_term.html", round=round_, form=form_, layout=LAYOUTS[schedule], term=None
    )


@bp.route("/rounds/<slug>/standard-terms/<ref>", methods=["GET", "POST"])
@commits
@for_managers
def edit_standard_term(slug: str, ref: str) -> ResponseReturnValue:
    """Change a standard term. Agreements that are drafted already keep theirs."""
    round_ = rounds.get(slug)
    ensure(round_, "edit", g.person)
    term = standard.get_standard_term(round_, ref)
    saved = _shown(term)
    form = _form(round_, term.schedule, seen.start(saved), typical=term.fields)
    if form.submitted() and seen.is_as_shown(form, saved):
        commands.edit_standard_term(term, round_, **_typed(form, term.fields), by=g.person)
        return _saved(slug, f"{ref} is saved.")
    return render_template(
        "agreements/standard_term.html", round=round_, form=form, layout=LAYOUTS[term.schedule], term=term
    )


def _saved(slug: str, message: str) -> ResponseReturnValue:
    flash(message)
    return redirect(url_for(".standard_terms", slug=slug), 303)


def _form(round_: Round, schedule: Schedule, start: dict[str, Any], typical: dict[str, Any] | None = None) -> TermForm:
    form = term_form(schedule, "standard")(data=start)
    form["intentions"].offer(standard.refs_of_intentions(round_))
    if typical is not None:
        del form["ref"]
    return form


def _shown(term: StandardTerm) -> dict[str, Any]:
    plain = {key: value["base"] if isinstance(value, dict) else value for key, value in term.fields.items()}
    limits = {name: term.applies.get(name, []) for name in LIMITS}
    named = "\n".join(term.applies.get("providers", []))
    start = {"title": term.title, "intentions": term.intentions, **limits, "providers": named}
    return {**start, **cells.shown(term.schedule, plain)}


def _typed(form: TermForm, before: dict[str, Any] | None = None) -> dict[str, Any]:
    """What was typed, as a standard term keeps it: figures that were scaled by size stay so."""
    fields = form.cells()
    for key, value in fields.items():
        was_scaled = before is None or isinstance(before.get(key), dict)
        if isinstance(value, int) and not isinstance(value, bool) and was_scaled:
            fields[key] = {"base": value}
    return {
        "title": form["title"].data,
        "fields": fields,
        "intentions": form["intentions"].data,
        "applies": {name: form[name].data for name in LIMITS} | {"providers": (form["providers"].data or "").split()},
    }
