"""Take an agreement into Word, bring it back, and look at what came back before anything is done with it."""

from io import BytesIO
from typing import Any

from flask import Blueprint, flash, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from app.documents import word
from app.documents.differences import Runs, words
from app.documents.word.package import NotReadable
from app.extensions import db
from app.fields import strip
from app.models import Agreement, Decision, EditedCopy, UnplacedChange
from app.perform import ensure
from app.seen import digest_of, is_as_shown, start
from app.signing.files import KIND
from app.uploads import Rejected, as_download
from app.web import ConfirmForm, commits, for_both_sides
from app.word_copies import choosing, commands, forms, queries
from app.word_copies.preview import Preview, preview
from app.wording import plural
from workflows.agreement import NEGOTIABLE, AgreementState, Side
from workflows.engine import NotAllowed, Refused

bp = Blueprint("word_copies", __name__)


@bp.route("/agreements/<slug>/<code>/word", methods=["GET", "POST"])
@commits
@for_both_sides
def word_page(slug: str, code: str) -> ResponseReturnValue:
    """How to work on the agreement in Word, one's own side's copies, and the place to bring one back."""
    agreement, side = queries.get(slug, code, seen_by=g.person)
    form = forms.BringForm()
    if form.submitted():
        try:
            edited = commands.bring_back(agreement, side, form.file.data, by=g.person)
        except (NotReadable, Rejected) as why:
            db.session.rollback()
            form.file.errors = [str(why)]
        else:
            return redirect(url_for(".edited", slug=slug, code=code, number=edited.number), 303)
    return render_template(
        "word_copies/word_page.html",
        agreement=agreement,
        form=form,
        copies=queries.copies_of(agreement, side),
        edited=queries.edited_of(agreement, side),
        negotiable=agreement.state in NEGOTIABLE,
        other=_other(agreement, side),
    )


@bp.post("/agreements/<slug>/<code>/word/copy")
@commits
@for_both_sides
def copy(slug: str, code: str) -> ResponseReturnValue:
    """Make a negotiation copy and hand it out."""
    agreement, side = queries.get(slug, code, seen_by=g.person)
    back = redirect(url_for(".word_page", slug=slug, code=code), 303)
    if not ConfirmForm().submitted():
        flash("The page was open for too long, so no copy was made. Press the button again.", "problem")
        return back
    try:
        made, content = commands.take(agreement, side, by=g.person)
    except Refused as refused:
        flash(str(refused), "problem")
        return back
    name = f"{slug}-{code}-{KIND[agreement.instrument]}-negotiation-copy-{made.number}.docx"
    return send_file(
        BytesIO(content), mimetype=word.MIME_TYPE, as_attachment=True, download_name=name, max_age=0, etag=False
    )


@bp.route("/agreements/<slug>/<code>/word/<int:number>", methods=["GET", "POST"])
@commits
@for_both_sides
def edited(slug: str, code: str, number: int) -> ResponseReturnValue:
    """What came back in one file, and putting it into one's own side's offer."""
    agreement, side = queries.get(slug, code, seen_by=g.person)
    found = queries.get_edited(agreement, side, number)
    shown = _preview(agreement, side, found)
    form = forms.PutForm(data={"comments": "private", "seen": digest_of(shown.beside)})
    if request.method == "POST":
        ensure(agreement, _putting(agreement), g.person)
        if gone := _put(agreement, found, shown, form):
            return gone
    else:
        choosing.start(shown)
    return render_template(
        "word_copies/edited.html",
        agreement=agreement,
        edited=found,
        shown=shown,
        obstacle=_obstacle(agreement),
        form=form,
        waiting=[(change, _runs(change)) for change in found.unplaced if change.decision is None],
        decided=[(change, _runs(change)) for change in found.unplaced if change.decision is not None],
        terms={group.term.id: group.term for group in shown.groups} | queries.terms_of(agreement),
        place=url_for(".edited", slug=slug, code=code, number=number),
        drafting=agreement.state is AgreementState.DRAFTING,
        has_comments=bool(shown.remarks or any(group.remarks for group in shown.groups)),
    )


@bp.get("/agreements/<slug>/<code>/word/<int:number>/file")
@for_both_sides
def file(slug: str, code: str, number: int) -> ResponseReturnValue:
    """The file exactly as it came."""
    agreement, side = queries.get(slug, code, seen_by=g.person)
    return as_download(queries.get_edited(agreement, side, number).upload)


@bp.route("/agreements/<slug>/<code>/word/<int:number>/unplaced/<int:change_id>", methods=["GET", "POST"])
@commits
@for_both_sides
def place(slug: str, code: str, number: int, change_id: int) -> ResponseReturnValue:
    """Say where a change outside the fields belongs, note it or dismiss it."""
    agreement, side = queries.get(slug, code, seen_by=g.person)
    found = queries.get_edited(agreement, side, number)
    change = queries.get_unplaced(found, change_id)
    terms = queries.terms_of(agreement)
    decided = _as_decided(change)
    form = forms.PlaceForm(data=start(decided))
    form.at.offer(forms.places(terms.values()))
    if form.submitted() and is_as_shown(form, decided):
        term, column = form.place(terms)
        commands.decide(
            change, Decision(form.decision.data), term=term, column=column, text=form.text.data or "", by=g.person
        )
        flash(f"{form.decision.data.capitalize()}.")
        return redirect(url_for(".edited", slug=slug, code=code, number=number) + "#unplaced", 303)
    return render_template(
        "word_copies/place.html", agreement=agreement, edited=found, change=change, runs=_runs(change), form=form
    )


@bp.post("/agreements/<slug>/<code>/word/<int:number>/dismiss-rest")
@commits
@for_both_sides
def dismiss_rest(slug: str, code: str, number: int) -> ResponseReturnValue:
    """Dismiss everything that still waits for a place."""
    agreement, side = queries.get(slug, code, seen_by=g.person)
    found = queries.get_edited(agreement, side, number)
    if ConfirmForm().submitted():
        waiting = [change for change in found.unplaced if change.decision is None]
        for change in waiting:
            commands.decide(change, Decision.DISMISSED, by=g.person)
        flash(f"{plural(len(waiting), 'change')} dismissed. Each can be decided again.")
    return redirect(url_for(".edited", slug=slug, code=code, number=number) + "#unplaced", 303)


def _preview(agreement: Agreement, side: Side, edited: EditedCopy) -> Preview:
    return preview(
        edited,
        commands.found_in(edited),
        queries.terms_of(agreement),
        queries.written_by(agreement, side),
        agreement.offers_sent,
    )


def _runs(change: UnplacedChange) -> Runs:
    """A changed text word by word."""
    return words(change.before, change.after) if change.sort == "changed" else ()


def _obstacle(agreement: Agreement) -> str:
    """Why the person cannot put anything into an offer now; empty when they can."""
    try:
        ensure(agreement, _putting(agreement), g.person)
    except (NotAllowed, Refused) as why:
        return str(why)
    return ""


def _putting(agreement: Agreement) -> str:
    """The action that putting values in is: writing the draft, or the offer."""
    return "edit" if agreement.state is AgreementState.DRAFTING else "write_offer"


def _put(agreement: Agreement, edited: EditedCopy, shown: Preview, form: forms.PutForm) -> ResponseReturnValue | None:
    """Do what the form asks for; None when it is to be shown again with what to mend."""
    good = form.submitted()
    reason = (form.reason.data or "").strip()
    answers = {name: strip(value) for name, value in request.form.items()}
    chosen = choosing.choose(
        shown, request.form.getlist("take"), answers, reason=reason, check=forms.check_of(agreement)
    )
    if not good or chosen is None:
        return None
    if agreement.state is not AgreementState.DRAFTING and not all(chosen.reasons.values()):
        form.reason.errors = ["Enter why you change these terms, or give each term its reason"]
        return None
    if _changed_since(shown, chosen, form):
        return None
    comments = form.comments.data if form.comments.data != "none" else ""
    if not chosen.values and not (comments and commands.found_in(edited).remarks):
        form.form_errors = ["Choose at least one value, or leave this page: nothing is in your offer yet"]
        return None
    try:
        refs = commands.put(
            edited, agreement, values=chosen.values, reasons=chosen.reasons, comments=comments or "", by=g.person
        )
    except Refused as refused:
        db.session.rollback()
        form.form_errors = list(refused.reasons)
        return None
    flash(_said(agreement, refs))
    return redirect(url_for("agreements.detail", slug=agreement.round.slug, code=agreement.provider.code), 303)


def _changed_since(shown: Preview, chosen: choosing.Chosen, form: forms.PutForm) -> bool:
    """Whether the table or the offer is no longer as the page showed it; the page then carries what is there now.

    A second press finds what the first one wrote, and is none the worse for it.
    """
    now = digest_of(shown.beside)
    offered = {group.term.id: group.offered for group in shown.groups}
    written = all(cells.items() <= offered[term].items() for term, cells in chosen.values.items())
    if form.seen.data == now or (written and chosen.values):
        return False
    form.seen.data = now
    form.form_errors = [
        "The table or your offer has changed since you opened this page. Look at the values again, then press the "
        "button again."
    ]
    return True


def _said(agreement: Agreement, refs: list[str]) -> str:
    if not refs:
        return "Your offer says all of this already. Nothing was written twice."
    if agreement.state is AgreementState.DRAFTING:
        return f"{plural(len(refs), 'term')} changed in the draft: {', '.join(refs)}."
    return (
        f"{plural(len(refs), 'term')} put into your offer: {', '.join(refs)}. Nothing is sent until you send the offer."
    )


def _other(agreement: Agreement, side: Side) -> str:
    return "the commissioner" if side is Side.PROVIDER else agreement.provider.name


def _as_decided(change: UnplacedChange) -> dict[str, Any]:
    """What was decided before, to start from."""
    at = "" if change.term_id is None else f"{change.term_id}"
    at += f"-{change.column}" if change.column is not None else ""
    return {"decision": change.decision.value if change.decision else None, "at": at, "text": change.text}
