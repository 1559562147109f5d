"""Public pages about rounds. The pages that manage one stand in the modules imported last."""

from typing import Any

from flask import g, render_template
from flask.typing import ResponseReturnValue

from app import permissions
from app.editions import queries as editions
from app.editions.content import need_row
from app.intentions.need import tables
from app.languages.spoken import spoken
from app.models import Round
from app.reports import outlook as reports
from app.rounds import date_routes, invitation_routes, manage_routes, move_routes, queries
from app.rounds.blueprint import bp
from app.rounds.date_line import line
from app.rounds.glance import glance
from app.rounds.outlook import next_date, outlook, standing
from app.timeline import queries as timeline
from app.web import public
from workflows.round import RoundState

__all__ = ["bp", "date_routes", "invitation_routes", "manage_routes", "move_routes"]


@bp.get("")
@public
def index() -> ResponseReturnValue:
    """Every round, the newest first."""
    rounds = [(round_, standing(round_), next_date(round_)) for round_ in queries.every()]
    return render_template("rounds/index.html", rounds=rounds, may_start=manage_routes.may_start(g.person))


@bp.get("/<slug>")
@public
def detail(slug: str) -> ResponseReturnValue:
    """Where a round stands, what is next and what holds it up."""
    round_ = queries.get(slug)
    staff = permissions.sees_working_papers(g.person, round_.id)
    return render_template(
        "rounds/detail.html",
        round=round_,
        standing=standing(round_),
        next_date=next_date(round_),
        outlook=outlook(round_, seen_by=g.person),
        line=line(round_),
        glance=glance(round_, seen_by=g.person),
        editions=editions.of(round_),
        feedback=reports.of_round(round_),
        takes_views=round_.state is RoundState.CONSULTING,
        staff=staff,
        reads_responses=permissions.sees_responses(g.person, round_.id),
        entries=timeline.of(round_, seen_by=g.person, limit=30) if staff else [],
    )


@bp.get("/<slug>/assumptions")
@public
def assumptions(slug: str) -> ResponseReturnValue:
    """The planning assumptions: as published, or as they stand for staff."""
    round_ = queries.get(slug)
    staff = permissions.sees_working_papers(g.person, round_.id)
    return render_template(
        "rounds/assumptions.html",
        round=round_,
        assumptions=round_.assumptions if staff else _published(round_, "assumptions"),
        takes_views=round_.state is RoundState.CONSULTING,
        may_edit="edit" in round_.workflow.actions(round_, permissions.roles_of(g.person, round_)),
    )


@bp.get("/<slug>/need")
@public
def need(slug: str) -> ResponseReturnValue:
    """The tables of need, exactly as published; where percentages do not add up, the page says so."""
    round_ = queries.get(slug)
    staff = permissions.sees_working_papers(g.person, round_.id)
    rows = [need_row(row) for row in round_.need] if staff else _published(round_, "need")
    return render_template("rounds/need.html", round=round_, settings=tables(rows))


def _published(round_: Round, part: str) -> list[Any]:
    """One part of the newest edition; empty before the first."""
    newest = editions.newest(round_)
    return list(spoken(editions.content(newest))[part]) if newest else []
