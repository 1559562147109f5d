"""Templates of answers: listed, written, changed and put away."""

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.answers import templates
from app.answers.batch_forms import NAMED, TemplateForm
from app.answers.blueprint import bp, seen_round
from app.models import Round
from app.permissions import SEES_RESPONSES, roles_of
from app.web import commits, for_parts, pressed
from workflows.roles import Role


@bp.get("/rounds/<slug>/feedback/templates")
@for_parts(*SEES_RESPONSES)
def answer_templates(slug: str) -> ResponseReturnValue:
    """The templates of a round."""
    round_ = seen_round(slug)
    may_write = Role.ANALYST in roles_of(g.person, round_)
    return render_template("answers/templates.html", round=round_, templates=templates.of(round_), may_write=may_write)


@bp.route("/rounds/<slug>/feedback/templates/write", methods=["GET", "POST"])
@commits
@for_parts(Role.ANALYST)
def write_template(slug: str) -> ResponseReturnValue:
    """Write a new one."""
    round_ = seen_round(slug)
    form = TemplateForm()
    if form.submitted() and _is_free(round_, form):
        template = templates.write(round_, by=g.person, **_words(form))
        flash(f"“{template.title}” is saved. Choose points to answer with it.")
        return redirect(url_for("answers.answer_templates", slug=slug), 303)
    return render_template("answers/write_template.html", round=round_, form=form, template=None, named=NAMED)


@bp.route("/rounds/<slug>/feedback/templates/<int:template_id>", methods=["GET", "POST"])
@commits
@for_parts(Role.ANALYST)
def edit_template(slug: str, template_id: int) -> ResponseReturnValue:
    """Change one. Answers given with it stay as they are."""
    round_ = seen_round(slug)
    template = templates.get(round_, template_id)
    welsh = template.welsh or {}
    form = TemplateForm(obj=template, reason_in_welsh=welsh.get("reason", ""), change_in_welsh=welsh.get("change", ""))
    if form.submitted() and form.is_of(template) and _is_free(round_, form, but=template.id):
        templates.change(template, by=g.person, **_words(form))
        flash(f"“{template.title}” is saved. Answers that were given with it stay as they are.")
        return redirect(url_for("answers.answer_templates", slug=slug), 303)
    return render_template("answers/write_template.html", round=round_, form=form, template=template, named=NAMED)


@bp.post("/rounds/<slug>/feedback/templates/<int:template_id>/retire")
@commits
@for_parts(Role.ANALYST)
def retire_template(slug: str, template_id: int) -> ResponseReturnValue:
    """Put one away."""
    template = templates.get(seen_round(slug), template_id)
    pressed(lambda: templates.retire(template, by=g.person), f"“{template.title}” is put away.")
    return redirect(url_for("answers.answer_templates", slug=slug), 303)


def _words(form: TemplateForm) -> dict[str, Any]:
    words = {name: form[name].data or "" for name in ("title", "disposition", "reason", "change")}
    return {**words, "welsh": form.in_welsh()}


def _is_free(round_: Round, form: TemplateForm, but: int = 0) -> bool:
    """Whether no other template of the round has this title; if one has, it is said."""
    if templates.is_free(round_, form.title.data or "", but=but):
        return True
    form.title.errors = ["Choose another title: a template of this round has this one"]
    return False
