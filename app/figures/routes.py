"""What was said, in numbers and pictures: one page for staff, one for everybody."""

from typing import Any

from flask import Blueprint, g, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.figures import drawing, queries, sheet
from app.figures.queries import Figures
from app.handing_out import TYPES, as_sheet
from app.models import Round
from app.permissions import SEES_RESPONSES
from app.rounds import queries as rounds
from app.web import for_parts, public

bp = Blueprint("figures", __name__, url_prefix="/rounds/<slug>")


@bp.get("/feedback/summary")
@for_parts(*SEES_RESPONSES)
def summary(slug: str) -> ResponseReturnValue:
    """Every number as it is, for those who work on responses."""
    round_ = rounds.get(slug)
    figures = queries.of(round_, seen_by=g.person)
    return render_template("figures/summary.html", **_drawn(round_, figures))


@bp.get("/in-numbers")
@public
def in_numbers(slug: str) -> ResponseReturnValue:
    """The same for everybody once answers are out, with small numbers held back."""
    round_ = rounds.get(slug)
    figures = queries.published(round_)
    if figures is None:
        return render_template("figures/not_yet.html", round=round_)
    return render_template("figures/in_numbers.html", **_drawn(round_, figures))


@bp.get("/feedback/summary.<any(csv, xlsx):kind>")
@for_parts(*SEES_RESPONSES)
def summary_sheet(slug: str, kind: str) -> ResponseReturnValue:
    """Every number of the summary, a line each, to open in a spreadsheet."""
    round_ = rounds.get(slug)
    return as_sheet(sheet.of(queries.of(round_, seen_by=g.person)), kind, "feedback-in-numbers", round_)


@bp.get("/in-numbers.<any(csv, xlsx):kind>")
@public
def numbers_sheet(slug: str, kind: str) -> ResponseReturnValue:
    """The published numbers, a line each."""
    round_ = rounds.get(slug)
    figures = queries.published(round_)
    if figures is None:
        raise NotFound
    return as_sheet(sheet.of(figures), kind, "published-numbers", round_)


def _drawn(round_: Round, figures: Figures) -> dict[str, Any]:
    closes = round_.day("feedback_closes")
    periods, deadline = drawing.over_time(figures.over_time, closes)
    endpoint = ".numbers_sheet" if figures.is_protected else ".summary_sheet"
    return {
        "round": round_,
        "figures": figures,
        "diverging": drawing.diverging(figures.stances),
        "periods": periods,
        "deadline": deadline,
        "closes": closes,
        "shade": drawing.shade,
        "sheets": {kind: url_for(endpoint, slug=round_.slug, kind=kind) for kind in TYPES},
    }
