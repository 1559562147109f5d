"""Pages on which a round manager puts words in Welsh beside those in English."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.in_welsh import places
from app.in_welsh.blueprint import bp
from app.in_welsh.forms import form_for
from app.intentions import commands as intention_commands
from app.intentions import queries as intentions
from app.perform import ensure
from app.rounds import commands, queries
from app.web import commits, for_parts
from workflows.roles import Role


@bp.route("/in-welsh", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def of_round(slug: str) -> ResponseReturnValue:
    """The round's own words: title, introduction, groups, assumptions, questions, characteristics."""
    round_ = queries.working(slug, seen_by=g.person)
    ensure(round_, "edit", g.person)
    form = form_for(places.of_round(round_), round_.welsh, round_.version)
    if form.submitted() and form.is_of(round_):
        commands.edit(round_, by=g.person, welsh=form.said())
        flash("Saved. An edition keeps the Welsh that there is when it is published.")
        return redirect(url_for(".of_round", slug=slug))
    every = intentions.working(round_)
    return render_template("in_welsh/of_round.html", round=round_, form=form, intentions=every)


@bp.route("/intentions/<ref>/in-welsh", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def of_intention(slug: str, ref: str) -> ResponseReturnValue:
    """The words of one intention."""
    round_ = queries.working(slug, seen_by=g.person)
    ensure(round_, "write_intentions", g.person)
    intention = intentions.get(round_, ref)
    form = form_for(places.of_intention(intention), intention.welsh, intention.version)
    if form.submitted() and form.is_of(intention):
        intention_commands.revise(intention, by=g.person, welsh=form.said())
        flash(f"The Welsh of {ref} is saved. The next edition shows it.")
        return redirect(url_for("intentions.detail", slug=slug, ref=ref))
    return render_template("in_welsh/of_intention.html", round=round_, intention=intention, form=form)
