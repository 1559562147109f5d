"""Pages on which a round manager writes, revises, orders and removes intentions."""

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from app.intentions import commands, queries
from app.intentions.blueprint import bp
from app.intentions.forms import IntentionForm, ReviseForm, WriteForm, as_typed
from app.models import Group, Intention, Round
from app.perform import ensure
from app.rounds import queries as rounds
from app.web import ConfirmForm, commits, for_parts
from workflows.engine import Refused
from workflows.roles import Role

WAYS = ("up", "down")


@bp.route("/write", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def write(slug: str) -> ResponseReturnValue:
    """Write a new intention under the next number of its group."""
    round_ = _writable(slug)
    form = WriteForm(data={"in_summary": True})
    _know_providers(form)
    if form.submitted():
        group = Group(form.group.data or "")
        number = queries.next_number(round_, group)
        intention = commands.write(round_, group=group, number=number, **form.said(), by=g.person)
        flash(f"{intention.ref} is written.")
        return redirect(url_for(".detail", slug=slug, ref=intention.ref))
    return render_template("intentions/write.html", round=round_, form=form)


@bp.route("/<ref>/revise", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def revise(slug: str, ref: str) -> ResponseReturnValue:
    """Change what an intention says."""
    round_ = _writable(slug)
    intention = queries.get(round_, ref)
    names = queries.provider_names()
    form = ReviseForm(data=as_typed(intention, names))
    form.known = _by_name(names)
    if form.submitted() and _is_as_seen(form, intention, names):
        commands.revise(intention, by=g.person, **form.said())
        flash(f"{ref} is saved.")
        return redirect(url_for(".detail", slug=slug, ref=ref))
    return render_template("intentions/revise.html", round=round_, intention=intention, form=form)


def _is_as_seen(form: ReviseForm, intention: Intention, names: dict[str, str]) -> bool:
    """Whether nobody saved it meanwhile; if somebody did, every difference is listed and nothing typed is lost."""
    if form.is_of(intention):
        return True
    saved = as_typed(intention, names)
    lists = ("sectors", "nations", "holds", "named_providers", "named_partners", "chosen_segments")
    form.form_errors += [
        f"{form[name].label.text}: now “{_in_words(saved[name]) or 'none'}”"
        for name in lists
        if saved[name] != (form[name].data or type(saved[name])())
    ]
    return False


def _in_words(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value).replace("\n", ", ")


@bp.post("/<ref>/reorder/<way>")
@commits
@for_parts(Role.ROUND_MANAGER)
def reorder(slug: str, ref: str, way: str) -> ResponseReturnValue:
    """Move an intention one place up or down in its group."""
    if way not in WAYS:
        raise NoResultFound
    round_ = _writable(slug)
    intention = queries.get(round_, ref)
    if ConfirmForm().submitted():
        try:
            commands.reorder(intention, "up" if way == "up" else "down", by=g.person)
        except Refused as refusal:
            flash(" ".join(refusal.reasons), "problem")
    return redirect(url_for(".index", slug=slug, _anchor=intention.ref))


@bp.route("/<ref>/remove", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def remove(slug: str, ref: str) -> ResponseReturnValue:
    """Take out an intention that was never published."""
    round_ = _writable(slug)
    if ref not in queries.refs(round_):
        flash(f"{ref} is not there: it has been removed, or it never was.", "problem")
        return redirect(url_for(".index", slug=slug))
    intention = queries.get(round_, ref)
    if ConfirmForm().submitted():
        commands.remove(intention, by=g.person)
        flash(f"{ref} is removed.")
        return redirect(url_for(".index", slug=slug))
    published = ref in queries.published_refs(round_)
    return render_template("intentions/remove.html", round=round_, intention=intention, published=published)


def _writable(slug: str) -> Round:
    round_ = rounds.working(slug, seen_by=g.person)
    ensure(round_, "write_intentions", g.person)
    return round_


def _know_providers(form: IntentionForm) -> None:
    form.known = _by_name(queries.provider_names())


def _by_name(names: dict[str, str]) -> dict[str, str]:
    return {word.casefold(): code for code, name in names.items() for word in (code, name)}
