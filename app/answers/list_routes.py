"""The analysts' list: filters left, points middle, a page at a time."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from app.answers.blueprint import bp, seen_round
from app.permissions import SEES_RESPONSES, roles_of
from app.searching.listing import page_of
from app.web import ConfirmForm, for_parts


@bp.get("/rounds/<slug>/feedback")
@for_parts(*SEES_RESPONSES)
def feedback(slug: str) -> ResponseReturnValue:
    """The points, worked through like mail."""
    round_ = seen_round(slug)
    return render_template(
        "answers/feedback.html",
        round=round_,
        may_release="release_answers" in round_.workflow.actions(round_, roles_of(g.person, round_)),
        form=ConfirmForm(),
        **page_of(round_, request.args, seen_by=g.person),
    )
