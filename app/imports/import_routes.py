"""One import: where it stands, checking it, importing it, what was left out, and undoing it as a whole."""

from collections import Counter

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import jobs, uploads
from app.handing_out import as_file, named
from app.imports import commands, forms, left_out, plain_text, queries
from app.imports.blueprint import bp, for_entering
from app.imports.cells import letter
from app.imports.meaning import WHOLE_ROW
from app.models import ResponseImport
from app.perform import choices
from app.presses import press
from app.timeline import queries as timelines
from app.web import commits
from workflows.response_import import ImportState

SHOWN = 100
WORKING = (ImportState.CHECKING, ImportState.IMPORTING, ImportState.UNDOING)


@bp.get("/rounds/<slug>/feedback/imports/<int:import_id>")
@for_entering
def detail(slug: str, import_id: int) -> ResponseReturnValue:
    """Where an import stands: what is to be said, how far it is, the preview, or what came of it."""
    one = queries.get(slug, import_id, seen_by=g.person, whole=True)
    progress = jobs.progress(commands.job_of(one)) if one.state in WORKING else None
    possible = {choice.action: choice.obstacles for choice in choices(one, g.person, as_read=True)}
    return render_template(
        "imports/detail.html",
        one=one,
        round=one.round,
        counts=Counter(one.found.get("counts", {})),
        progress=progress,
        stopped=one.state in WORKING and (progress is None or progress.state in ("failed", "done")),
        possible=possible,
        form=forms.ImportForm(data={"seen": one.found.get("digest", "")}),
        problems=_shown(one),
        by_sentence=_by_column(one),
        read=sum(what != "ignore" for what, _ in one.mapping["columns"]),
        unmatched=sum(not ours for theirs in one.mapping["values"].values() for ours in theirs.values()),
        entries=timelines.of(one, seen_by=g.person),
    )


def _shown(one: ResponseImport) -> list[tuple[int, str, str]]:
    """The first problems: row, column as its letter and heading, sentence."""
    return [(row, _column(one, number), sentence) for row, number, sentence in one.problems[:SHOWN]]


def _column(one: ResponseImport, number: int) -> str:
    return "The whole row" if number == WHOLE_ROW else f"{letter(number)}: {one.names[number]}"


def _by_column(one: ResponseImport) -> list[tuple[str, int]]:
    """How many problems each column has, the most first: a wrong mapping shows here."""
    counted = Counter(number for _, number, _ in one.problems)
    return [(_column(one, number), count) for number, count in counted.most_common(10)]


@bp.post("/rounds/<slug>/feedback/imports/<int:import_id>/check")
@commits
@for_entering
def check(slug: str, import_id: int) -> ResponseReturnValue:
    """Have every row checked."""
    one = queries.get(slug, import_id, seen_by=g.person)
    return press(_back(one), lambda: commands.check(one, by=g.person))


@bp.post("/rounds/<slug>/feedback/imports/<int:import_id>/import")
@commits
@for_entering
def import_rows(slug: str, import_id: int) -> ResponseReturnValue:
    """Have the good rows imported."""
    one = queries.get(slug, import_id, seen_by=g.person)
    form = forms.ImportForm()
    if one.state in (ImportState.IMPORTING, ImportState.IMPORTED):
        flash("It was started the first time you pressed. Nothing is imported twice.")
        return _back(one)
    seen, acknowledges = form.seen.data or "", bool(form.acknowledges.data)
    return press(
        _back(one), lambda: commands.import_rows(one, seen=seen, acknowledges=acknowledges, by=g.person), form=form
    )


@bp.post("/rounds/<slug>/feedback/imports/<int:import_id>/go-on")
@commits
@for_entering
def go_on(slug: str, import_id: int) -> ResponseReturnValue:
    """Take up what has stopped."""
    one = queries.get(slug, import_id, seen_by=g.person)
    return press(_back(one), lambda: commands.go_on(one, by=g.person), "It is taken up again.")


@bp.post("/rounds/<slug>/feedback/imports/<int:import_id>/discard")
@commits
@for_entering
def discard(slug: str, import_id: int) -> ResponseReturnValue:
    """Import none of it."""
    one = queries.get(slug, import_id, seen_by=g.person)
    return press(_back(one), lambda: commands.discard(one, by=g.person), "It is discarded. None of it was imported.")


@bp.post("/rounds/<slug>/feedback/imports/<int:import_id>/undo")
@commits
@for_entering
def undo(slug: str, import_id: int) -> ResponseReturnValue:
    """Take it back as a whole."""
    one = queries.get(slug, import_id, seen_by=g.person)
    if one.state in (ImportState.UNDOING, ImportState.UNDONE):
        flash("That was undone the first time you pressed.")
        return _back(one)
    return press(_back(one), lambda: commands.undo(one, by=g.person))


@bp.get("/rounds/<slug>/feedback/imports/<int:import_id>/left-out")
@for_entering
def rows_left_out(slug: str, import_id: int) -> ResponseReturnValue:
    """The rows that are not imported, as they came, with the reason in a new column."""
    one = queries.get(slug, import_id, seen_by=g.person, whole=True)
    if one.upload is None or not one.problems:
        abort(404)
    return as_file(left_out.as_csv(one), "csv", named(f"left-out-{one.id}", "csv", one.round))


@bp.get("/rounds/<slug>/feedback/imports/<int:import_id>/file")
@for_entering
def file(slug: str, import_id: int) -> ResponseReturnValue:
    """The file as it was brought."""
    one = queries.get(slug, import_id, seen_by=g.person)
    if one.upload is None:
        abort(404)
    if one.upload.content.startswith(plain_text.PACKED):
        return as_file(plain_text.unpacked(one.upload.content).read(), "csv", one.upload.name)
    return uploads.as_download(one.upload)


def _back(one: ResponseImport) -> ResponseReturnValue:
    return redirect(url_for(".detail", slug=one.round.slug, import_id=one.id), 303)
