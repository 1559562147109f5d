"""The sections and questions of a response that a team writes: whoever holds the section writes, the others read."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.languages import _
from app.models import TypedText
from app.responses import commands as responses
from app.responses import forms, places, sections
from app.responses import queries as answers
from app.responses.routes import questions, receipt
from app.responses.routes.receipt import Writing
from app.rooms import locks, queries, standing, wordings
from app.rooms.queries import ABOUT
from app.rooms.standing import Standing
from app.rooms.team import Team
from app.web import BaseForm, ConfirmForm
from workflows.engine import Refused
from workflows.response import ResponseState

UNTYPED = {"csrf_token"}


def team_and_me(writing: Writing) -> tuple[Team, Any]:
    """The team of a shared response and who of them this is. Raises NoReceipt for one that is not shared."""
    if writing.team is None or writing.me is None:
        raise receipt.NoReceipt
    return writing.team, writing.me


def section(writing: Writing, found: places.Section) -> ResponseReturnValue:
    """The places of one section, with who writes it."""
    team, me = team_and_me(writing)
    slug = writing.response.round.slug
    return render_template(
        "rooms/section.html",
        writing=writing,
        section=found,
        standing=standing.of(team, found.key, found.title, me),
        tasks=sections.tasks_in(found, slug, answers.views_of(writing.response)),
        remarks=queries.remark_counts(team.room),
        is_open=writing.response.state is not ResponseState.SUBMITTED,
        form=ConfirmForm(),
    )


def question(writing: Writing, here: places.Place) -> ResponseReturnValue:
    """One question: to write for whoever holds its section, to read for the others."""
    team, me = team_and_me(writing)
    asked = places.of(writing.response.edition)
    view = answers.view_in(writing.response, here.ref)
    form = forms.form_for(here, asked, view)
    if questions.wants_later() and isinstance(form, forms.IntentionForm):
        form.stance.required = False
    stands = standing.of(team, here.section, standing.titles(asked)[here.section], me)
    if request.method == "POST":
        saved = None
        if _is_theirs(form, stands, writing, here.ref) and not form.is_as_saved(view):
            saved = view
        elif not form.form_errors and not form.errors and _saved_view(form, writing, here, stands):
            slug = writing.response.round.slug
            return redirect(questions.next_page(slug, questions.after(slug, asked, here)), 303)
        return _question_page(writing, asked, here, form, stands, view=view, saved=saved)
    kept = queries.typed(me, here.ref)
    if kept is not None and stands.is_mine:
        _bring_back(form, kept)
    changed = kept is not None and not form.is_as_saved(view)
    return _question_page(writing, asked, here, form, stands, view=view, kept=kept, saved=view if changed else None)


def _is_theirs(form: BaseForm, stands: Standing, writing: Writing, place: str) -> bool:
    """Whether what was sent is sound, and nobody else writes the section by now; else it is kept as it was typed."""
    sound = form.submitted()
    if stands.is_locked and not form["csrf_token"].errors:
        team, me = team_and_me(writing)
        wordings.keep_typed(team.room, place, fields_of(form), me=me)
        form.form_errors = [
            _("%(name)s writes this section now, so nothing was saved. What you typed is kept for you, and is below.",
              name=stands.holder)
        ]  # fmt: skip
    return sound and not stands.is_locked


def _saved_view(form: Any, writing: Writing, here: places.Place, stands: Standing) -> bool:
    team, me = team_and_me(writing)
    try:
        locks.take(team, stands.key, stands.title, by=writing.by, me=me)
        saved = responses.save_view(writing.response, here.ref, by=writing.by, **form.said())
    except Refused as refused:
        _refused(form, writing, here.ref, refused)
        return False
    wordings.record(team.room, here.ref, wordings.said_in(saved), me=me)
    asked = places.of(writing.response.edition)
    beside = [each.ref for each in asked.by_ref.values() if each.section == here.section]
    _is_saved(here.ref, stands, me, is_last=asked.after[here.ref] is None, beside=beside)
    return True


def _refused(form: BaseForm, writing: Writing, place: str, refused: Refused) -> None:
    """Say why it is not saved, and keep what was typed."""
    team, me = team_and_me(writing)
    wordings.keep_typed(team.room, place, fields_of(form), me=me)
    sent = writing.response.state is ResponseState.SUBMITTED
    form.form_errors = [questions.SENT_ALREADY] if sent else list(refused.reasons)


def _is_saved(place: str, stands: Standing, me: Any, *, is_last: bool = True, beside: Sequence[str] = ()) -> None:
    """Forget what was typed. Whoever comes back later, or goes on behind the last question, leaves the section.

    But for one who has typed something `beside` it that is not saved yet, such as in another tab, and whoever goes
    back to the check page, from where one changes several answers.
    """
    wordings.forget_typed(place, me=me)
    if questions.wants_later():
        locks.leave(me, stands.key)
    elif is_last and not questions.wants_check() and not queries.has_typed(me, beside):
        locks.leave(me, stands.key)
        flash(_("You have finished with “%(section)s”: others can write it now.", section=stands.title))


def about(writing: Writing) -> ResponseReturnValue:
    """Who responds: a section like any other."""
    team, me = team_and_me(writing)
    response = writing.response
    form = forms.AboutForm(obj=response)
    if questions.wants_later():
        form.finish_later()
    stands = standing.of(team, ABOUT, _("Who you are"), me)
    if request.method == "POST":
        ours = _is_theirs(form, stands, writing, ABOUT) and (
            questions.is_unchanged(form, response) or form.is_of(response)
        )
        if ours and _saved_about(form, writing, stands):
            slug = response.round.slug
            return redirect(questions.next_page(slug, url_for("rooms.team", slug=slug)), 303)
        return _about_page(writing, form, stands)
    kept = queries.typed(me, ABOUT)
    if kept is not None and stands.is_mine:
        _bring_back(form, kept)
    return _about_page(writing, form, stands, kept=kept)


def _saved_about(form: forms.AboutForm, writing: Writing, stands: Standing) -> bool:
    team, me = team_and_me(writing)
    typed = {name: value for name, value in form.data.items() if name in responses.ABOUT}
    try:
        locks.take(team, stands.key, stands.title, by=writing.by, me=me)
        responses.save_about(writing.response, by=writing.by, **typed)
    except Refused as refused:
        _refused(form, writing, ABOUT, refused)
        return False
    wordings.record(team.room, ABOUT, wordings.said_about(writing.response), me=me)
    _is_saved(ABOUT, stands, me)
    return True


def fields_of(form: BaseForm) -> dict[str, Any]:
    """What stands in a form, as plain values."""
    return {
        name: [str(one) for one in value] if isinstance(value, list) else str(value or "")
        for name, value in form.data.items()
        if name not in UNTYPED
    }


def _bring_back(form: BaseForm, kept: TypedText) -> None:
    """Put what was typed and not saved back into its form, with what the page had seen saved then."""
    for name, value in kept.fields.items():
        if name in form:
            form[name].process(None, value)


def _question_page(
    writing: Writing, asked: places.Places, here: places.Place, form: Any, stands: Standing, **more: Any
) -> ResponseReturnValue:
    saved = more.get("saved")
    if saved is not None:
        form.form_errors = [*form.form_errors, questions.SAVED_ELSEWHERE]
        form.seen.data = saved.saved_at.isoformat()
    slug = writing.response.round.slug
    team, _me = team_and_me(writing)
    return render_template(
        "rooms/question.html",
        **{"view": None, "kept": None, "saved": None, **more},
        writing=writing,
        response=writing.response,
        section=asked.section(here.section),
        place=here,
        form=form,
        standing=stands,
        writes=stands.is_mine or request.method == "POST",
        remarks=queries.remarks(team.room, here.ref),
        names=dict(asked.characteristics),
        skip=questions.after(slug, asked, here),
        fields=fields_of,
    )


def _about_page(writing: Writing, form: Any, stands: Standing, kept: TypedText | None = None) -> ResponseReturnValue:
    team, _me = team_and_me(writing)
    return render_template(
        "rooms/about.html",
        writing=writing,
        response=writing.response,
        form=form,
        labels=forms.labels(writing.response),
        standing=stands,
        kept=kept,
        writes=stands.is_mine or request.method == "POST",
        remarks=queries.remarks(team.room, ABOUT),
    )
