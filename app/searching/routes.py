"""Pages of searches: save one, change it, and take what it finds as a file."""

from io import BytesIO

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.extensions import db
from app.handing_out import as_file, named
from app.models import PointSheet, Round
from app.permissions import SEES_RESPONSES, sees_responses
from app.rounds import queries as rounds
from app.searching import commands, forms, options, queries, saved, sheets
from app.searching.filters import from_arguments
from app.uploads import as_download
from app.web import ConfirmForm, commits, for_parts, pressed

bp = Blueprint("searching", __name__)


@bp.get("/rounds/<slug>/feedback/searches")
@for_parts(*SEES_RESPONSES)
def index(slug: str) -> ResponseReturnValue:
    """One's own searches and those that the team shares, with what each finds now."""
    round_ = _seen_round(slug)
    found = saved.of_round(round_, seen_by=g.person)
    counted = saved.counted(round_, found, seen_by=g.person)
    return render_template("searching/index.html", round=round_, searches=counted, offered=options.of(round_))


@bp.route("/rounds/<slug>/feedback/searches/save", methods=["GET", "POST"])
@commits
@for_parts(*SEES_RESPONSES)
def save(slug: str) -> ResponseReturnValue:
    """Give the search in the address a name."""
    round_ = _seen_round(slug)
    search, form = from_arguments(request.args), forms.SaveForm()
    if form.submitted():
        commands.save(round_, search, name=form.name.data or "", shared=bool(form.shared.data), by=g.person)
        flash(f"“{form.name.data}” saved. It stands beside the list.")
        return redirect(url_for("answers.feedback", slug=slug, **search.as_arguments()), 303)
    words = options.of(round_).in_words(search)
    numbers = queries.numbers_of(round_, search, seen_by=g.person)
    return render_template(
        "searching/save.html", round=round_, form=form, words=words, numbers=numbers, arguments=search.as_arguments()
    )


@bp.route("/rounds/<slug>/feedback/searches/<int:search_id>", methods=["GET", "POST"])
@commits
@for_parts(*SEES_RESPONSES)
def edit(slug: str, search_id: int) -> ResponseReturnValue:
    """Rename one's own search, share it, or no longer."""
    round_ = _seen_round(slug)
    found = saved.get_own(round_, search_id, by=g.person)
    form = forms.EditForm(obj=found)
    if form.submitted() and form.is_of(found):
        commands.edit(found, name=form.name.data or "", shared=bool(form.shared.data))
        flash(f"“{found.name}” saved.")
        return redirect(url_for(".index", slug=slug), 303)
    return render_template("searching/edit.html", round=round_, form=form, saved=found)


@bp.post("/rounds/<slug>/feedback/searches/<int:search_id>/delete")
@commits
@for_parts(*SEES_RESPONSES)
def delete(slug: str, search_id: int) -> ResponseReturnValue:
    """Forget one's own search; the points stay."""
    found = saved.get_own(_seen_round(slug), search_id, by=g.person)
    pressed(lambda: commands.delete(found), f"“{found.name}” deleted. The points that it found are as they were.")
    return redirect(url_for(".index", slug=slug), 303)


@bp.get("/rounds/<slug>/feedback.<any(csv, xlsx):ending>")
@for_parts(*SEES_RESPONSES)
def sheet(slug: str, ending: str) -> ResponseReturnValue:
    """What a search finds, to open in a spreadsheet; for very many points, the page that has it made."""
    round_ = _seen_round(slug)
    search = from_arguments(request.args)
    if queries.numbers_of(round_, search, seen_by=g.person).points > sheets.AT_ONCE:
        return redirect(url_for(".ask_for_sheet", slug=slug, ending=ending, **search.as_arguments()))
    file = BytesIO()
    sheets.as_file(round_, search, file, kind=ending, seen_by=g.person)
    return as_file(file.getvalue(), ending, named("points", ending, round_))


@bp.route("/rounds/<slug>/feedback/sheets/<any(csv, xlsx):ending>", methods=["GET", "POST"])
@commits
@for_parts(*SEES_RESPONSES)
def ask_for_sheet(slug: str, ending: str) -> ResponseReturnValue:
    """Have a long sheet made in the background."""
    round_ = _seen_round(slug)
    search = from_arguments(request.args)
    numbers = queries.numbers_of(round_, search, seen_by=g.person)
    possible = ending == "csv" or numbers.points <= sheets.MOST_IN_EXCEL
    form = ConfirmForm()
    if form.submitted() and possible:
        asked = commands.ask_for_sheet(round_, search, kind=ending, by=g.person)
        return redirect(url_for(".made_sheet", slug=slug, sheet_id=asked.id), 303)
    return render_template(
        "searching/ask_for_sheet.html", round=round_, form=form, kind=ending, numbers=numbers, possible=possible,
        most=sheets.MOST_IN_EXCEL, arguments=search.as_arguments(), words=options.of(round_).in_words(search),
    )  # fmt: skip


@bp.get("/rounds/<slug>/feedback/sheets/<int:sheet_id>")
@for_parts(*SEES_RESPONSES)
def made_sheet(slug: str, sheet_id: int) -> ResponseReturnValue:
    """How far a sheet is; it can be left."""
    found = _own_sheet(slug, sheet_id)
    return render_template("searching/made_sheet.html", sheet=found, progress=commands.progress(found))


@bp.get("/rounds/<slug>/feedback/sheets/<int:sheet_id>/file")
@for_parts(*SEES_RESPONSES)
def sheet_file(slug: str, sheet_id: int) -> ResponseReturnValue:
    """The file, for whoever asked for it."""
    found = _own_sheet(slug, sheet_id)
    if found.upload is None:
        raise NotFound
    return as_download(found.upload)


def _own_sheet(slug: str, sheet_id: int) -> PointSheet:
    """A sheet that one asked for oneself, of a round whose responses one still sees."""
    round_ = _seen_round(slug)
    found = db.session.get(PointSheet, sheet_id)
    if found is None or found.round_id != round_.id or found.asked_by_id != g.person.id:
        raise NotFound
    return found


def _seen_round(slug: str) -> Round:
    """The round, for those who see its responses; for everyone else its feedback does not exist."""
    round_ = rounds.get(slug)
    if not sees_responses(g.person, round_.id):
        raise NotFound
    return round_
