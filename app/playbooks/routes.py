"""Read and write one's own side's playbook: for a round, for an agreement, for one term."""

from collections.abc import Callable
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from app.agreements import queries as agreements
from app.extensions import db
from app.models import PlaybookLine
from app.perform import ensure
from app.permissions import roles_of
from app.playbooks import commands, queries
from app.playbooks.blueprint import bp
from app.playbooks.forms import LineForm, line_form
from app.web import commits, for_both_sides, for_commissioner
from workflows.agreement import Side
from workflows.playbook import Approver, ranges, workflow
from workflows.roles import Role

SAVED = "What your side keeps for {} is saved. The other side never sees it."
Line = PlaybookLine | None


@bp.get("/rounds/<slug>/playbook")
@for_commissioner
def of_round(slug: str) -> ResponseReturnValue:
    """What the commissioner keeps for the standard terms of a round."""
    round_ = queries.round_that_keeps(slug, seen_by=g.person)
    kept = queries.of_round(round_)
    return render_template(
        "playbooks/of_round.html",
        round=round_,
        lines=[(term, line, _ranges(term, line), _who(line)) for term, line in kept],
        may_write=_may_write(roles_of(g.person, round_)),
    )


@bp.route("/rounds/<slug>/playbook/<ref>", methods=["GET", "POST"])
@commits
@for_commissioner
def write_for_round(slug: str, ref: str) -> ResponseReturnValue:
    """Write what the commissioner keeps for a standard term, in every agreement that has it."""
    round_ = queries.round_that_keeps(slug, seen_by=g.person)
    term, line = queries.for_standard(round_, ref)
    _ensure_may_write(line or PlaybookLine(round_id=round_.id, side=Side.COMMISSIONER, state=workflow.initial))
    form = line_form(term.schedule, Side.COMMISSIONER, queries.may_be_named(Side.COMMISSIONER, None), line)
    form["version"].data = form["version"].data if request.method == "POST" else _version(line)
    place = url_for(".of_round", slug=slug)
    if _saves(form, line, lambda said: commands.write_for_round(term, by=g.person, **said), ref):
        return redirect(place, 303)
    return render_template("playbooks/write.html", round=round_, agreement=None, term=term, form=form, place=place)


@bp.get("/agreements/<slug>/<code>/playbook")
@for_both_sides
def of_agreement(slug: str, code: str) -> ResponseReturnValue:
    """What one's own side keeps for each term of an agreement."""
    agreement = agreements.get(slug, code, seen_by=g.person)
    kept = queries.of_agreement(agreement, seen_by=g.person)
    return render_template(
        "playbooks/of_agreement.html",
        agreement=agreement,
        lines=[(term, line, _ranges(term, line), _who(line)) for term, line in kept],
        may_write=_may_write(roles_of(g.person, agreement)),
    )


@bp.route("/agreements/<slug>/<code>/terms/<ref>/playbook", methods=["GET", "POST"])
@commits
@for_both_sides
def write_for_term(slug: str, code: str, ref: str) -> ResponseReturnValue:
    """Write what one's own side keeps for one term of one agreement."""
    agreement = agreements.get(slug, code, seen_by=g.person)
    side = queries.side_that_keeps(agreement, g.person)
    term = agreements.get_term(agreement, ref)
    line = queries.own_line(term, side)
    new = PlaybookLine(
        round_id=agreement.round_id, provider_id=agreement.provider_id, side=side, state=workflow.initial
    )
    _ensure_may_write(line or new)
    form = line_form(term.schedule, side, queries.may_be_named(side, agreement.provider_id), line)
    place = url_for("terms.detail", slug=slug, code=code, ref=ref, _anchor="playbook")
    if _saves(form, line, lambda said: commands.write_for_term(term, by=g.person, **said), ref):
        return redirect(place, 303)
    return render_template(
        "playbooks/write.html", round=agreement.round, agreement=agreement, term=term, form=form, place=place
    )


def _saves(form: LineForm, line: Line, write: Callable[[dict[str, Any]], object], ref: str) -> bool:
    """Save what was typed; when a colleague has saved meanwhile, say so and keep it on the page."""
    if not form.submitted():
        return False
    if form["version"].data == _version(line):
        try:
            write(form.said())
        except (StaleDataError, IntegrityError):
            db.session.rollback()
        else:
            flash(SAVED.format(ref))
            return True
    form.form_errors = [
        "A colleague saved this while you had it open. What you typed is still here: send it again to replace theirs."
    ]
    form["version"].data = _version(line)
    return False


def _version(line: Line) -> int:
    return line.version if line is not None and line.id is not None else 0


def _ensure_may_write(line: PlaybookLine) -> None:
    ensure(line, "write", g.person)


def _may_write(roles: frozenset[Role]) -> bool:
    return any(move.by & roles for move in workflow.moves)


def _ranges(term: Any, line: Line) -> list[tuple[str, str]]:
    return ranges(term.schedule, line.limits) if line else []


def _who(line: Line) -> str:
    if line is None:
        return ""
    return str(Approver(line.approver_id, line.approver_role, line.approver.name if line.approver else ""))
