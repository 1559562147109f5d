"""Pages that end something of an account, or open it again: each asks first, and bears being pressed twice."""

from collections.abc import Callable

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.models import Person
from app.people import commands, queries
from app.people.blueprint import bp
from app.people.people_forms import DeactivateForm
from app.people.people_routes import for_administrators, for_keepers
from app.perform import ensure
from app.web import ConfirmForm, commits
from workflows.person import PersonState


@bp.route("/people/<int:person_id>/roles/<int:appointment_id>/end", methods=["GET", "POST"])
@commits
@for_keepers
def end_role(person_id: int, appointment_id: int) -> ResponseReturnValue:
    """End a part from now on."""
    person = queries.get(person_id, seen_by=g.person)
    appointment = queries.appointment(person, appointment_id)
    words = queries.role_in_words(appointment.role, queries.round_of(appointment))
    return _confirmed(
        person,
        "end_role",
        lambda: commands.end_role(appointment, by=g.person),
        title=f"End the role of {words}",
        what=f"{person.name} can do nothing more in this role from now on. What they did stays.",
        button="End role",
        done=f"{person.name} is no longer {words}." if appointment.ended_at is None else "",
        already=f"{person.name} is no longer {words}: it had ended.",
    )


@bp.route("/people/<int:person_id>/invite-again", methods=["GET", "POST"])
@commits
@for_keepers
def invite_again(person_id: int) -> ResponseReturnValue:
    """Send another link to somebody who has chosen no password yet."""
    person = queries.get(person_id, seen_by=g.person)
    return _confirmed(
        person,
        "invite",
        lambda: commands.invite_again(person, by=g.person),
        title=f"Send {person.name} another invitation",
        what=f"It goes to {person.email} and works once, for seven days.",
        button="Send invitation",
        done="The invitation is on its way." if person.state is PersonState.INVITED else "",
        already=f"{person.name} has chosen a password already.",
    )


@bp.route("/people/<int:person_id>/reset-second-factor", methods=["GET", "POST"])
@commits
@for_administrators
def reset_second_factor(person_id: int) -> ResponseReturnValue:
    """Forget the authenticator app of somebody who has lost it."""
    person = queries.get(person_id, seen_by=g.person)
    return _confirmed(
        person,
        "reset_second_factor",
        lambda: commands.reset_second_factor(person, by=g.person),
        title=f"Reset the second factor of {person.name}",
        what="Do this only when you have spoken to them. Their password alone signs them in until they set up an app "
        "again; where their role asks for one, that is the next thing they do.",
        button="Reset second factor",
        done="The second factor is reset." if person.tf_totp_secret else "",
        already=f"{person.name} has no second factor.",
    )


@bp.route("/people/<int:person_id>/reactivate", methods=["GET", "POST"])
@commits
@for_keepers
def reactivate(person_id: int) -> ResponseReturnValue:
    """Open a closed account again."""
    person = queries.get(person_id, seen_by=g.person)
    return _confirmed(
        person,
        "reactivate",
        lambda: commands.reactivate(person, by=g.person),
        title=f"Reactivate {person.name}",
        what="They can sign in again, with the roles that had not been ended. End those they should not have.",
        button="Reactivate",
        done=f"{person.name} can sign in again." if person.state is PersonState.DEACTIVATED else "",
        already=f"{person.name} can sign in already.",
    )


@bp.route("/people/<int:person_id>/deactivate", methods=["GET", "POST"])
@commits
@for_keepers
def deactivate(person_id: int) -> ResponseReturnValue:
    """Close an account; it is never deleted."""
    person = queries.get(person_id, seen_by=g.person)
    if person.state is PersonState.DEACTIVATED:
        return _back(person, f"{person.name} is deactivated already.")
    ensure(person, "deactivate", g.person)
    form = DeactivateForm()
    if form.submitted():
        commands.deactivate(person, by=g.person, why=form.why.data or "")
        return _back(person, f"{person.name} is deactivated, and signed out everywhere.")
    return render_template("people/deactivate.html", form=form, owner=person)


def _confirmed(
    person: Person, action: str, do: Callable[[], None], *, title: str, what: str, button: str, done: str, already: str
) -> ResponseReturnValue:
    """Ask, then do. Without words for `done` there is nothing left to do, and the page says so."""
    if not done:
        return _back(person, already)
    ensure(person, action, g.person)
    form = ConfirmForm()
    if form.submitted():
        do()
        return _back(person, done)
    return render_template("people/confirm.html", form=form, owner=person, title=title, what=what, button_text=button)


def _back(person: Person, words: str) -> ResponseReturnValue:
    flash(words)
    return redirect(url_for("people.detail", person_id=person.id), 303)
