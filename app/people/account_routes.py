"""Pages of one's own account."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.languages import _
from app.people import absences, commands, queries, sign_in
from app.people.account_forms import DetailsForm
from app.people.blueprint import bp
from app.permissions import parts
from app.web import commits, signed_in
from workflows.roles import Role


@bp.get("/account")
@signed_in
def account() -> ResponseReturnValue:
    """Who I am here, which parts I play, and how I sign in."""
    negotiates = bool(parts(g.person) & set(absences.NEGOTIATES))
    return render_template(
        "people/account.html",
        negotiates=negotiates,
        absence=absences.of(g.person) if negotiates else None,
        acts_for=absences.acted_for_by(g.person) if negotiates else [],
        roles=queries.roles_in_words(g.person),
        needs_code=sign_in.needs_second_factor(g.person),
        administers=Role.ADMINISTRATOR in parts(g.person),
        manages=queries.manages_somebody(g.person),
    )


@bp.route("/account/edit", methods=["GET", "POST"])
@commits
@signed_in
def edit_account() -> ResponseReturnValue:
    """Correct one's own name and post."""
    form = DetailsForm(obj=g.person)
    if form.submitted() and (form.is_saved_in(g.person) or form.is_of(g.person)):
        commands.correct_own_details(g.person, name=form.name.data, post=form.post.data or "")
        flash(_("Your details are saved."))
        return redirect(url_for("people.account"), 303)
    return render_template("people/edit_account.html", form=form)
