"""Where a round stands, as its page says it: what is next, and what holds it up."""

from collections.abc import Mapping
from dataclasses import dataclass

from app import clock, permissions
from app.languages import _
from app.languages.content import step
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
    ahead = [gate for gate in GATES[round_.state] if not (gate == "publish_final" and round_.final_is_out)]
    gates = queries.obstacles(round_, ahead, known)
    mine = round_.workflow.actions(round_, roles)
    return Outlook(
        [Choice(action, round_.workflow.obstacles(round_, action, roles, **known)) for action in mine],
        [Choice(action, reasons) for action, reasons in gates],
        known["unanswered_count"] if round_.state is S.ANSWERING else None,
    )


def standing(round_: Round) -> str:
    """Where the round stands and what is next, as one public sentence."""
    if round_.state is S.PLANNING:
        return _planning(round_, day(round_.day("discussion_edition")))
    if round_.state is S.CONSULTING:
        closes = day(round_.day("feedback_closes"))
        return _("Anyone can give a view until the end of %(closes)s, London time.", closes=closes)
    if round_.state is S.ANSWERING:
        return _answering(round_, day(round_.day("final_edition")))
    if round_.state is S.NEGOTIATING:
        return _negotiating(day(round_.day("negotiation_done")))
    if round_.state is S.DELIVERING:
        return _("Agreements run until %(ends)s.", ends=day(round_.ends_on))
    return _("The year it bought for ended on %(ends)s.", ends=day(round_.ends_on))


def _planning(round_: Round, due: str) -> str:
    if round_.editions:
        return _("The discussion edition is out. Consulting starts next.")
    if due:
        return _("The discussion edition is being written, for %(due)s.", due=due)
    return _("The discussion edition is being written.")


def _answering(round_: Round, due: str) -> str:
    if round_.final_is_out:
        return _("The final edition is out. Negotiating starts next.")
    if due:
        return _("Feedback is being answered. The final edition is due on %(due)s.", due=due)
    return _("Feedback is being answered. The final edition comes next.")


def _negotiating(done: str) -> str:
    if done:
        return _("The commissioner and each provider negotiate their agreement, to be done by %(done)s.", done=done)
    return _("The commissioner and each provider negotiate their agreement.")


def next_date(round_: Round) -> str:
    """ "Next, on 9 December 2011 (in 18 days): Feedback closes"; empty when every date has gone."""
    ahead = [each for each in round_.dates if not each.actual]
    if not ahead:
        return ""
    first = min(ahead, key=lambda each: each.due)
    days = (first.due - clock.today()).days
    facts = {"date": short_day(first.due), "away": away(days), "step": step(round_, first)}
    if days >= 0:
        return _("Next, on %(date)s (%(away)s): %(step)s", **facts)
    return _("Next, due on %(date)s (%(away)s): %(step)s", **facts)
