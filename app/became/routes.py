"""The page on which a respondent reads what became of what they said: by receipt code, or signed in."""

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.became import queries
from app.languages import _
from app.models import Response
from app.responses import queries as responses
from app.responses.forms import ReturnForm
from app.responses.routes import receipt
from app.rounds import queries as rounds
from app.web import commits, public
from workflows.response import ResponseState
from workflows.return_ import RATINGS

bp = Blueprint("became", __name__)


@bp.route("/rounds/<slug>/respond/what-became", methods=["GET", "POST"])
@commits
@public
def what_became(slug: str) -> ResponseReturnValue:
    """Each thing said with its answer; before that, the way to say whose response it is."""
    round_ = rounds.get(slug)
    form = ReturnForm()
    if form.submitted():
        writing, wait = receipt.by_code(slug, form.code.data or "")
        if writing is not None:
            receipt.hold(slug, writing.code)
            return redirect(url_for("became.what_became", slug=slug), 303)
        form.code.errors = [_wait(wait)]
    response, others = _mine(slug) if not form.errors else (None, [])
    if response is None:
        return render_template("became/whose.html", round=round_, form=form, own=others)
    is_draft = response.state is ResponseState.DRAFT
    return render_template(
        "became/what_became.html",
        round=response.round,
        response=response,
        is_draft=is_draft,
        became=None if is_draft else queries.of(response),
        ratings=RATINGS,
        own=others,
    )


def _mine(slug: str) -> tuple[Response | None, list[Response]]:
    """The response that this browser holds, or of whoever has signed in; of several, the one that was chosen."""
    writing = receipt.found(slug)
    if writing is not None:
        return writing.response, []
    if g.person is None:
        return None, []
    every = responses.of_person(g.person, rounds.get(slug))
    chosen = request.args.get("response", "")
    one = next((each for each in every if str(each.id) == chosen), every[0] if len(every) == 1 else None)
    return one, every if len(every) > 1 else []


def _wait(seconds: int) -> str:
    if seconds:
        return _("Wait %(seconds)s seconds before you try another code", seconds=seconds)
    return _("Check the code and enter it again: no response in this round has it")
