"""Pages of the silence map of a round, the list behind it, and the sheet of the list."""

from collections.abc import Mapping
from typing import Any

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from app.handing_out import as_sheet
from app.models import Round
from app.permissions import SEES_RESPONSES, roles_of, sees_responses
from app.rounds import queries as rounds
from app.stakeholders import queries, sheet, silence
from app.stakeholders.blueprint import bp
from app.stakeholders.heat import picture
from app.stakeholders.register_routes import choices
from app.web import for_parts
from app.wording import sentence_case

STEPS = [
    (silence.UNANSWERED, "Not answered"),
    *((str(step), sentence_case(step)) for step in silence.Step),
]


def seen_round(slug: str) -> Round:
    """The round, for those who see its responses: who has answered says who has responded."""
    round_ = rounds.get(slug)
    if not sees_responses(g.person, round_.id):
        raise NotFound
    return round_


@bp.get("/rounds/<slug>/silence")
@for_parts(*SEES_RESPONSES)
def silence_map(slug: str) -> ResponseReturnValue:
    """Who has answered and who is silent, by kind and area."""
    round_ = seen_round(slug)
    people = silence.everyone(round_)
    found = silence.map_of(people)
    here = url_for(".listed", slug=slug)
    return render_template(
        "stakeholders/silence.html",
        round=round_,
        found=found,
        finding=silence.finding(found),
        steps=silence.counted(people),
        links={str(step): f"{here}?step={str(step).replace(' ', '+')}" for step in silence.Step},
        picture=picture(found),
        extended=sum(one.extended_to is not None for one in people),
        may_remind=_may(round_, "schedule_reminders"),
    )


@bp.get("/rounds/<slug>/silence/list")
@for_parts(*SEES_RESPONSES)
def listed(slug: str) -> ResponseReturnValue:
    """The invitation list with how far each has come, filtered by the address."""
    round_ = seen_round(slug)
    everyone = silence.everyone(round_)
    asked = queries.kept(request.args, silence.FILTERS)
    return render_template(
        "stakeholders/listed.html",
        round=round_,
        found=silence.filtered(everyone, asked),
        total=len(everyone),
        steps=STEPS,
        may_remind=_may(round_, "remind"),
        may_extend=_may(round_, "extend"),
        **_filters(asked),
    )


def _filters(asked: Mapping[str, str]) -> dict[str, Any]:
    return {
        "asked": {name: asked.get(name, "") for name in silence.FILTERS},
        "filtered": bool(asked),
        "query": dict(asked),
        **choices(),
    }


def _may(round_: Round, action: str) -> bool:
    return action in round_.workflow.actions(round_, roles_of(g.person, round_))


@bp.get("/rounds/<slug>/silence/list.<any(csv, xlsx):ending>")
@for_parts(*SEES_RESPONSES)
def sheet_of_round(slug: str, ending: str) -> ResponseReturnValue:
    """The same list, by the same filters, to open in a spreadsheet."""
    round_ = seen_round(slug)
    asked = queries.kept(request.args, silence.FILTERS)
    people = silence.filtered(silence.everyone(round_), asked)
    return as_sheet(sheet.of_round(round_, people, asked), ending, "invited", round_)
