"""Pages on which negotiators name a deputy, and say that they are back."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.people import absences
from app.people.absence_forms import DeputyForm
from app.people.blueprint import bp
from app.web import ConfirmForm, commits, for_parts
from workflows.engine import Refused

for_negotiators = for_parts(*absences.NEGOTIATES)


@bp.route("/account/deputy", methods=["GET", "POST"])
@commits
@for_negotiators
def deputy() -> ResponseReturnValue:
    """Name a deputy, or see who acts for one."""
    absence, colleagues = absences.of(g.person), absences.possible_deputies(g.person)
    form = DeputyForm()
    form.deputy.offer([(one.id, one.name) for one in colleagues])
    if form.submitted():
        chosen = next(one for one in colleagues if str(one.id) == str(form.deputy.data))
        first, last = form.days()
        if absence and (absence.deputy_id, absence.first_day, absence.last_day) == (chosen.id, first, last):
            return redirect(url_for("people.deputy"), 303)  # pressed twice
        try:
            absences.name_deputy(g.person, chosen, first_day=first, last_day=last)
        except Refused as refused:
            db.session.rollback()
            form.form_errors = list(refused.reasons)
        else:
            flash(f"{chosen.name} acts for you while you are away.")
            return redirect(url_for("people.deputy"), 303)
    return render_template("people/deputy.html", form=form, absence=absence, colleagues=colleagues)


@bp.route("/account/deputy/come-back", methods=["GET", "POST"])
@commits
@for_negotiators
def come_back() -> ResponseReturnValue:
    """Say that one is back: nobody acts for one any more."""
    absence = absences.of(g.person)
    form = ConfirmForm()
    if absence is None:
        flash("Nobody acts for you: you are back already.")
        return redirect(url_for("people.deputy"), 303)
    if form.submitted():
        absences.come_back(absence, by=g.person)
        flash("You are back. Nobody acts for you any more.")
        return redirect(url_for("people.deputy"), 303)
    return render_template("people/come_back.html", form=form, absence=absence)
