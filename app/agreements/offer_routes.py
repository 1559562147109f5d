"""Write an offer in private, term by term, with the provider's opening proposal; then send it."""

import json
from typing import Any
from zlib import crc32

from flask import flash, g, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.agreements import cells, commands, dossier, queries, reading
from app.agreements.answering import ensure_not_locked
from app.agreements.blueprint import bp
from app.agreements.forms import OpeningForm, ReasonForm, TermForm, check_for, offer_actions, term_form
from app.agreements.sides import side_of
from app.agreements.steps import differences, here, take
from app.extensions import db
from app.models import Agreement, Change, Term
from app.perform import ensure
from app.web import BaseForm, commits, for_both_sides, for_provider
from workflows.agreement import Side
from workflows.engine import Refused
from workflows.schedule import LAYOUTS, Schedule, cell
from workflows.term import Refusal

LABELS = {
    "need_profile": "Local profile of need",
    "rationale": "Where you depart from the evidence",
    "subcontracting": "Sub-contracting",
    "delivery_plan": "Delivery plan",
}


@bp.route("/agreements/<slug>/<code>/write-opening", methods=["GET", "POST"])
@commits
@for_provider
def write_opening(slug: str, code: str) -> ResponseReturnValue:
    """Write how you will deliver; saved as far as it is, and sent with your first offer."""
    agreement = queries.get(slug, code, seen_by=g.person)
    ensure(agreement, "write_opening", g.person)
    opening = agreement.opening
    version = opening.version if opening else 0
    form = OpeningForm(obj=opening, data={"version": version})
    saved_by_others: list[Any] = []
    if form.submitted():
        typed = {key: form[key].data or "" for key in LABELS}
        if form.version.data == version:
            commands.write_opening(agreement, **typed, by=g.person)
            flash("Your opening proposal is saved. Only your side sees it until you send it.")
            return redirect(here(agreement), 303)
        saved = {key: getattr(opening, key, "") for key in LABELS}
        saved_by_others = differences(saved, typed, LABELS)
    return _conflicting("agreements/write_opening.html", agreement, form, saved_by_others, version)


@bp.route("/agreements/<slug>/<code>/terms/<ref>/write-change", methods=["GET", "POST"])
@commits
@for_both_sides
def write_change(slug: str, code: str, ref: str) -> ResponseReturnValue:
    """Change one term in your own side's offer."""
    agreement = queries.get(slug, code, seen_by=g.person)
    ensure(agreement, "write_offer", g.person)
    term = queries.get_term(agreement, ref)
    if request.method == "GET":
        ensure_not_locked(term)
    change = queries.my_change(agreement, term, side_of(g.person))
    form = form_of(term, "change", _as_offered(term, change), **_start(change))
    version = _version(term, change)
    if form.submitted() and form["version"].data == version and (gone := _write(agreement, term, form)):
        return gone
    stale = request.method == "POST" and form["version"].data != version
    saved = compare(term.schedule, _as_offered(term, change), form.cells()) if stale else []
    return _conflicting("agreements/write_change.html", agreement, form, saved, version, term=term, change=change)


def _version(term: Term, change: Change | None) -> int:
    """What the page showed: the term as it stands on the table, and what one's own offer says on it."""
    on_the_table = crc32(json.dumps(term.fields, sort_keys=True).encode()) % 1_000_000
    return on_the_table * 1_000 + (change.version % 1_000 if change else 0)


def _start(change: Change | None) -> dict[str, Any]:
    """What the form starts with beside the cells: one's own words so far."""
    if change is None:
        return {"reason": "", "version": 0}
    return {"reason": change.reason, "meets": change.refusal and change.refusal.value, "version": 0}


def _as_offered(term: Term, change: Change | None) -> dict[str, Any]:
    """A term's cells as one's own offer has them."""
    return {**term.fields, **(change.after if change else {})}


@bp.post("/agreements/<slug>/<code>/terms/<ref>/remove-change")
@commits
@for_both_sides
def remove_change(slug: str, code: str, ref: str) -> ResponseReturnValue:
    """Leave a term as it is on the table after all."""
    agreement = queries.get(slug, code, seen_by=g.person)
    term = queries.get_term(agreement, ref)
    if BaseForm().submitted():
        if queries.my_change(agreement, term, side_of(g.person)) is not None:
            commands.remove_change(agreement, term, by=g.person)
        flash(f"{ref} stays as it is on the table.")
    return redirect(here(agreement), 303)


@bp.route("/agreements/<slug>/<code>/propose", methods=["GET", "POST"])
@commits
@for_provider
def propose(slug: str, code: str) -> ResponseReturnValue:
    """Send your first offer, with your opening proposal."""
    return _send(slug, code, "propose")


@bp.route("/agreements/<slug>/<code>/counter", methods=["GET", "POST"])
@commits
@for_both_sides
def counter(slug: str, code: str) -> ResponseReturnValue:
    """Send your offer in answer to what is on the table."""
    return _send(slug, code, "counter")


def _send(slug: str, code: str, action: str) -> ResponseReturnValue:
    agreement = queries.get(slug, code, seen_by=g.person)
    form = ReasonForm()
    send = getattr(commands, action)
    other = "the commissioner" if side_of(g.person) is Side.PROVIDER else agreement.provider.name
    done = f"Offer {agreement.offers_sent + 1} is sent. It is {other}’s move now."
    beside = dossier.of(agreement, seen_by=g.person)
    if gone := take(
        agreement,
        action,
        form,
        lambda: send(agreement, reason=form.reason.data, by=g.person),
        done=done,
        gathered=beside.facts(g.person),
    ):
        return gone
    return render_template(
        "agreements/send.html",
        agreement=agreement,
        form=form,
        title="Send your proposal" if action == "propose" else "Send your offer",
        button_text="Send proposal" if action == "propose" else "Send offer",
        mine=reading.in_my_offer(beside),
        effect=reading.effect(beside),
        other=other,
    )


def _write(agreement: Agreement, term: Term, form: TermForm) -> ResponseReturnValue | None:
    try:
        wanted = term.wanted_by is not None and form["meets"].data
        meets = Refusal(form["meets"].data) if wanted else None
        commands.write_change(
            agreement, term, fields=form.cells(), reason=form["reason"].data, meets=meets, by=g.person
        )
    except Refused as refused:
        db.session.rollback()
        form.form_errors = list(refused.reasons)
        return None
    flash(f"{term.ref} is in your offer. Nothing is sent until you send the offer.")
    return redirect(here(agreement), 303)


def _conflicting(
    template: str, agreement: Agreement, form: BaseForm, saved: list[Any], version: int, **more: Any
) -> ResponseReturnValue:
    if request.method == "POST" and form["version"].data != version:
        form.form_errors = ["Somebody else saved this while you had it open. Compare, then save again to keep yours."]
    form["version"].data = version
    return render_template(template, agreement=agreement, form=form, saved=saved, **more)


def form_of(term: Term, kind: str, fields: dict[str, Any], **start: Any) -> TermForm:
    """The form of a term, starting with `fields`, that refuses what a term may not say."""
    form = term_form(term.schedule, kind)(data={**cells.shown(term.schedule, fields), **start})
    form.check = check_for(
        term.schedule,
        ref=term.ref,
        title=term.title,
        fields=term.fields,
        allowed=term.excess_approved_by_id,
        settled=term.schedule is Schedule.PRICE and queries.settlement_is_known(term.agreement.round_id),
    )
    offer_actions(form, queries.plans(term.agreement) if term.schedule is Schedule.EXCEPTIONS else ())
    return form


def compare(schedule: Schedule, saved: dict[str, Any], typed: dict[str, Any]) -> list[Any]:
    """Saved and typed cells in words, where they differ."""
    columns = {column.key: column for column in LAYOUTS[schedule].columns}
    labels = {key: column.label for key, column in columns.items()}
    by_label = {column.label: column for column in columns.values()}
    return [
        (label, cell(by_label[label], was), cell(by_label[label], is_))
        for label, was, is_ in differences(saved, typed, labels)
    ]
