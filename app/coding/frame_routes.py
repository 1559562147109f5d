"""Pages of the code frame: its themes, and the versions that were issued."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.coding import comparing, frame, queries, sampled
from app.coding.blueprint import bp, for_coding, for_reading, seen_round
from app.coding.forms import AddThemeForm, IssueForm
from app.perform import ensure
from app.permissions import roles_of
from app.timeline import queries as timeline
from app.web import commits
from workflows.engine import Refused


@bp.get("/rounds/<slug>/coding")
@for_reading
def index(slug: str) -> ResponseReturnValue:
    """The code frame as it stands, how far coding is, versions and samples."""
    round_ = seen_round(slug)
    versions = queries.versions(round_.id)
    themes = queries.in_order(round_.id)
    return render_template(
        "coding/index.html",
        round=round_,
        themes=themes,
        counts=queries.counts(round_.id, seen_by=g.person),
        no_points=queries.Count(),
        versions=versions,
        is_changed=bool(themes) and (not versions or versions[0].content != frame.content_of(themes)),
        samples=sampled.of_round(round_.id),
        progress=queries.progress(round_.id),
        may_code="add_theme" in round_.workflow.actions(round_, roles_of(g.person, round_)),
    )


@bp.route("/rounds/<slug>/coding/themes/add", methods=["GET", "POST"])
@commits
@for_coding
def add_theme(slug: str) -> ResponseReturnValue:
    """Add a theme to the frame."""
    round_ = seen_round(slug)
    ensure(round_, "add_theme", g.person)
    form = AddThemeForm()
    if form.submitted():
        theme = frame.add_theme(round_, by=g.person, **{name: form[name].data or "" for name in frame.WORDS})
        flash(f"{theme.name} added. Issue the code frame when it is ready to work with.")
        return redirect(url_for(".index", slug=slug), 303)
    return render_template("coding/add_theme.html", round=round_, form=form)


@bp.route("/rounds/<slug>/coding/issue", methods=["GET", "POST"])
@commits
@for_coding
def issue(slug: str) -> ResponseReturnValue:
    """Fix the frame as a version that samples and reports can name."""
    round_ = seen_round(slug)
    last = queries.newest_version(round_.id)
    content = frame.content_of(queries.in_order(round_.id))
    if not content:
        raise Refused(frame.EMPTY)
    if last is not None and last.content == content:
        flash(frame.UNCHANGED.format(number=last.number), "problem")
        return redirect(url_for(".index", slug=slug), 303)
    ensure(round_, "issue_frame", g.person)
    form = IssueForm()
    if form.submitted():
        version = frame.issue(round_, reason=form.reason.data or "", by=g.person)
        flash(f"Version {version.number} of the code frame issued.")
        return redirect(url_for(".version", slug=slug, number=version.number), 303)
    changes = comparing.changes(last.content if last else [], content)
    return render_template("coding/issue.html", round=round_, form=form, last=last, changes=changes)


@bp.get("/rounds/<slug>/coding/versions/<int:number>")
@for_reading
def version(slug: str, number: int) -> ResponseReturnValue:
    """A version as it was issued, and what it changed from another."""
    round_ = seen_round(slug)
    every = queries.versions(round_.id)
    found = queries.get_version(round_, number)
    wanted = request.args.get("from", "")
    earlier = next((one for one in every if str(one.number) == wanted), None)
    earlier = earlier or next((one for one in every if one.number == number - 1), None)
    return render_template(
        "coding/version.html",
        round=round_,
        version=found,
        earlier=earlier,
        others=[one for one in every if one.number != number],
        changes=comparing.changes(earlier.content, found.content) if earlier else None,
    )


@bp.get("/rounds/<slug>/coding/themes/<int:theme_id>")
@for_reading
def theme(slug: str, theme_id: int) -> ResponseReturnValue:
    """One theme: what belongs to it, where it came from, how many points carry it, and its history."""
    round_ = seen_round(slug)
    found = queries.get_theme(round_, theme_id)
    return render_template(
        "coding/theme.html",
        round=round_,
        theme=found,
        count=queries.counts(round_.id, seen_by=g.person).get(theme_id, queries.Count()),
        waiting=queries.suggested(round_.id, seen_by=g.person).get(theme_id, 0),
        origins=queries.came_from(found),
        possible=found.workflow.actions(found, roles_of(g.person, found)),
        timeline=timeline.of(found, seen_by=g.person),
    )
