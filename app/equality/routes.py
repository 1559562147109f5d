"""Pages about where a round's equality work stands, and what is public of it."""

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.equality import queries
from app.equality.blueprint import HERE, bp
from app.intentions.queries import digest_of
from app.permissions import roles_of
from app.rounds import queries as rounds
from app.web import for_working_papers, public
from workflows.roles import Role


@bp.get("/equality")
@for_working_papers
def index() -> ResponseReturnValue:
    """The equality work of the round that most people mean."""
    current = rounds.current()
    return redirect(url_for(".overview", slug=current.slug) if current else url_for("rounds.index"))


@bp.get(HERE)
@for_working_papers
def overview(slug: str) -> ResponseReturnValue:
    """Where screening, assessment and action plan stand, and what holds them up."""
    round_ = queries.working_round(slug, seen_by=g.person)
    screening, assessment = queries.screening_of(round_), queries.assessment_of(round_)
    return render_template(
        "equality/overview.html",
        round=round_,
        screening=screening,
        assessment=assessment,
        standing=queries.standing_of(screening, assessment, digest_of(round_)),
        actions=queries.actions_of(round_),
        may_start=Role.EQUALITY_LEAD in roles_of(g.person, round_),
    )


@bp.get("/rounds/<slug>/equality-assessment")
@public
def published(slug: str) -> ResponseReturnValue:
    """The published assessment and its action plan."""
    round_ = rounds.get(slug)
    found = queries.published_assessment(round_)
    return render_template(
        "equality/published.html", round=round_, assessment=found, actions=queries.published_actions(round_)
    )
