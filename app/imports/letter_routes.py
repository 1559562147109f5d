"""Drop in e-mails and letters, and enter each as a response on its sender's behalf."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock, uploads
from app.extensions import db
from app.imports import letter_forms, letter_parts, letters, queries
from app.imports.blueprint import bp, for_entering
from app.imports.letter_reading import Unreadable
from app.imports.targets import CHOICES
from app.models import Round
from app.perform import ensure
from app.responses import queries as responses
from app.responses.routes import receipt
from app.responses.routes.entering import seen_round
from app.web import ConfirmForm, commits, in_time
from app.wording import plural
from workflows.engine import Refused

SPARE_PARTS = 2


@bp.route("/rounds/<slug>/feedback/letters", methods=["GET", "POST"], endpoint="letters")
@commits
@for_entering
def letters_page(slug: str) -> ResponseReturnValue:
    """The letters that wait to be entered, and the form that drops in more."""
    round_ = seen_round(slug)
    form = letter_forms.DropForm()
    if form.submitted():
        ensure(round_, "enter_response", g.person)
        kept, refused = _drop(round_, form)
        if kept:
            flash(f"{plural(kept, 'letter')} dropped in.")
        if not refused:
            return redirect(url_for(".letters", slug=slug), 303)
        form.files.errors = refused
    return render_template(
        "imports/letters.html", round=round_, letters=queries.letters(round_, seen_by=g.person), form=form
    )


def _drop(round_: Round, form: letter_forms.DropForm) -> tuple[int, list[str]]:
    """How many were kept, and why others were not: one that can't be read keeps none of the others out."""
    kept, refused = 0, []
    for file in form.files.data:
        try:
            letters.drop(round_, file, by=g.person)
            kept += 1
        except Unreadable as why:
            refused.append(f"{file.filename}: {why}")
    return kept, refused


@bp.route("/rounds/<slug>/feedback/letters/<int:letter_id>", methods=["GET", "POST"])
@commits
@for_entering
def letter(slug: str, letter_id: int) -> ResponseReturnValue:
    """One letter beside the form that makes a response of it."""
    one = queries.letter(slug, letter_id, seen_by=g.person)
    asked = responses.asked(one.round)
    form = letter_forms.LetterForm(
        data={
            "name": one.sender_name or one.sender_email,
            "email": one.sender_email,
            "received": one.sent_on,
            "version": one.version,
        }
    )
    form.received.latest = clock.today()
    parts = [letters.Part(place, "", text) for place, text in letter_parts.split(one.text, asked)]
    faults: dict[int, str] = {}
    sound = form.submitted()
    if request.method == "POST":
        parts = form.parts(asked)
        faults = form.faults
    if sound and not faults and not form.form_errors and form.is_of(one):
        try:
            _, code = letters.enter(one, form.about(), parts, by=g.person)
        except Refused as refused:
            db.session.rollback()
            flash(" ".join(refused.reasons), "problem")
            return redirect(url_for(".letter", slug=slug, letter_id=letter_id), 303)
        receipt.hold(slug, code)
        flash("Begun from the letter. Check it as its sender would, then send it: it shows that you entered it.")
        return redirect(url_for("responses.check", slug=slug), 303)
    return render_template(
        "imports/letter.html",
        one=one,
        round=one.round,
        form=form,
        parts=[*parts, *[letters.Part("", "", "")] * SPARE_PARTS],
        faults=faults,
        places=queries.offered(asked),
        stances=CHOICES["stance"],
        same=queries.like(one),
        plain=ConfirmForm(),
    )


@bp.post("/rounds/<slug>/feedback/letters/<int:letter_id>/set-aside")
@commits
@for_entering
def set_aside(slug: str, letter_id: int) -> ResponseReturnValue:
    """Put a letter aside, or take it up again."""
    one = queries.letter(slug, letter_id, seen_by=g.person)
    if not in_time():
        return redirect(url_for(".letter", slug=slug, letter_id=letter_id), 303)
    try:
        letters.set_aside(one)
    except Refused as refused:
        flash(" ".join(refused.reasons), "problem")
    return redirect(url_for(".letters", slug=slug), 303)


@bp.get("/rounds/<slug>/feedback/letters/<int:letter_id>/original")
@for_entering
def original(slug: str, letter_id: int) -> ResponseReturnValue:
    """The e-mail or letter as it came, with what is attached to it."""
    return uploads.as_download(queries.letter(slug, letter_id, seen_by=g.person).upload)
