"""Where a round stands, as its page says it: what is next, and what holds it up."""

from collections.abc import Mapping
from dataclasses import dataclass

from app import clock, permissions
from app.models import Person, Round
from app.perform import Choice
from app.rounds import queries
from app.rounds.date_line import away
from app.wording import day, short_day
from workflows.round import RoundState

S = RoundState
GATES: Mapping[RoundState, tuple[str, ...]] = {
    S.PLANNING: ("publish_discussion", "consult"),
    S.CONSULTING: ("close_feedback",),
    S.ANSWERING: ("publish_final", "negotiate"),
    S.NEGOTIATING: ("deliver",),
    S.DELIVERING: ("close",),
    S.CLOSED: (),
}


@dataclass(frozen=True)
class Outlook:
    """What the person asking can do, and what stands between the round and its next states."""

    choices: list[Choice]
    gates: list[Choice]
    points_left: int | None


def outlook(round_: Round, *, seen_by: Person | None) -> Outlook:
    """For staff with working papers; everyone else has nothing to do here. Facts are gathered once."""
    if not permissions.sees_working_papers(seen_by, round_.id):
        return Outlook([], [], None)
    roles = permissions.roles_of(seen_by, round_)
    known = {
        "now": clock.now(),
        "person_id": seen_by.id if seen_by else None,
        "reason": "typed",
        **queries.facts(round_),
    }
    ahead = [gate for gate in GATES[round_.state] if not (gate == "publish_final" and _final_is_out(round_))]
    gates = queries.obstacles(round_, ahead, known)
    mine = round_.workflow.actions(round_, roles)
    return Outlook(
        [Choice(action, round_.workflow.obstacles(round_, action, roles, **known)) for action in mine],
        [Choice(action, reasons) for action, reasons in gates],
        known["unanswered_count"] if round_.state is S.ANSWERING else None,
    )


def standing(round_: Round) -> str:
    """Where the round stands and what is next, as one public sentence."""
    due = {key: day(round_.day(key)) for key in ("discussion_edition", "feedback_closes", "final_edition")}
    done = day(round_.day("negotiation_done"))
    return {
        S.PLANNING: _planning(round_, due["discussion_edition"]),
        S.CONSULTING: f"Anyone can give a view until the end of {due['feedback_closes']}, London time.",
        S.ANSWERING: _answering(round_, due["final_edition"]),
        S.NEGOTIATING: "The commissioner and each provider negotiate their agreement"
        + (f", to be done by {done}." if done else "."),
        S.DELIVERING: f"Agreements run until {day(round_.ends_on)}.",
        S.CLOSED: f"The year it bought for ended on {day(round_.ends_on)}.",
    }[round_.state]


def _planning(round_: Round, due: str) -> str:
    if round_.editions:
        return "The discussion edition is out. Consulting starts next."
    return f"The discussion edition is being written{f', for {due}' if due else ''}."


def _answering(round_: Round, due: str) -> str:
    if _final_is_out(round_):
        return "The final edition is out. Negotiating starts next."
    return f"Feedback is being answered. The final edition {f'is due on {due}' if due else 'comes next'}."


def _final_is_out(round_: Round) -> bool:
    return any(edition.kind == "final" for edition in round_.editions)


def next_date(round_: Round) -> str:
    """ "Next, on 9 December 2011 (in 18 days): Feedback closes"; empty when every date has gone."""
    ahead = [each for each in round_.dates if not each.actual]
    if not ahead:
        return ""
    first = min(ahead, key=lambda each: each.due)
    days = (first.due - clock.today()).days
    return f"Next, {'on' if days >= 0 else 'due on'} {short_day(first.due)} ({away(days)}): {first.title}"
