"""The page where staff say in Welsh what a section of the report says."""

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from app.models import ReportWelsh
from app.perform import ensure
from app.reports import commands, forms, gathering, queries
from app.reports.blueprint import STAFF, bp, seen_round
from app.seen import digest_of
from app.web import commits, for_parts
from workflows.roles import Role


@bp.route(f"{STAFF}/sections/<key>/in-welsh", methods=["GET", "POST"])
@commits
@for_parts(Role.ANALYST, Role.ROUND_MANAGER)
def translate(slug: str, key: str) -> ResponseReturnValue:
    """Put a section into Welsh, beside its English."""
    round_ = seen_round(slug)
    report = queries.get(round_)
    ensure(report, "write", g.person)
    section = next((each for each in gathering.sections(report, gathering.figures(round_)) if each.key == key), None)
    if section is None:
        raise NoResultFound
    kept = next((each for each in report.welsh if each.key == key), None) or ReportWelsh(key=key, version=0)
    shown = digest_of({"english": section.text})
    form = forms.WelshForm(data={"text": section.welsh.text, "version": kept.version, "of": shown})
    if form.submitted() and form.is_of(kept) and form.is_for(section.text):
        commands.translate(report, key, form.text.data or "", english=section.text, by=g.person)
        flash(f"The Welsh of “{section.title}” is saved.")
        return redirect(url_for(".overview", slug=slug), 303)
    return render_template("reports/translate.html", round=round_, report=report, section=section, form=form)
