"""Take a response away as a Word form, bring it back, and look at what it would change before anything is saved."""

from io import BytesIO

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from app.documents import word
from app.documents.word.package import NotReadable
from app.extensions import db
from app.languages import _, ngettext
from app.languages.content import after
from app.models import BroughtForm
from app.responses import places
from app.responses import queries as answers
from app.responses.routes import receipt
from app.responses.routes.receipt import Writing
from app.rooms.standing import titles
from app.seen import digest_of
from app.web import ConfirmForm, commits, public
from app.word_forms import commands, queries
from app.word_forms.forms import BringForm, PutForm
from app.word_forms.preview import Preview, preview
from workflows.engine import Refused
from workflows.response import ResponseState

bp = Blueprint("word_forms", __name__)


@bp.route("/rounds/<slug>/respond/word", methods=["GET", "POST"])
@commits
@public
def word_page(slug: str) -> ResponseReturnValue:
    """How to work on the response in Word, the forms so far, and the place to bring one back."""
    writing = receipt.required(slug, to_save=request.method == "POST")
    form = BringForm()
    if form.submitted():
        try:
            brought = commands.bring_back(writing.response, form.file.data, me=writing.me)
        except NotReadable as why:
            db.session.rollback()
            form.file.errors = [str(why)]
            writing = receipt.required(slug)
        else:
            return redirect(url_for(".brought", slug=slug, number=brought.number), 303)
    return render_template(
        "word_forms/word_page.html",
        writing=writing,
        response=writing.response,
        form=form,
        forms=queries.forms_of(writing.response),
        brought=queries.brought_to(writing.response),
    )


@bp.post("/rounds/<slug>/respond/word/form")
@commits
@public
def take(slug: str) -> ResponseReturnValue:
    """Make a form of the whole response and hand it out."""
    writing = receipt.required(slug, to_save=True)
    if not ConfirmForm().submitted():
        flash(_("The page was open for too long, so no form was made. Press the button again."), "problem")
        return redirect(url_for(".word_page", slug=slug), 303)
    try:
        made, content = commands.take(writing.response, me=writing.me)
    except NotReadable as why:
        flash(str(why), "problem")
        return redirect(url_for(".word_page", slug=slug), 303)
    name = f"{slug}-response-form-{made.number}.docx"
    return send_file(
        BytesIO(content), mimetype=word.MIME_TYPE, as_attachment=True, download_name=name, max_age=0, etag=False
    )


@bp.route("/rounds/<slug>/respond/word/<int:number>", methods=["GET", "POST"])
@commits
@public
def brought(slug: str, number: int) -> ResponseReturnValue:
    """What one form would change, and saving what is chosen of it."""
    writing = receipt.required(slug, to_save=request.method == "POST")
    found = queries.get(writing.response, number)
    shown = _preview(writing, found)
    form = PutForm(seen=digest_of(shown.beside), comments=True)
    chosen = {line.key for line in shown.open if line.is_taken}
    if request.method == "POST":
        chosen = set(request.form.getlist("take"))
        if form.submitted() and not _changed_since(form, shown) and _put(form, writing, found, shown, chosen):
            return redirect(_home(writing), 303)
    return render_template(
        "word_forms/brought.html",
        writing=writing,
        response=writing.response,
        brought=found,
        shown=shown,
        form=form,
        chosen=chosen,
        titles={"": _("On the whole"), **_places(writing)},
        is_open=writing.response.state is not ResponseState.SUBMITTED,
    )


def _preview(writing: Writing, found: BroughtForm) -> Preview:
    response = writing.response
    return preview(
        found.found,
        response,
        places.of(response.edition),
        answers.views_of(response),
        team=writing.team,
        me_id=writing.me.id if writing.me else None,
        changed_by=queries.changed_by(response) if writing.team is not None else {},
    )


def _changed_since(form: PutForm, shown: Preview) -> bool:
    """Whether somebody saved something meanwhile where the file says something else."""
    now = digest_of(shown.beside)
    if form.seen.data == now:
        return False
    form.seen.data = now
    form.form_errors = [
        _("Something was saved after you opened this page. Look at the answers again, then press the button again.")
    ]
    return True


def _put(form: PutForm, writing: Writing, found: BroughtForm, shown: Preview, chosen: set[str]) -> bool:
    lines = [line for line in shown.open if line.key in chosen]
    comments = bool(form.comments.data and shown.comments and writing.team is not None)
    if not lines and not comments:
        form.form_errors = [_("Choose at least one answer, or leave this page: nothing of the file is saved yet.")]
        return False
    try:
        count = commands.put(
            found, writing.response, lines, by=writing.by, team=writing.team, me=writing.me, comments=comments
        )
    except Refused as refused:
        db.session.rollback()
        form.form_errors = list(refused.reasons)
        return False
    flash(ngettext("%(num)s answer is saved in the response. Nothing is sent.",
                   "%(num)s answers are saved in the response. Nothing is sent.", count))  # fmt: skip
    return True


def _home(writing: Writing) -> str:
    slug = writing.response.round.slug
    return url_for("responses.check", slug=slug)


def _places(writing: Writing) -> dict[str, str]:
    asked = places.of(writing.response.edition)
    return {**titles(asked), **{ref: after(ref, here.title) for ref, here in asked.by_ref.items()}}
