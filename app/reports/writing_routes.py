"""Pages where staff write the report: the list of sections, each section, and what it quotes."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from app.intentions.queries import fingerprint
from app.models import ReportSection
from app.perform import choices, ensure
from app.permissions import SEES_RESPONSES, roles_of
from app.published.queries import taken_out_of
from app.published.words import shown_words
from app.reports import commands, forms, gathering, prose, queries
from app.reports.blueprint import STAFF, bp, seen_round
from app.timeline import queries as timeline
from app.web import commits, for_parts, pressed
from workflows.report import AUTHORS
from workflows.roles import Role

WRITES = for_parts(Role.ANALYST, Role.ROUND_MANAGER)


@bp.get(STAFF)
@for_parts(*SEES_RESPONSES)
def overview(slug: str) -> ResponseReturnValue:
    """Where the report stands, section by section, and what holds it up."""
    round_ = seen_round(slug)
    report = queries.find(round_)
    may_write = bool(roles_of(g.person, round_) & AUTHORS)
    due = queries.due(round_)
    if report is None:
        return render_template("reports/start.html", round=round_, due=due, may_write=may_write)
    content = gathering.gathered(report)
    return render_template(
        "reports/overview.html",
        round=round_,
        report=report,
        due=due,
        sections=gathering.sections(report, content),
        content=content,
        seen=fingerprint(content),
        quoted=[each["section"] for each in content["quotations"]],
        lost=len(report.quotations) - len(content["quotations"]),
        choices=choices(report, g.person, queries.facts_of_content(report, content)),
        timeline=timeline.of(report, seen_by=g.person),
    )


@bp.post(f"{STAFF}/start")
@commits
@WRITES
def start(slug: str) -> ResponseReturnValue:
    """Begin the report."""
    round_ = seen_round(slug)
    pressed(
        lambda: commands.start(round_, by=g.person),
        "The report is begun. Each section has a proposed text to write over.",
    )
    return redirect(url_for(".overview", slug=slug), 303)


@bp.route(f"{STAFF}/sections/<key>", methods=["GET", "POST"])
@commits
@WRITES
def write(slug: str, key: str) -> ResponseReturnValue:
    """Write one section."""
    round_ = seen_round(slug)
    report = queries.get(round_)
    ensure(report, "write", g.person)
    content = gathering.figures(round_)
    section = next((each for each in gathering.sections(report, content) if each.key == key), None)
    if section is None:
        raise NoResultFound
    kept = next((each for each in report.sections if each.key == key), None) or ReportSection(
        key=key, text=section.text, version=0
    )
    form = forms.SectionForm(obj=kept)
    if form.submitted() and form.is_of(kept):
        commands.write(report, key, form.text.data or "", by=g.person)
        flash(f"“{section.title}” is saved.")
        return redirect(url_for(".overview", slug=slug), 303)
    return render_template(
        "reports/write.html", round=round_, report=report, section=section, form=form, content=content,
        figures={name: (what, prose.filled(f"{{{name}}}", key, content)) for name, what in prose.FIGURES.items()},
    )  # fmt: skip


@bp.post(f"{STAFF}/sections/<key>/still-holds")
@commits
@WRITES
def hold_on(slug: str, key: str) -> ResponseReturnValue:
    """Say that a section still holds with the figures as they are."""
    report = queries.get(seen_round(slug))
    pressed(lambda: commands.hold_on(report, key, by=g.person), "The section holds with the figures as they are now.")
    return redirect(url_for(".overview", slug=slug), 303)


@bp.post(f"{STAFF}/sections/<key>/propose-again")
@commits
@WRITES
def propose_again(slug: str, key: str) -> ResponseReturnValue:
    """Go back to the proposed text."""
    report = queries.get(seen_round(slug))
    pressed(lambda: commands.propose_again(report, key, by=g.person), "The proposed text stands again.")
    return redirect(url_for(".overview", slug=slug), 303)


@bp.route(f"{STAFF}/sections/<key>/quotations", methods=["GET", "POST"])
@commits
@WRITES
def quote(slug: str, key: str) -> ResponseReturnValue:
    """Choose what a theme's section quotes, from points whose senders allow it."""
    round_ = seen_round(slug)
    report = queries.get(round_)
    if not key.startswith(prose.THEME) or not key.removeprefix(prose.THEME).isdecimal():
        raise NoResultFound
    ensure(report, "write", g.person)
    words = request.args.get("words", "")[:100]
    points = queries.quotable(round_, key, seen_by=g.person, words=words)
    form = forms.QuoteForm()
    if form.submitted():
        chosen = next((each for each in points if str(each.id) == request.form.get("point")), None)
        if chosen is None:
            raise NoResultFound
        commands.quote(report, chosen, key, words=form.words.data or "", by=g.person)
        flash("The report quotes it.")
        return redirect(url_for(".quote", slug=slug, key=key, words=words or None), 303)
    out = taken_out_of({each.response_id for each in points})
    return render_template(
        "reports/quote.html", round=round_, report=report, key=key, words=words, form=form,
        points=[(each, shown_words(each, out)) for each in points],
        quoted=[each for each in report.quotations if each.section == key],
        ids={each.point_id for each in report.quotations},
    )  # fmt: skip


@bp.post(f"{STAFF}/quotations/<int:quotation_id>/leave-out")
@commits
@WRITES
def leave_out(slug: str, quotation_id: int) -> ResponseReturnValue:
    """Quote it no longer."""
    report = queries.get(seen_round(slug))
    found = next((each for each in report.quotations if each.id == quotation_id), None)
    if found is None:
        flash("The report does not quote it any more.")
        return redirect(url_for(".overview", slug=slug), 303)
    key = found.section
    pressed(lambda: commands.leave_out(report, found, by=g.person), "The report does not quote it any more.")
    return redirect(url_for(".quote", slug=slug, key=key), 303)
