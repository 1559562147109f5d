"""Pages across providers, for the commissioner's side: the round's money, and one term beside everybody else's."""

from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.across import comparison, money, one_term, waterfall
from app.agreements import queries as agreements
from app.permissions import roles_of
from app.web import for_parts
from app.wording import money as pounds
from workflows.roles import Role
from workflows.schedule import LAYOUTS

bp = Blueprint("across", __name__)
for_comparing = for_parts(Role.ROUND_MANAGER, Role.COMMISSIONER_SIGNATORY, Role.COMMISSIONER_NEGOTIATOR)
bp.add_app_template_filter(waterfall.signed, "signed_money")


@bp.get("/rounds/<slug>/money", endpoint="money")
@for_parts(Role.ROUND_MANAGER, Role.COMMISSIONER_SIGNATORY)
def money_of_round(slug: str) -> ResponseReturnValue:
    """The sum of prices against the control total and the savings target."""
    round_ = money.get_round(slug, seen_by=g.person)
    found = money.of(round_)
    asked = request.args.get("by", "")
    view = asked if asked in waterfall.VIEWS else "stage"
    parts = {"stage": found.stages, "sector": found.sectors, "region": found.regions}[view]
    return render_template(
        "across/money.html",
        round=round_,
        money=found,
        view=view,
        views=waterfall.VIEWS,
        parts=parts,
        drawn=waterfall.of(found, view),
        summary=_summary(found),
        here=url_for(".money", slug=slug),
        now=clock.now(),
        may_edit=Role.ROUND_MANAGER in roles_of(g.person, round_),
    )


def _summary(found: money.Money) -> list[tuple[str, str]]:
    """The figures that matter most, each with what it leaves."""
    whole, total, target = found.whole, found.round.control_total, found.round.savings_target
    rows: list[tuple[str, Any]] = [
        ("Agreed so far", f"{pounds(whole.agreed)} in {whole.agreed_of} of {whole.agreements} agreements"),
        ("If our offers are accepted", pounds(whole.offered)),
        ("If providers get what they ask", f"{pounds(whole.asked)}, {pounds(whole.gap)} more"),
    ]
    if total is None:
        rows.append(("Control total", "Not set"))
    else:
        rows.append(("Control total", f"{pounds(total)}: {_left(total - whole.offered, 'within', 'over')}"))
    if target is None:
        rows.append(("Savings target", "Not set"))
    else:
        beyond = -whole.change - target
        rows.append(("Savings target", f"{pounds(target)}: {_left(beyond, 'more than', 'short of')}"))
    return rows


def _left(amount: int, good: str, bad: str) -> str:
    return f"our offers are {pounds(abs(amount))} {good if amount >= 0 else bad} it"


@bp.get("/rounds/<slug>/standard-terms/<ref>/across")
@for_comparing
def term(slug: str, ref: str) -> ResponseReturnValue:
    """One standard term as every provider has it, with what each was offered, asked for and got."""
    round_, standard = one_term.get(slug, ref, seen_by=g.person)
    across = one_term.of(standard, request.args.get("cell", ""), seen_by=g.person)
    came_from = request.args.get("provider", "")
    this = next((each for each in across.named if each.code == came_from), None)
    return render_template(
        "across/term.html",
        round=round_,
        standard=standard,
        across=across,
        cell=across.scale.column,
        columns=LAYOUTS[standard.schedule].columns,
        compared=comparison.of(across, this.code if this else ""),
        this=this,
        here=url_for(".term", slug=slug, ref=ref),
    )


@bp.get("/agreements/<slug>/<code>/terms/<ref>/across")
@for_comparing
def of_agreement(slug: str, code: str, ref: str) -> ResponseReturnValue:
    """From a term of one agreement to the same term across providers."""
    agreement = agreements.get(slug, code, seen_by=g.person)
    standard = one_term.standard_of(agreement, ref, seen_by=g.person)
    if standard is None:
        return render_template("across/only_here.html", agreement=agreement, ref=ref)
    return redirect(url_for(".term", slug=slug, ref=standard.ref, provider=code))
