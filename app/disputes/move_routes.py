"""Move a dispute on: share it, ask for advice, advise, comment, take it further, withdraw it."""

from collections.abc import Callable
from typing import Any

from flask import g, render_template
from flask.typing import ResponseReturnValue

from app.disputes import commands, queries
from app.disputes.blueprint import bp
from app.disputes.forms import PressForm, WordsForm
from app.disputes.parties import name_of
from app.disputes.routes import LABELS, NEXT
from app.disputes.steps import take
from app.models import Dispute
from app.web import commits, for_both_sides, for_commissioner, for_provider
from workflows.dispute import DisputeState, Party
from workflows.dispute_route import SERVICE_GOES_ON, WORDS, WORKING_DAYS

S = DisputeState
TOLD = {
    S.SHARED: "They have not replied in time, so it can go on without them.",
    S.COMMENTED: "Both papers go with it.",
    S.SUB_COMMITTEE: "Do this when the sub-committee passes it on without deciding.",
    S.SUB_DECIDED: "The executive committee’s decision is final and binding.",
    S.SENIOR: "Do this where the contract provides for a mediator or an expert, and you could not settle it.",
    S.EXPERT: "Either party can ask a court for urgent relief at any time; this records that it has gone on.",
    S.ADVISED: "Where there is no such official, name the person on whom both agree in your reason.",
}


@bp.route("/disputes/<int:dispute_id>/share", methods=["GET", "POST"])
@commits
@for_both_sides
def share(dispute_id: int) -> ResponseReturnValue:
    """Put the report before the other side."""
    dispute = queries.get(dispute_id, seen_by=g.person)
    other = name_of(dispute, Party.OTHER)
    return _press(
        dispute,
        "share",
        lambda: commands.share(dispute, by=g.person),
        done=f"The {WORDS[dispute.route].paper} is shared with {other}.",
        about=[
            f"{other[:1].upper()}{other[1:]} will read everything in it, with its evidence, and has {WORKING_DAYS} "
            "working days to reply.",
            SERVICE_GOES_ON,
        ],
    )


@bp.route("/disputes/<int:dispute_id>/ask-advice", methods=["GET", "POST"])
@commits
@for_provider
def ask_advice(dispute_id: int) -> ResponseReturnValue:
    """Put the issue before the commissioner and the other provider."""
    dispute = queries.get(dispute_id, seen_by=g.person)
    other = name_of(dispute, Party.OTHER)
    return _press(
        dispute,
        "ask_advice",
        lambda: commands.ask_advice(dispute, by=g.person),
        done=f"The commissioner and {other} can read it now.",
        about=[
            f"The commissioner and {other} will read everything in it, with its evidence. The commissioner has "
            f"{WORKING_DAYS} working days to hear you both and advise.",
            "Neither provider sees anything of the other’s agreement.",
        ],
    )


@bp.route("/disputes/<int:dispute_id>/advise", methods=["GET", "POST"])
@commits
@for_commissioner
def advise(dispute_id: int) -> ResponseReturnValue:
    """Advise two providers."""
    dispute = queries.get(dispute_id, seen_by=g.person)
    return _say(
        dispute,
        "advise",
        lambda words: commands.advise(dispute, text=words, by=g.person),
        label="Your advice",
        done="Both providers can read your advice.",
        about="Both providers read it. It binds neither of them.",
    )


@bp.route("/disputes/<int:dispute_id>/comment", methods=["GET", "POST"])
@commits
@for_both_sides
def comment(dispute_id: int) -> ResponseReturnValue:
    """Say something in writing, or reply to the report."""
    dispute = queries.get(dispute_id, seen_by=g.person)
    return _say(
        dispute,
        "comment",
        lambda words: commands.comment(dispute, text=words, by=g.person),
        label="What do you want to say?",
        done="Your comment is there for both sides to read.",
        about="Everyone who sees this dispute reads it, and it goes into the dispute pack.",
    )


@bp.route("/disputes/<int:dispute_id>/refer", methods=["GET", "POST"])
@commits
@for_both_sides
def refer(dispute_id: int) -> ResponseReturnValue:
    """Take it to the next body of its route."""
    dispute = queries.get(dispute_id, seen_by=g.person)
    return _say(
        dispute,
        "refer",
        lambda words: commands.refer(dispute, reason=words, by=g.person),
        label="Why do you take it further?",
        done="It has been taken further. Both sides are told.",
        about=TOLD.get(dispute.state, ""),
        title=NEXT.get(dispute.state, "Take it further"),
    )


@bp.route("/disputes/<int:dispute_id>/withdraw", methods=["GET", "POST"])
@commits
@for_both_sides
def withdraw(dispute_id: int) -> ResponseReturnValue:
    """Give it up."""
    dispute = queries.get(dispute_id, seen_by=g.person)
    about = "The terms go back on the table as they stood." if dispute.shared_at else "Nobody else has seen it."
    return _say(
        dispute,
        "withdraw",
        lambda words: commands.withdraw(dispute, reason=words, by=g.person),
        label="Why do you withdraw it?",
        done="It is withdrawn.",
        about=about,
    )


def _press(dispute: Dispute, action: str, do: Callable[[], Any], *, done: str, about: list[str]) -> ResponseReturnValue:
    form = PressForm()
    if gone := take(dispute, action, form, do, done=done):
        return gone
    return render_template("disputes/press.html", dispute=dispute, form=form, title=LABELS[action], about=about)


def _say(
    dispute: Dispute,
    action: str,
    do: Callable[[str], Any],
    *,
    label: str,
    done: str,
    about: str,
    title: str = "",
) -> ResponseReturnValue:
    form = WordsForm()
    form.text.label.text = label
    if gone := take(dispute, action, form, lambda: do(form.text.data), done=done):
        return gone
    return render_template("disputes/say.html", dispute=dispute, form=form, title=title or LABELS[action], about=about)
