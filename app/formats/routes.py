"""Pages of an edition's other formats: anyone takes one away, round managers attach them."""

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from app import uploads
from app.editions import queries as editions
from app.formats import commands, queries
from app.formats.forms import FormatForm
from app.models import Edition
from app.perform import ensure
from app.rounds import queries as rounds
from app.web import ConfirmForm, commits, for_parts, public
from workflows.roles import Role

bp = Blueprint("formats", __name__, url_prefix="/rounds/<slug>/editions/<int:number>/formats")


@bp.get("/<int:format_id>")
@public
def file(slug: str, number: int, format_id: int) -> ResponseReturnValue:
    """One format as a file; one that stands elsewhere is there."""
    found = queries.get(editions.get(rounds.get(slug), number), format_id)
    if found.upload is None:
        raise NoResultFound
    return uploads.as_download(found.upload)


@bp.route("/attach", methods=["GET", "POST"])
@commits
@for_parts(Role.ROUND_MANAGER)
def attach_format(slug: str, number: int) -> ResponseReturnValue:
    """Attach a file, or the address of one, to an edition."""
    edition = _managed(slug, number)
    ensure(edition.round, "attach_format", g.person)
    form = FormatForm()
    if form.submitted():
        upload = uploads.store(form.file.data, by=g.person) if form.file.data else None
        attached = commands.attach_format(
            edition,
            form.kind.data,
            note=form.note.data or "",
            note_in_welsh=form.note_in_welsh.data or "",
            url=form.url.data or "",
            upload=upload,
            by=g.person,
        )
        flash(f"{queries.KINDS[attached.kind]} is attached to edition {number}.")
        return redirect(url_for("editions.detail", slug=slug, number=number, _anchor="formats"))
    return render_template("formats/attach_format.html", edition=edition, round=edition.round, form=form)


@bp.post("/<int:format_id>/take-away")
@commits
@for_parts(Role.ROUND_MANAGER)
def take_format_away(slug: str, number: int, format_id: int) -> ResponseReturnValue:
    """Take a format away that is wrong or has been replaced."""
    edition = _managed(slug, number)
    if ConfirmForm().submitted():
        try:
            attached = queries.get(edition, format_id)
        except NoResultFound:
            flash("It has been taken away already.")
        else:
            commands.take_format_away(attached, by=g.person)
            flash("It is taken away.")
    return redirect(url_for("editions.detail", slug=slug, number=number, _anchor="formats"))


def _managed(slug: str, number: int) -> Edition:
    return editions.get(rounds.working(slug, seen_by=g.person), number)
