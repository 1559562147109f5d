"""Pages of exports: ask for one, see how far it is, fetch it."""

from flask import Blueprint, abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.exports import commands, queries
from app.exports.forms import ExportForm
from app.rounds import queries as rounds
from app.uploads import as_download
from app.web import commits, for_parts
from workflows.roles import Role

bp = Blueprint("exports", __name__)
SEES_AGREEMENTS = (
    Role.ROUND_MANAGER,
    Role.COMMISSIONER_SIGNATORY,
    Role.COMMISSIONER_NEGOTIATOR,
    Role.ASSURER,
)


@bp.route("/rounds/<slug>/agreements/export", methods=["GET", "POST"])
@commits
@for_parts(*SEES_AGREEMENTS)
def export(slug: str) -> ResponseReturnValue:
    """Ask for the agreements of a round as one zip."""
    round_ = rounds.get(slug)
    counts = queries.counts(round_, seen_by=g.person)
    form = ExportForm()
    form.offer(counts)
    if form.submitted():
        asked = commands.ask(round_, state=form.chosen, by=g.person)
        return redirect(url_for(".detail", export_id=asked.id))
    made = queries.newest(round_, seen_by=g.person)
    return render_template("exports/export.html", round=round_, form=form, counts=counts, exports=made)


@bp.get("/exports/<int:export_id>")
@for_parts(*SEES_AGREEMENTS)
def detail(export_id: int) -> ResponseReturnValue:
    """How far an export is; it refreshes itself until it is finished, and can be left."""
    export = queries.get(export_id, seen_by=g.person)
    return render_template("exports/detail.html", export=export, progress=commands.progress(export))


@bp.get("/exports/<int:export_id>/file")
@for_parts(*SEES_AGREEMENTS)
def file(export_id: int) -> ResponseReturnValue:
    """The zip, for whoever asked for it."""
    export = queries.get(export_id, seen_by=g.person)
    if export.upload is None:
        abort(404)
    if not queries.may_still_be_seen(export, seen_by=g.person):
        flash("It holds agreements that are no longer yours to see. Ask for a new one.", "problem")
        return redirect(url_for(".export", slug=export.round.slug))
    return as_download(export.upload)
