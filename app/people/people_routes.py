"""Pages on which administrators, and a provider's signatories for their own, look after accounts."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import seen
from app.models import Person
from app.people import commands, queries
from app.people.blueprint import bp
from app.people.people_forms import WHOLE_SERVICE, AssignForm, EditPersonForm, GiveRoleForm, InviteForm
from app.perform import choices, ensure
from app.permissions import assigned_ids, parts
from app.rounds import queries as rounds
from app.timeline import queries as timeline
from app.web import commits, for_parts
from workflows.engine import Refused
from workflows.person import PersonState
from workflows.roles import PROVIDER_ROLES, Role

for_keepers = for_parts(Role.ADMINISTRATOR, Role.PROVIDER_SIGNATORY)
for_administrators = for_parts(Role.ADMINISTRATOR)
ROWS = 200
INVITED = PersonState.INVITED


@bp.get("/people")
@for_parts(Role.ADMINISTRATOR, *PROVIDER_ROLES)
def people() -> ResponseReturnValue:
    """The people one may know of: everyone to administrators, one's own to a provider."""
    words, state = request.args.get("q", "").strip()[:100], request.args.get("state", "")
    found = queries.every(seen_by=g.person, words=words, state=state if state in list(PersonState) else "")
    return render_template(
        "people/people.html",
        people=found[:ROWS],
        total=len(found),
        words=words,
        state=state,
        states=list(PersonState),
        is_keeper=queries.manages_somebody(g.person),
        is_administrator=Role.ADMINISTRATOR in parts(g.person),
    )


@bp.get("/people/<int:person_id>")
@for_keepers
def detail(person_id: int) -> ResponseReturnValue:
    """One account: where it stands, what it may do, and everything that happened to it."""
    person = queries.get(person_id, seen_by=g.person)
    return render_template(
        "people/detail.html",
        owner=person,
        standing=queries.standing(person),
        choices=choices(person, g.person),
        roles=queries.roles_in_words(person),
        works_with=sorted(one.provider.name for one in person.assignments),
        timeline=timeline.of(person, seen_by=g.person),
    )


@bp.route("/people/invite", methods=["GET", "POST"])
@commits
@for_keepers
def invite() -> ResponseReturnValue:
    """Make an account; its owner gets a link by mail and chooses a password."""
    form = InviteForm()
    places = queries.organisations_for(g.person)
    form.organisation.offer((one.id, one.name) for one in places)
    if form.submitted():
        at = next(one for one in places if one.id == form.organisation.data)
        unseen = queries.find_by_email(form.email.data)
        if unseen is not None and not queries.is_known_to(unseen, seen_by=g.person):
            commands.ask_for_known(unseen, by=g.person, organisation=at)
            return _invited(form.name.data)
        try:
            made = commands.invite(
                email=form.email.data, name=form.name.data, post=form.post.data or "", organisation=at, by=g.person
            )
        except Refused as refusal:
            before = queries.find_by_email(form.email.data)
            if before and (before.state, before.name, before.organisation_id) == (INVITED, form.name.data, at.id):
                flash(f"{before.name} is invited already.")
                return _to(before)
            form.email.errors = list(refusal.reasons)
        else:
            return _invited(made.name, made)
    return render_template("people/invite.html", form=form, places=places)


def _invited(name: str, made: Person | None = None) -> ResponseReturnValue:
    """Go on. Who manages one provider is told the same whether or not the address had an account elsewhere."""
    if made is not None and Role.ADMINISTRATOR in parts(g.person):
        flash(f"{name} is invited. Now give them their role.")
        return redirect(url_for("people.give_role", person_id=made.id), 303)
    flash(f"An invitation for {name} is on its way. Give them their role once they are on this list.")
    return redirect(url_for("people.people"), 303)


@bp.route("/people/<int:person_id>/edit", endpoint="edit_person", methods=["GET", "POST"])
@commits
@for_keepers
def edit(person_id: int) -> ResponseReturnValue:
    """Correct somebody's name and post."""
    person = _person(person_id, "edit")
    form = EditPersonForm(obj=person)
    if form.submitted() and (form.is_saved_in(person) or form.is_of(person)):
        commands.edit(person, name=form.name.data, post=form.post.data or "", by=g.person)
        flash("The details are saved.")
        return _to(person)
    return render_template("people/edit_person.html", form=form, owner=person)


@bp.route("/people/<int:person_id>/give-role", methods=["GET", "POST"])
@commits
@for_keepers
def give_role(person_id: int) -> ResponseReturnValue:
    """Let somebody play a part, for the whole service or for one round."""
    person = _person(person_id, "give_role")
    form, every = GiveRoleForm(), rounds.every()
    form.role.offer((role, str(role).capitalize()) for role in queries.roles_open_to(person.organisation))
    form.round.offer([(WHOLE_SERVICE, "The whole service"), *((one.slug, one.title) for one in every)])
    if form.submitted():
        round_ = next((one for one in every if one.slug == form.round.data), None)
        try:
            commands.give_role(person, Role(form.role.data), by=g.person, round_=round_)
        except Refused as refusal:
            form.role.errors = list(refusal.reasons)
        else:
            flash(f"{person.name} is {form.role.data} now.")
            return _to(person)
    return render_template("people/give_role.html", form=form, owner=person)


@bp.route("/people/<int:person_id>/assign", methods=["GET", "POST"])
@commits
@for_administrators
def assign(person_id: int) -> ResponseReturnValue:
    """Choose the providers that a commissioner negotiator works with."""
    person = _person(person_id, "assign")
    places = queries.providers()
    saved = {"providers": sorted(assigned_ids(person))}
    form = AssignForm(data=seen.start(saved))
    form.providers.offer((one.id, one.name) for one in places)
    if form.submitted() and seen.is_as_shown(form, saved):
        chosen = set(form.providers.data or [])
        for place in places:
            if place.id in chosen - assigned_ids(person):
                commands.assign(person, place, by=g.person)
            elif place.id not in chosen:
                commands.unassign(person, place, by=g.person)
        flash(f"{person.name} works with the providers you chose.")
        return _to(person)
    return render_template("people/assign.html", form=form, owner=person)


def _person(person_id: int, action: str) -> Person:
    """Somebody whom one may do this to. Raises NoResultFound, NotAllowed or Refused."""
    person = queries.get(person_id, seen_by=g.person)
    ensure(person, action, g.person)
    return person


def _to(person: Person) -> ResponseReturnValue:
    return redirect(url_for("people.detail", person_id=person.id), 303)
