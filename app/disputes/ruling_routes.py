"""Record what a body decided, term by term; propose a settlement, and accept one."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from app import clock
from app.agreements import queries as agreements
from app.disputes import folder, positions, queries, rulings
from app.disputes.blueprint import bp
from app.disputes.forms import PressForm
from app.disputes.ruling_forms import RulingForm, TermChoice, Together, chosen
from app.disputes.rulings import BODIES
from app.disputes.steps import take
from app.models import Dispute
from app.perform import ensure
from app.web import commits, for_both_sides, for_parts
from workflows.deadline import LONDON
from workflows.dispute import DisputeState
from workflows.dispute_route import Body
from workflows.roles import Role
from workflows.schedule import Schedule


@bp.route("/disputes/<int:dispute_id>/decide", methods=["GET", "POST"])
@commits
@for_parts(Role.COMMISSIONER_SIGNATORY)
def decide(dispute_id: int) -> ResponseReturnValue:
    """Record what the committee, or whoever decides, has decided on each term."""
    dispute = queries.get(dispute_id, seen_by=g.person)
    ensure(dispute, "decide", g.person)
    form = RulingForm(data={"made_on": clock.today()})
    form.made_on.latest, form.made_on.earliest = clock.today(), dispute.opened_at.astimezone(LONDON).date()
    choices = _choices(dispute)
    values = chosen(form, choices)
    if gone := take(
        dispute,
        "decide",
        form,
        lambda: rulings.decide(
            dispute,
            values=values or {},
            reasons=form.reasons.data,
            made_on=form.made_on.data or clock.today(),
            by=g.person,
        ),
        done="The decision is recorded. Both sides are told.",
        ready=values is not None,
    ):
        return gone
    return render_template(
        "disputes/rule.html",
        dispute=dispute,
        form=form,
        choices=choices,
        together=Together(form, choices),
        title=f"Record the decision of the {BODIES.get(dispute.state, Body.EXECUTIVE)}",
        about=_what_follows(dispute),
        button_text="Record this decision",
    )


@bp.route("/disputes/<int:dispute_id>/propose-settlement", methods=["GET", "POST"])
@commits
@for_both_sides
def propose_settlement(dispute_id: int) -> ResponseReturnValue:
    """Put values for the disputed terms to the other side."""
    dispute = queries.get(dispute_id, seen_by=g.person)
    ensure(dispute, "propose_settlement", g.person)
    form = RulingForm()
    form.for_settlement()
    choices = _choices(dispute)
    values = chosen(form, choices)
    if gone := take(
        dispute,
        "propose_settlement",
        form,
        lambda: rulings.propose_settlement(dispute, values=values or {}, reasons=form.reasons.data, by=g.person),
        done="Your proposal is with the other side. When they accept it, the dispute is settled.",
        ready=values is not None,
    ):
        return gone
    return render_template(
        "disputes/rule.html",
        dispute=dispute,
        form=form,
        choices=choices,
        together=Together(form, choices),
        title="Propose a settlement",
        about="The other side reads it. A new proposal takes the place of an earlier one.",
        button_text="Send this proposal",
    )


@bp.route("/disputes/<int:dispute_id>/accept-settlement", methods=["GET", "POST"])
@commits
@for_both_sides
def accept_settlement(dispute_id: int) -> ResponseReturnValue:
    """Accept what the other side proposed."""
    dispute = queries.get(dispute_id, seen_by=g.person)
    form = PressForm()
    if gone := take(
        dispute,
        "accept_settlement",
        form,
        lambda: rulings.accept_settlement(dispute, by=g.person),
        done="The dispute is settled.",
    ):
        return gone
    settlement = folder.of(dispute).settlement
    rows = positions.in_words(dispute.terms, settlement) if settlement else []
    return render_template(
        "disputes/accept_settlement.html", dispute=dispute, form=form, settlement=settlement, rows=rows
    )


def _choices(dispute: Dispute) -> list[TermChoice]:
    settled = agreements.settlement_is_known(dispute.round_id)
    excepted = any(term.schedule is Schedule.EXCEPTIONS for term in dispute.terms)
    plans = agreements.plans(dispute.agreement) if excepted else []
    apart = positions.apart(dispute.terms, folder.of(dispute))
    return [TermChoice(each, settled=settled, plans=plans) for each in apart]


def _what_follows(dispute: Dispute) -> str:
    if not dispute.terms:
        return "Both providers read it."
    if dispute.state is DisputeState.SUB_COMMITTEE:
        return (
            "Either side can ask for the executive committee within 10 working days. If neither does, the values "
            "stand in the terms."
        )
    return "The values stand in the terms at once, and the terms are agreed. The next version of the text names it."
