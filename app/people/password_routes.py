"""Pages for choosing a password: a forgotten one, the first one, another one."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import jobs
from app.languages import _, language
from app.models import Person
from app.people import commands, letters, links, sessions, sign_in
from app.people.blueprint import bp
from app.people.sign_in_forms import NOT_IT, ChangePasswordForm, ForgottenForm, NewPasswordForm
from app.web import commits, public, signed_in


@bp.route("/reset-password", methods=["GET", "POST"])
@commits
@public
def reset_password() -> ResponseReturnValue:
    """Ask for a link by mail. The answer is the same, and as quick, whether or not there is such an account."""
    form = ForgottenForm()
    if form.submitted():
        jobs.enqueue("send_reset_link", key=letters.reset_key(form.email.data), email=form.email.data,
                     language=language())  # fmt: skip
        return redirect(url_for("people.reset_sent"), 303)
    return render_template("people/reset_password.html", form=form)


@bp.get("/reset-password/sent")
@public
def reset_sent() -> ResponseReturnValue:
    """What happens next."""
    return render_template("people/reset_sent.html")


@bp.route("/reset-password/<token>", methods=["GET", "POST"])
@commits
@public
def choose_password(token: str) -> ResponseReturnValue:
    """Choose a new password by the link of a letter, once."""
    return _choose(links.RESET, token, _("Choose a new password"))


@bp.route("/invitation/<token>", methods=["GET", "POST"])
@commits
@public
def accept_invitation(token: str) -> ResponseReturnValue:
    """Take up an invitation by choosing a first password."""
    return _choose(links.INVITATION, token, _("Choose your password"))


@bp.route("/account/password", methods=["GET", "POST"])
@commits
@signed_in
def change_password() -> ResponseReturnValue:
    """Choose another password; every other session of this person ends."""
    person = g.person
    form = ChangePasswordForm(known=(person.name, person.email))
    if form.submitted():
        if sign_in.confirm(person, form.old_password.data):
            commands.change_password(person, form.password.data)
            sessions.begin(person)
            flash(_("Your password is changed, and you are signed out everywhere else."))
            return redirect(url_for("people.account"), 303)
        form.old_password.errors = [NOT_IT]
    return render_template("people/change_password.html", form=form)


def _choose(purpose: str, token: str, title: str) -> ResponseReturnValue:
    person = links.owner(purpose, token)
    if person is None:
        return render_template("people/link_ended.html", was_invitation=purpose == links.INVITATION), 404
    form = NewPasswordForm(known=_known(person))
    if form.submitted():
        commands.set_password(person, form.password.data)
        flash(_("Your password is set. Sign in with it."))
        return redirect(url_for("people.sign_in"), 303)
    return render_template("people/choose_password.html", form=form, title=title, owner=person)


def _known(person: Person) -> tuple[str, ...]:
    return (person.name, person.email, person.email.partition("@")[0])
