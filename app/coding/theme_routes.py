"""Pages where one theme is changed: its words, its place, and whether it is merged, split or retired."""

from collections.abc import Callable

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.coding import frame, queries
from app.coding.blueprint import bp, for_coding, seen_round
from app.coding.forms import MergeThemeForm, RetireForm, SplitThemeForm, ThemeForm
from app.models import Round, Theme
from app.perform import ensure
from app.web import commits, in_time
from app.wording import plural
from workflows.theme import ThemeState

SAVED = "{name} saved. It takes effect in the next version that is issued."
WRITE_AGAIN = " Its name in Welsh said what it was called before, so it is set aside: write it again."


@bp.route("/rounds/<slug>/coding/themes/<int:theme_id>/edit", methods=["GET", "POST"])
@commits
@for_coding
def edit_theme(slug: str, theme_id: int) -> ResponseReturnValue:
    """Change what a theme is called and what belongs to it."""
    round_, theme = _found(slug, theme_id)
    ensure(theme, "edit", g.person)
    form = ThemeForm(obj=theme)
    if form.submitted():
        typed = {name: form[name].data or "" for name in frame.WORDS}
        if frame.is_saved(theme, typed, is_stale=form.version.data != theme.version):
            flash(SAVED.format(name=theme.name))
            return _back(round_, theme)
        if form.is_of(theme):
            frame.edit_theme(theme, by=g.person, **typed)
            aside = "" if theme.name_cy or not theme.earlier_name_cy else WRITE_AGAIN
            flash(SAVED.format(name=theme.name) + aside)
            return _back(round_, theme)
    return render_template("coding/edit_theme.html", round=round_, theme=theme, form=form)


@bp.post("/rounds/<slug>/coding/themes/<int:theme_id>/move/<any(up, down):way>")
@commits
@for_coding
def move_theme(slug: str, theme_id: int, way: str) -> ResponseReturnValue:
    """Put it one place up or down."""
    round_, theme = _found(slug, theme_id)
    if in_time():
        frame.move(theme, way=way, by=g.person)
    return redirect(url_for(".index", slug=round_.slug), 303)


@bp.route("/rounds/<slug>/coding/themes/<int:theme_id>/retire", methods=["GET", "POST"])
@commits
@for_coding
def retire(slug: str, theme_id: int) -> ResponseReturnValue:
    """Take it out of use."""
    round_, theme = _found(slug, theme_id)
    if theme.state is ThemeState.RETIRED:
        return _back(round_, theme)
    ensure(theme, "retire", g.person)
    form = RetireForm(obj=theme)
    if form.submitted() and form.is_of(theme):
        frame.retire(theme, reason=form.reason.data or "", by=g.person)
        flash(f"{theme.name} is retired. It keeps the points it has and takes no more.")
        return _back(round_, theme)
    return render_template("coding/retire.html", round=round_, theme=theme, form=form)


@bp.post("/rounds/<slug>/coding/themes/<int:theme_id>/use-again")
@commits
@for_coding
def use_again(slug: str, theme_id: int) -> ResponseReturnValue:
    """Let it take points again."""
    round_, theme = _found(slug, theme_id)
    return _press(round_, theme, lambda: frame.use_again(theme, by=g.person), f"{theme.name} is in use again.")


@bp.route("/rounds/<slug>/coding/themes/<int:theme_id>/merge", methods=["GET", "POST"])
@commits
@for_coding
def merge_theme(slug: str, theme_id: int) -> ResponseReturnValue:
    """Let another theme take over its points."""
    round_, theme = _found(slug, theme_id)
    if theme.state is ThemeState.RETIRED:
        return _back(round_, theme)
    ensure(theme, "merge_into", g.person)
    others = [one for one in queries.in_order(round_.id) if one.id != theme.id and one.state is ThemeState.IN_USE]
    form = MergeThemeForm(obj=theme)
    form.into.offer([(one.id, one.name) for one in others])
    if form.submitted() and form.is_of(theme):
        into = next(one for one in others if one.id == form.into.data)
        number = frame.merge_into(theme, into, reason=form.reason.data or "", by=g.person)
        flash(f"{into.name} has taken over {plural(number, 'point')} of {theme.name}.")
        return _back(round_, into)
    count = queries.counts(round_.id, seen_by=g.person).get(theme.id, queries.Count())
    return render_template("coding/merge_theme.html", round=round_, theme=theme, form=form, count=count)


@bp.route("/rounds/<slug>/coding/themes/<int:theme_id>/split", methods=["GET", "POST"])
@commits
@for_coding
def split_theme(slug: str, theme_id: int) -> ResponseReturnValue:
    """Let several themes take its place."""
    round_, theme = _found(slug, theme_id)
    if theme.state is ThemeState.RETIRED:
        return _back(round_, theme)
    ensure(theme, "split_theme", g.person)
    form = SplitThemeForm(obj=theme)
    if form.submitted() and form.is_of(theme):
        names = [line.strip() for line in (form.names.data or "").splitlines() if line.strip()]
        made = frame.split_theme(theme, names, reason=form.reason.data or "", by=g.person)
        flash(f"{len(made)} themes take the place of {theme.name}. Write their definitions, then code its points anew.")
        return redirect(url_for(".index", slug=slug), 303)
    count = queries.counts(round_.id, seen_by=g.person).get(theme.id, queries.Count())
    return render_template("coding/split_theme.html", round=round_, theme=theme, form=form, count=count)


def _found(slug: str, theme_id: int) -> tuple[Round, Theme]:
    round_ = seen_round(slug)
    return round_, queries.get_theme(round_, theme_id)


def _back(round_: Round, theme: Theme) -> ResponseReturnValue:
    return redirect(url_for(".theme", slug=round_.slug, theme_id=theme.id), 303)


def _press(round_: Round, theme: Theme, do: Callable[[], object], said: str) -> ResponseReturnValue:
    if in_time():
        do()
        flash(said)
    return _back(round_, theme)
