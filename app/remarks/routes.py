"""Read what is said on an agreement and its terms, add to it, and mark it as read."""

from flask import Blueprint, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.addresses import number_in
from app.agreements import queries as agreements
from app.models import Agreement, Remark, Term
from app.perform import ensure
from app.remarks import commands, queries, reading
from app.remarks.forms import ReadForm, RemarkForm
from app.web import commits, for_both_sides
from app.wording import plural

bp = Blueprint("remarks", __name__)
SAID = {
    "remark": "Both sides can read what you wrote.",
    "note": "Your note is saved. Only your own side sees it.",
}


@bp.get("/agreements/<slug>/<code>/discussion")
@for_both_sides
def discussion(slug: str, code: str) -> ResponseReturnValue:
    """Everything said on an agreement: on the whole of it, then term by term."""
    agreement = agreements.get(slug, code, seen_by=g.person)
    talk = reading.on_agreement(agreement, seen_by=g.person)
    refs = dict.fromkeys((line.ref, line.term_id) for line in talk.lines if line.ref)
    return render_template(
        "remarks/discussion.html",
        agreement=agreement,
        talk=talk,
        terms=[(ref, talk.on(term_id)) for ref, term_id in sorted(refs)],
    )


@bp.route("/agreements/<slug>/<code>/discussion/remark", methods=["GET", "POST"])
@commits
@for_both_sides
def remark(slug: str, code: str) -> ResponseReturnValue:
    """Say something about the whole agreement, to both sides."""
    return _say(slug, code, None, "remark")


@bp.route("/agreements/<slug>/<code>/discussion/note", methods=["GET", "POST"])
@commits
@for_both_sides
def note(slug: str, code: str) -> ResponseReturnValue:
    """Write a note on the whole agreement, for one's own side."""
    return _say(slug, code, None, "note")


@bp.route("/agreements/<slug>/<code>/terms/<ref>/remark", methods=["GET", "POST"])
@commits
@for_both_sides
def remark_on_term(slug: str, code: str, ref: str) -> ResponseReturnValue:
    """Say something about a term, to both sides."""
    return _say(slug, code, ref, "remark")


@bp.route("/agreements/<slug>/<code>/terms/<ref>/note", methods=["GET", "POST"])
@commits
@for_both_sides
def note_on_term(slug: str, code: str, ref: str) -> ResponseReturnValue:
    """Write a note on a term, for one's own side."""
    return _say(slug, code, ref, "note")


@bp.post("/agreements/<slug>/<code>/discussion/mark-read")
@commits
@for_both_sides
def mark_read(slug: str, code: str) -> ResponseReturnValue:
    """Mark what the page showed as read: of one term when it says which, else of the whole agreement."""
    agreement = agreements.get(slug, code, seen_by=g.person)
    ref = request.form.get("term", "").replace("\x00", "")
    term = agreements.find_term(agreement, ref) if ref else None
    form = ReadForm()
    if form.submitted():
        up_to, terms = form["version"].data or 0, [term.id] if term else None
        read = commands.mark_read(agreement, by=g.person, up_to=up_to, terms=terms)
        flash(f"{plural(read, 'remark')} marked as read." if read else "Everything here was marked as read already.")
    return redirect(_place(agreement, term), 303)


def _say(slug: str, code: str, ref: str | None, action: str) -> ResponseReturnValue:
    agreement = agreements.get(slug, code, seen_by=g.person)
    term = agreements.get_term(agreement, ref) if ref else None
    ensure(agreement, action, g.person)
    talk = reading.on_term(term, seen_by=g.person) if term else _on_the_whole(agreement)
    corrected = _corrected(agreement)
    form = RemarkForm(data={"text": corrected.text if corrected else "", "corrects": corrected and corrected.id})
    if form.submitted():
        _once(agreement, term, form, corrected, private=action == "note")
        return redirect(_place(agreement, term), 303)
    form["version"].data = form["version"].data if request.method == "POST" else talk.last
    return render_template(
        f"remarks/{action}.html", agreement=agreement, term=term, talk=talk, form=form, corrected=corrected
    )


def _on_the_whole(agreement: Agreement) -> reading.Talk:
    return reading.on_agreement(agreement, seen_by=g.person).on(None)


def _corrected(agreement: Agreement) -> Remark | None:
    """The remark that this one is to correct: the address or the form names it."""
    named = request.values.get("corrects", "")
    return queries.get(agreement, number_in(named), seen_by=g.person) if named else None


def _once(
    agreement: Agreement, term: Term | None, form: RemarkForm, corrected: Remark | None, *, private: bool
) -> None:
    """Say it, unless a first press has; and whoever answers what the page showed has read it."""
    text, shown = form.text.data or "", form["version"].data or 0
    if queries.said_already(agreement, term, text=text, private=private, by=g.person, after=shown):
        flash("That was saved the first time you pressed. It has not been saved twice.")
        return
    commands.remark(agreement, term, text=text, private=private, by=g.person, corrects=corrected)
    commands.mark_read(agreement, by=g.person, up_to=shown, terms=[term.id if term else None])
    flash(SAID["note" if private else "remark"])


def _place(agreement: Agreement, term: Term | None) -> str:
    """Where the discussion stands: on the term's page, or on its own."""
    slug, code = agreement.round.slug, agreement.provider.code
    if term is None:
        return url_for("remarks.discussion", slug=slug, code=code)
    return url_for("terms.detail", slug=slug, code=code, ref=term.ref, _anchor="discussion")
