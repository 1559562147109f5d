"""Pages of organisations, and of the settings of the service."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import seen
from app.models import OrganisationKind
from app.people import organisations
from app.people.blueprint import bp
from app.people.organisation_forms import (
    AddOrganisationForm,
    EditOrganisationForm,
    EditProviderForm,
    OrganisationFields,
    SettingsForm,
)
from app.people.people_routes import for_administrators
from app.timeline import queries as timeline
from app.web import commits
from workflows.engine import Refused


@bp.get("/organisations", endpoint="organisations")
@for_administrators
def index() -> ResponseReturnValue:
    """Every organisation, by name."""
    kind, words = request.args.get("kind", ""), request.args.get("q", "").strip()[:100]
    found = organisations.every(kind if kind in list(OrganisationKind) else "", words)
    return render_template(
        "people/organisations.html", organisations=found, kind=kind, words=words, kinds=list(OrganisationKind)
    )


@bp.route("/organisations/add", methods=["GET", "POST"])
@commits
@for_administrators
def add_organisation() -> ResponseReturnValue:
    """Add an organisation whose people take part."""
    form = AddOrganisationForm()
    is_provider = form.kind.data == OrganisationKind.PROVIDER
    if form.submitted() and (not is_provider or form.is_complete()):
        try:
            facts = form.facts() if is_provider else OrganisationFields.facts(form)
            organisations.add_organisation(
                code=form.code.data, kind=OrganisationKind(form.kind.data), by=g.person, **facts
            )
        except Refused as refusal:
            form.name.errors = list(refusal.reasons)
        else:
            flash(f"{form.name.data} is added. Invite its people next.")
            return redirect(url_for("people.organisations"), 303)
    return render_template("people/add_organisation.html", form=form)


@bp.route("/organisations/<code>", endpoint="organisation", methods=["GET", "POST"])
@commits
@for_administrators
def edit(code: str) -> ResponseReturnValue:
    """What is known of an organisation, to be corrected, and what happened to it."""
    one = organisations.get(code)
    is_provider = one.kind is OrganisationKind.PROVIDER
    form = EditProviderForm(obj=one) if is_provider else EditOrganisationForm(obj=one)
    if form.submitted() and form.is_complete():
        facts = form.facts()
        if not organisations.changes(one, facts) or form.is_of(one):
            try:
                organisations.edit_organisation(one, by=g.person, **facts)
            except Refused as refusal:
                form.name.errors = list(refusal.reasons)
            else:
                flash(f"{one.name} is saved.")
                return redirect(url_for("people.organisations"), 303)
    return render_template(
        "people/organisation.html", form=form, organisation=one, is_provider=is_provider,
        timeline=timeline.of(one, seen_by=g.person),
    )  # fmt: skip


@bp.route("/settings", methods=["GET", "POST"])
@commits
@for_administrators
def settings() -> ResponseReturnValue:
    """What an administrator sets for everyone."""
    saved = organisations.settings()
    form = SettingsForm(data=seen.start(saved))
    if form.submitted() and seen.is_as_shown(form, saved):
        organisations.change_settings(**form.chosen(), by=g.person)
        flash("The settings are saved.")
        return redirect(url_for("people.settings"), 303)
    return render_template("people/settings.html", form=form)
