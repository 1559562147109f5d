"""One notice of change to many agreements: write it, see whom it reaches, issue it, follow the answers, undo it."""

from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from app import clock
from app.models import NoticeBatch, Round
from app.models.notice import EFFECTS
from app.notices import batch_queries, batches, queries
from app.notices.batch_forms import BatchForm, LineForm, batch_form, started
from app.notices.batch_reading import effects, news, preview, whom_in_words
from app.notices.blueprint import bp
from app.notices.forms import PressForm, ReasonForm
from app.notices.reach import Reached
from app.perform import choices, ensure
from app.permissions import roles_of
from app.rounds import queries as rounds
from app.timeline import queries as timeline
from app.web import ConfirmForm, commits, for_parts
from app.wording import day, plural, short_day
from workflows.notice_batch import WRITERS
from workflows.roles import Role
from workflows.schedule import LAYOUTS, Schedule

WORKS_WITH = (Role.COMMISSIONER_NEGOTIATOR, Role.ROUND_MANAGER, Role.COMMISSIONER_SIGNATORY)
HERE = "/rounds/<slug>/notices"
LABELS = {"edit": "Change the draft", "issue": "Issue it to all of them", "undo": "Undo it as a whole"}
WORDS = ("title", "kind", "origin", "reason", *(f"effect_{effect}" for effect in EFFECTS))
DATES = ("answer_by", "effective_on", "sooner_reason", "version")


@bp.get(HERE)
@for_parts(*WORKS_WITH)
def batches_of_round(slug: str) -> ResponseReturnValue:
    """Every notice to many of a round, and the way to write one."""
    round_ = rounds.get(slug)
    form = LineForm(data={})
    lines = batch_queries.lines_of(round_, seen_by=g.person)
    form.line.offer(
        [(key(x), f"{LAYOUTS[x.schedule].title}: {x.title} ({plural(x.agreements, 'agreement')})") for x in lines]
    )
    return render_template(
        "notices/batches.html",
        round=round_,
        rows=batch_queries.of_round(round_, seen_by=g.person),
        form=form,
        may_write=bool(lines) and bool(roles_of(g.person, NoticeBatch(round_id=round_.id)) & WRITERS),
    )


def key(line: Any) -> str:
    """How an address names a line: "services:Visits"."""
    return f"{line.schedule.value}:{line.title}"


@bp.route(f"{HERE}/write", methods=["GET", "POST"])
@commits
@for_parts(*WRITERS)
def write_batch(slug: str) -> ResponseReturnValue:
    """Say what changes in one line of many agreements, why, and for whom."""
    round_ = rounds.get(slug)
    line = _line(round_, request.args.get("line", ""))
    if line is None:
        flash("Choose the line that changes first.", "problem")
        return redirect(url_for(".batches_of_round", slug=slug))
    form = batch_form(line.schedule)()
    if _sent(form, round_):
        batch = batches.draft(round_, words=form.whole(line.title), by=g.person)
        flash("The draft is saved. See whom it reaches before it is issued.")
        return redirect(_here(batch), 303)
    return _form_page(form, round_, line.schedule, line.title, f"Write a notice to many: {line.title}")


@bp.route(f"{HERE}/<int:batch_id>/edit", methods=["GET", "POST"])
@commits
@for_parts(*WRITERS)
def edit_batch(slug: str, batch_id: int) -> ResponseReturnValue:
    """Change a draft."""
    batch = batch_queries.get(slug, batch_id, seen_by=g.person)
    ensure(batch, "write", g.person)
    form = batch_form(batch.schedule)(
        data={**{name: getattr(batch, name) for name in (*WORDS, *DATES)}, **started(batch)}
    )
    if _sent(form, batch.round) and form.is_of(batch):
        batches.edit(batch, words=form.whole(batch.line), by=g.person)
        flash("The draft is saved.")
        return redirect(_here(batch), 303)
    return _form_page(form, batch.round, batch.schedule, batch.line, f"Change the draft: {batch.title}", _here(batch))


@bp.get(f"{HERE}/<int:batch_id>")
@for_parts(*WORKS_WITH)
def batch(slug: str, batch_id: int) -> ResponseReturnValue:
    """One notice to many: whom it reaches before it is issued, and what came of it after."""
    found = batch_queries.get(slug, batch_id, seen_by=g.person)
    return _shown("batch", found, timeline=timeline.of(found, seen_by=g.person))


@bp.route(f"{HERE}/<int:batch_id>/issue", methods=["GET", "POST"])
@commits
@for_parts(Role.COMMISSIONER_SIGNATORY)
def issue_batch(slug: str, batch_id: int) -> ResponseReturnValue:
    """Give every agreement that it changes a notice of its own."""
    found = batch_queries.get(slug, batch_id, seen_by=g.person)
    if found.issued_by_id == g.person.id:
        flash("You have issued it already. It has not been issued twice.")
        return redirect(_here(found), 303)
    ensure(found, "issue", g.person)
    form = PressForm(data={"version": found.version})
    if form.submitted() and form.is_of(found):
        count = batches.issue(found, by=g.person)
        flash(f"Issued: {plural(count, 'provider is', 'providers are')} asked to answer by {day(found.answer_by)}.")
        return redirect(_here(found), 303)
    return _shown("issue_batch", found, form=form)


@bp.route(f"{HERE}/<int:batch_id>/undo", methods=["GET", "POST"])
@commits
@for_parts(Role.COMMISSIONER_SIGNATORY)
def undo_batch(slug: str, batch_id: int) -> ResponseReturnValue:
    """Take back every notice of it, while nobody has built on one."""
    found = batch_queries.get(slug, batch_id, seen_by=g.person)
    if found.undone_at:
        flash("It is undone already.")
        return redirect(_here(found), 303)
    ensure(found, "undo", g.person)
    form = ReasonForm(data={"version": found.version})
    if form.submitted():
        count = batches.undo(found, reason=form.reason.data, by=g.person)
        flash(f"Undone: {plural(count, 'notice is', 'notices are')} withdrawn, and the providers are told.")
        return redirect(_here(found), 303)
    return _shown("undo_batch", found, form=form)


@bp.post(f"{HERE}/<int:batch_id>/discard")
@commits
@for_parts(*WRITERS)
def discard_batch(slug: str, batch_id: int) -> ResponseReturnValue:
    """Throw a draft away."""
    found = batch_queries.get(slug, batch_id, seen_by=g.person)
    if ConfirmForm().submitted():
        batches.discard(found, by=g.person)
        flash("The draft is discarded. No provider saw it.")
    return redirect(url_for(".batches_of_round", slug=slug), 303)


def _line(round_: Round, wanted: str) -> Any:
    """The line that an address names, if an agreement has it that this person may see."""
    lines = batch_queries.lines_of(round_, seen_by=g.person)
    return next((line for line in lines if key(line) == wanted), None)


def _sent(form: BatchForm, round_: Round) -> bool:
    form.regions.offer([(region, region) for region in batch_queries.regions_of(round_, seen_by=g.person)])
    return form.submitted()


def _form_page(
    form: BatchForm, round_: Round, schedule: Schedule, line: str, called: str, back: str = ""
) -> ResponseReturnValue:
    earliest = day(queries.earliest_answer(clock.today()))
    return render_template(
        "notices/batch_form.html",
        form=form,
        round=round_,
        schedule=LAYOUTS[schedule].title,
        line=line,
        called=called,
        back=back or url_for(".batches_of_round", slug=round_.slug),
        earliest=earliest,
    )


def _shown(page: str, found: NoticeBatch, **given: Any) -> ResponseReturnValue:
    drafted = found.state == "drafted"
    if not roles_of(g.person, found):
        raise NoResultFound
    rows = [] if drafted else batch_queries.notices_of(found)
    reach = batch_queries.reach_of(found) if drafted else []
    return render_template(
        f"notices/{page}.html",
        batch=found,
        here=_here(found),
        labels=LABELS,
        choices=_choices(found, reach),
        preview=preview(reach),
        news=news(found, rows),
        rows=rows,
        counted=batch_queries.counted(rows),
        whom=whom_in_words(found),
        effects=effects(found),
        schedule=LAYOUTS[found.schedule].title,
        undo_by=short_day(found.undo_by),
        **given,
    )


def _choices(found: NoticeBatch, reach: list[Reached]) -> list[Any]:
    """What one can do, from what the page has looked up already."""
    names, known = {"write": "edit"}, batch_queries.plain_facts(found)
    if found.state == "drafted":
        known["affected"] = sum(bool(one.changes) for one in reach)
    elif found.state == "issued" and Role.COMMISSIONER_SIGNATORY in roles_of(g.person, found):
        known["built_on"] = batch_queries.built_on(found)
    possible = choices(found, g.person, gathered=known)
    return [{"action": names.get(c.action, c.action), "obstacles": c.obstacles} for c in possible]


def _here(found: NoticeBatch) -> str:
    return url_for(".batch", slug=found.round.slug, batch_id=found.id)
