"""Pages on which an analyst puts what was answered into Welsh."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.answers import commands
from app.answers import queries as points
from app.in_welsh import answers, places
from app.in_welsh.blueprint import bp
from app.in_welsh.forms import form_for
from app.models import Round
from app.perform import ensure
from app.permissions import sees_responses
from app.rounds import queries as rounds
from app.web import commits, for_parts
from app.wording import plural
from workflows.roles import Role

TRANSLATES = for_parts(Role.ANALYST, Role.ROUND_MANAGER)


@bp.get("/feedback/in-welsh")
@TRANSLATES
def answers_to_translate(slug: str) -> ResponseReturnValue:
    """Answers that are not in Welsh yet, those given most often first."""
    round_ = _seen(slug)
    return render_template("in_welsh/answers.html", round=round_, waiting=answers.waiting(round_))


@bp.route("/feedback/<int:point_id>/in-welsh", methods=["GET", "POST"])
@commits
@TRANSLATES
def of_answer(slug: str, point_id: int) -> ResponseReturnValue:
    """The Welsh of one answer, for every point that has the same."""
    round_ = _seen(slug)
    point = points.get(round_, point_id, seen_by=g.person)
    ensure(point, "say_in_welsh", g.person)
    texts, others = places.of_answer(point), answers.alike(point)
    welsh = point.welsh or {}
    form = form_for(texts, welsh, point.version)
    if form.submitted() and (form.is_saved(welsh) or form.is_of(point)):
        if not form.is_saved(welsh):
            commands.say_in_welsh([point, *others], form.words(), by=g.person)
            flash(f"Saved for {plural(len(others) + 1, 'point')}. Welsh pages show it where the answer is out.")
        return redirect(url_for(".answers_to_translate", slug=slug), 303)
    return render_template("in_welsh/of_answer.html", round=round_, point=point, form=form, number=len(others) + 1)


def _seen(slug: str) -> Round:
    round_ = rounds.get(slug)
    if not sees_responses(g.person, round_.id):
        raise NotFound
    return round_
