"""Bring a file of answers, and say what it holds: its rows, its columns, its answers."""

from datetime import date
from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.extensions import db
from app.imports import commands, defaults, forms, guessing, layout, queries, tables
from app.imports.blueprint import bp, for_entering
from app.imports.cells import letter
from app.imports.targets import CHOICES, TARGETS
from app.models import ResponseImport
from app.perform import ensure
from app.responses import queries as responses
from app.responses.routes.entering import seen_round
from app.rounds import queries as rounds
from app.web import commits
from workflows.engine import Refused
from workflows.response_import import OPEN

PAST = "This file has been checked or imported meanwhile. Go back to where it stands to see what can still be done."
FIRST_ROWS = 6


@bp.route("/rounds/<slug>/feedback/imports", methods=["GET", "POST"])
@commits
@for_entering
def index(slug: str) -> ResponseReturnValue:
    """The files of answers of a round, and the form that brings one."""
    round_ = seen_round(slug)
    form = forms.BringForm()
    if form.submitted():
        ensure(round_, "enter_response", g.person)
        name, content = form.brought()
        try:
            one = commands.bring(round_, name=name, content=content, survey=form.survey.data or "", by=g.person)
        except tables.Unreadable as why:
            db.session.rollback()
            form.file.errors = [str(why)]
        else:
            return redirect(url_for(".detail", slug=slug, import_id=one.id), 303)
    round_ = rounds.get(slug)
    return render_template(
        "imports/index.html",
        round=round_,
        imports=queries.of_round(round_, seen_by=g.person),
        surveys=queries.surveys(round_),
        form=form,
    )


@bp.route("/rounds/<slug>/feedback/imports/<int:import_id>/rows", methods=["GET", "POST"])
@commits
@for_entering
def rows(slug: str, import_id: int) -> ResponseReturnValue:
    """How the rows stand: sheet, letters, headings; shown with the first of them."""
    one = queries.get(slug, import_id, seen_by=g.person, whole=True)
    if one.state not in OPEN:
        return _past(one)
    form = forms.LayoutForm(data={**one.layout, "sheet": str(one.layout.get("sheet", 0)), "version": one.version})
    form.sheet.offer(forms.sheets(one.sheets))
    if form.submitted() and form.is_of(one):
        wanted = form.wanted(one.layout)
        if wanted.get("sheet") != one.layout.get("sheet"):  # of another sheet the guesses are made anew
            wanted = {**wanted, **layout.guess(one.sheets[wanted["sheet"]])}
        try:
            commands.lay_out(one, wanted, by=g.person)
        except (tables.Unreadable, Refused) as why:
            db.session.rollback()
            form.form_errors = [str(why)]
            one = queries.get(slug, import_id, seen_by=g.person, whole=True)
        else:
            flash("Read that way, these are its columns.")
            return redirect(url_for(".columns", slug=slug, import_id=one.id), 303)
    return render_template("imports/rows.html", one=one, form=form, round=one.round, **_first(one, form))


def _first(one: ResponseImport, form: forms.LayoutForm) -> dict[str, Any]:
    """The first rows of the file, with those of the headings marked."""
    sheet = one.sheets[one.layout.get("sheet", 0)]
    start, many = one.layout["first"], one.layout["headings"]
    last = start + many - 1 + FIRST_ROWS
    width = min(max((len(row) for row in sheet["first"][:last]), default=0), 12)
    shown = [
        (number, start <= number < start + many, [*row[:width], *[""] * (width - len(row))])
        for number, row in enumerate(sheet["first"][:last], 1)
    ]
    if "encoding" in one.layout and one.upload and form.errors == {}:
        first = tables.first_rows(one.upload.content, one.layout)[:last]
        shown = [(n, start <= n < start + many, [*r[:width], *[""] * (width - len(r))]) for n, r in enumerate(first, 1)]
    return {"shown": shown, "letters": [letter(number) for number in range(width)], "is_text": "encoding" in one.layout}


@bp.route("/rounds/<slug>/feedback/imports/<int:import_id>/columns", methods=["GET", "POST"])
@commits
@for_entering
def columns(slug: str, import_id: int) -> ResponseReturnValue:
    """What each column holds: guesses to confirm or change."""
    one = queries.get(slug, import_id, seen_by=g.person, whole=True)
    if one.state not in OPEN:
        return _past(one)
    asked = responses.asked(one.round)
    form = forms.ColumnsForm(data={"version": one.version})
    chosen = one.mapping["columns"]
    faults: dict[int, str] = {}
    if form.submitted():
        chosen = form.read(chosen, asked)
        faults = form.faults
        if not faults and not form.form_errors and form.is_of(one):
            commands.map_columns(one, chosen, by=g.person)
            return redirect(url_for(".answers", slug=slug, import_id=one.id), 303)
    return render_template(
        "imports/columns.html",
        one=one,
        round=one.round,
        form=form,
        faults=faults,
        chosen=chosen,
        letters=[letter(number) for number in range(len(one.names))],
        targets=TARGETS.values(),
        places=queries.offered(asked),
        guessed=chosen == one.mapping["columns"] and not guessing.is_mapped(chosen),
    )


@bp.route("/rounds/<slug>/feedback/imports/<int:import_id>/answers", methods=["GET", "POST"])
@commits
@for_entering
def answers(slug: str, import_id: int) -> ResponseReturnValue:
    """What their answers mean, and what holds for rows that don't say; then every row is checked."""
    one = queries.get(slug, import_id, seen_by=g.person, whole=True)
    if one.state not in OPEN:
        return _past(one)
    theirs = defaults.asked_for(one.mapping["columns"], one.columns)
    kept = one.mapping["defaults"]
    day = date.fromisoformat(kept["received"]) if kept.get("received") else None
    form = forms.MatchForm(data={**kept, "received": day, "survey": one.survey, "version": one.version})
    form.received.latest = clock.today()
    values = one.mapping["values"]
    if form.submitted() and form.is_of(one):
        values = form.values(theirs)
        survey = form.survey.data or one.survey
        commands.match_answers(one, survey=survey, values=values, defaults=form.defaults(), by=g.person)
        return _check(one)
    return render_template(
        "imports/answers.html",
        one=one,
        round=one.round,
        form=form,
        theirs=theirs,
        values=values,
        choices=CHOICES,
        targets=TARGETS,
        has_dates=any(what == "received" for what, _ in one.mapping["columns"]),
        too_varied=defaults.too_varied(one.mapping["columns"], one.columns, one.names),
    )


def _check(one: ResponseImport) -> ResponseReturnValue:
    """Have every row checked; where that is not possible now, what was typed is kept all the same."""
    db.session.flush()
    try:
        commands.check(one, by=g.person)
    except Refused as refused:
        flash(" ".join(refused.reasons), "problem")
    return redirect(url_for(".detail", slug=one.round.slug, import_id=one.id), 303)


def _past(one: ResponseImport) -> ResponseReturnValue:
    flash(PAST, "problem")
    return redirect(url_for(".detail", slug=one.round.slug, import_id=one.id), 303)
