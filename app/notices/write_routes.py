"""Write a notice of change in private: its words, then the terms that it changes; or throw it away."""

from typing import Any

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.agreements import cells
from app.agreements import queries as agreements
from app.agreements.forms import TermForm, check_for, offer_actions
from app.agreements.sides import side_of
from app.models import NoticeChange, Term
from app.models.notice import EFFECTS
from app.notices import commands, queries
from app.notices.blueprint import bp
from app.notices.forms import KINDS, WordsForm, change_form
from app.notices.routes import HERE, called
from app.notices.steps import here
from app.perform import ensure
from app.signing.letters import title
from app.web import BaseForm, commits, for_parts
from app.wording import day
from workflows.agreement import Side
from workflows.roles import Role
from workflows.schedule import Schedule

NEGOTIATORS = (Role.COMMISSIONER_NEGOTIATOR, Role.PROVIDER_NEGOTIATOR)
WORDS = ("title", "kind", "origin", "reason", *(f"effect_{effect}" for effect in EFFECTS))
DATES = ("answer_by", "effective_on", "sooner_reason")


@bp.route(f"{HERE}/write", methods=["GET", "POST"])
@commits
@for_parts(*NEGOTIATORS)
def write(slug: str, code: str) -> ResponseReturnValue:
    """Start a notice: what it says, before the terms that it changes."""
    agreement = agreements.get(slug, code, seen_by=g.person)
    ensure(agreement, "write_notice", g.person)
    form = WordsForm()
    _offer_kinds(form, side_of(g.person))
    if form.submitted():
        notice = commands.draft(agreement, words=form.said(), by=g.person)
        flash("The draft is saved. Only your side sees it. Now choose the terms that it changes.")
        return redirect(here(notice), 303)
    return _words_page(form, called="Write a notice of change", back=title(agreement), back_url=_place(slug, code))


@bp.route(f"{HERE}/<notice>/edit", methods=["GET", "POST"])
@commits
@for_parts(*NEGOTIATORS)
def edit(slug: str, code: str, notice: str) -> ResponseReturnValue:
    """Change what a draft says."""
    found = queries.get(slug, code, notice, seen_by=g.person)
    ensure(found, "write", g.person)
    form = WordsForm(data={name: getattr(found, name) for name in (*WORDS, *DATES, "version")})
    _offer_kinds(form, found.side)
    if form.submitted() and form.is_of(found):
        commands.edit(found, words=form.said(), by=g.person)
        flash("The draft is saved.")
        return redirect(here(found), 303)
    return _words_page(form, called=f"Change the words: {found.title}", back=called(found), back_url=here(found))


@bp.route(f"{HERE}/<notice>/terms/<ref>/change", methods=["GET", "POST"])
@commits
@for_parts(*NEGOTIATORS)
def change(slug: str, code: str, notice: str, ref: str) -> ResponseReturnValue:
    """Say what a term is to say."""
    found = queries.get(slug, code, notice, seen_by=g.person)
    ensure(found, "write", g.person)
    term = queries.term(found.agreement, ref)
    written = queries.change_of(found, term)
    form = _form(term, written, found.version)
    if form.submitted():
        made = commands.change(found, term, fields=form.cells(), by=g.person)
        flash(f"{ref} is in the notice." if made else f"{ref} stays as it is.")
        return redirect(here(found), 303)
    return render_template(
        "notices/change.html", notice=found, called=called(found), here=here(found), term=term, form=form
    )


@bp.post(f"{HERE}/<notice>/terms/<ref>/leave-out")
@commits
@for_parts(*NEGOTIATORS)
def leave_out(slug: str, code: str, notice: str, ref: str) -> ResponseReturnValue:
    """Let a term stay as it is after all."""
    found = queries.get(slug, code, notice, seen_by=g.person)
    term = queries.term(found.agreement, ref)
    if BaseForm().submitted():
        commands.leave_out(found, term, by=g.person)
        flash(f"{ref} stays as it is.")
    return redirect(here(found), 303)


@bp.post(f"{HERE}/<notice>/discard")
@commits
@for_parts(*NEGOTIATORS)
def discard(slug: str, code: str, notice: str) -> ResponseReturnValue:
    """Throw a draft away."""
    found = queries.get(slug, code, notice, seen_by=g.person)
    if BaseForm().submitted():
        commands.discard(found, by=g.person)
        flash("The draft is discarded. The other side never saw it.")
        return redirect(url_for(".of_agreement", slug=slug, code=code), 303)
    return redirect(here(found), 303)


def _form(term: Term, written: NoticeChange | None, version: int) -> TermForm:
    """The cells of a term as the notice has them, refusing what a term may not say."""
    fields = {**term.fields, **(written.after if written else {})}
    form = change_form(term.schedule)(data={**cells.shown(term.schedule, fields), "version": version})
    settled = term.schedule is Schedule.PRICE and agreements.settlement_is_known(term.agreement.round_id)
    form.check = check_for(
        term.schedule,
        ref=term.ref,
        title=term.title,
        fields=term.fields,
        allowed=term.excess_approved_by_id,
        settled=settled,
    )
    offer_actions(form, agreements.plans(term.agreement) if term.schedule is Schedule.EXCEPTIONS else ())
    return form


def _offer_kinds(form: WordsForm, side: Side | None) -> None:
    """Only the commissioner can require a change."""
    if side is not Side.COMMISSIONER:
        form.kind.offer(KINDS[:1])
        form.kind.data = form.kind.data or KINDS[0][0]


def _words_page(form: WordsForm, **given: Any) -> ResponseReturnValue:
    earliest = queries.earliest_answer(clock.today())
    return render_template("notices/words.html", form=form, earliest=day(earliest), example=earliest, **given)


def _place(slug: str, code: str) -> str:
    return url_for(".of_agreement", slug=slug, code=code)
