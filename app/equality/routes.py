"""Pages about where a round's equality work stands, and what is public of it."""

from flask import g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.equality import queries
from app.equality.blueprint import HERE, bp
from app.models import Round, Screening
from app.perform import choices
from app.rounds import queries as rounds
from app.web import for_commissioner, public


@bp.get("/equality")
@for_commissioner
def index() -> ResponseReturnValue:
    """The equality work of the round that most people mean."""
    current = rounds.current()
    return redirect(url_for(".overview", slug=current.slug) if current else url_for("rounds.index"))


@bp.get(HERE)
@for_commissioner
def overview(slug: str) -> ResponseReturnValue:
    """Where screening, assessment and action plan stand, and what holds them up."""
    round_ = queries.working_round(slug, seen_by=g.person)
    screening, assessment = queries.screening_of(round_), queries.assessment_of(round_)
    return render_template(
        "equality/overview.html",
        round=round_,
        screening=screening,
        assessment=assessment,
        standing=queries.standing(round_),
        actions=queries.actions_of(round_),
        may_start=_may_start(round_),
    )


def _may_start(round_: Round) -> bool:
    return "screen" in {choice.action for choice in choices(Screening(round_id=round_.id, state="drafting"), g.person)}


@bp.get("/rounds/<slug>/equality-assessment")
@public
def published(slug: str) -> ResponseReturnValue:
    """The published assessment and its action plan."""
    round_ = rounds.get(slug)
    found = queries.published_assessment(round_)
    return render_template(
        "equality/published.html", round=round_, assessment=found, actions=queries.published_actions(round_)
    )
