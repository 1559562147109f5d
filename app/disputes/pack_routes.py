"""Pages of the dispute pack: ask for it, see how far it is, fetch it."""

from flask import abort, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.disputes import packs, queries
from app.disputes.blueprint import bp
from app.disputes.steps import here
from app.uploads import as_download
from app.web import ConfirmForm, commits, for_both_sides


@bp.post("/disputes/<int:dispute_id>/pack")
@commits
@for_both_sides
def pack(dispute_id: int) -> ResponseReturnValue:
    """Have the pack made."""
    dispute = queries.get(dispute_id, seen_by=g.person)
    if not ConfirmForm().submitted():
        return redirect(here(dispute), 303)
    asked = packs.ask(dispute, by=g.person)
    return redirect(url_for(".pack_progress", dispute_id=dispute.id, pack_id=asked.id), 303)


@bp.get("/disputes/<int:dispute_id>/packs/<int:pack_id>")
@for_both_sides
def pack_progress(dispute_id: int, pack_id: int) -> ResponseReturnValue:
    """How far a pack is; the page refreshes itself until it is finished, and can be left."""
    dispute = queries.get(dispute_id, seen_by=g.person)
    found = queries.get_pack(dispute, pack_id, seen_by=g.person)
    return render_template("disputes/pack.html", dispute=dispute, pack=found, progress=packs.progress(found))


@bp.get("/disputes/<int:dispute_id>/packs/<int:pack_id>/file")
@for_both_sides
def pack_file(dispute_id: int, pack_id: int) -> ResponseReturnValue:
    """The zip, for whoever asked for it and still sees the dispute."""
    dispute = queries.get(dispute_id, seen_by=g.person)
    found = queries.get_pack(dispute, pack_id, seen_by=g.person)
    if found.upload is None:
        abort(404)
    return as_download(found.upload)
