"""Read one agreement, and one of its offers. Lists are in list_routes.py."""

from flask import g, render_template, url_for
from flask.typing import ResponseReturnValue

from app import clock
from app.agreements import dossier, limits, listing, queries, reading
from app.agreements.blueprint import bp
from app.agreements.moves import whose_move
from app.models import Agreement
from app.perform import choices
from app.timeline import queries as timeline
from app.web import BaseForm, for_both_sides
from app.wording import plural

ONCE = {True: ("write_opening", "propose"), False: ("counter",)}
"""What has had its time once the provider has proposed, and what has not come up before."""
ENDING = {True: "give_notice_of_end", False: "take_back_notice_of_end"}
"""Of giving notice of an early end and taking it back, the one that has no place now."""
OF_SIGNING = ("approve", "sign", "publish", "give_notice_of_end", "take_back_notice_of_end")
HAS_ADDRESS = ("send", "write_opening", "propose", "counter", "withdraw", "accept", "reopen")
LABELS = {
    "send": "Send to the provider",
    "write_opening": "Write your opening proposal",
    "propose": "Send your proposal",
    "counter": "Send your offer",
    "withdraw": "Take back your last offer",
    "accept": "Accept everything on the table",
    "ask_approval": "Ask for approval to go beyond your range",
    "approve": "Approve the exact text",
    "sign": "Sign",
    "publish": "Publish",
    "write_notice": "Write a notice of change",
    "give_notice_of_end": "End it early",
    "take_back_notice_of_end": "Let it run on after all",
    "reopen": "Take it back to change it",
}


@bp.get("/agreements/<slug>/<code>")
@for_both_sides
def detail(slug: str, code: str) -> ResponseReturnValue:
    """One agreement: where it stands, whose move it is, its terms, what is on the table and what happened."""
    agreement = queries.get(slug, code, seen_by=g.person)
    beside = dossier.of(agreement, seen_by=g.person)
    gathered = beside.facts(g.person)
    to_ask = limits.to_ask(agreement, gathered, writing=beside.mine is not None)
    possible = choices(agreement, g.person, gathered=gathered)
    ending = ENDING[agreement.ends_early_on is not None]
    never = (*ONCE[agreement.offers_sent > 1], ending, *(() if to_ask else ("ask_approval",)))
    possible = [choice for choice in possible if choice.action not in never]
    actions = {choice.action for choice in possible}
    return render_template(
        "agreements/detail.html",
        agreement=agreement,
        beside=beside,
        choices=possible,
        actions=actions,
        urls={**addresses(agreement), "ask_approval": f"/agreements/{slug}/{code}/ask-approval/{to_ask}"},
        labels=LABELS,
        progress=progress(agreement),
        sentence=whose_move(agreement, agreement.provider.name, today=clock.today(), done_by=beside.done_by),
        change=listing.percent(agreement.price, agreement.last_year_price),
        sections=reading.sections(beside),
        table=reading.on_the_table(beside),
        mine=reading.in_my_offer(beside),
        effect=reading.effect(beside) if beside.mine else None,
        coverage=reading.uncovered_first(beside),
        share=reading.shares(beside),
        place=f"/agreements/{slug}/{code}",
        press=BaseForm(),
        text_url=url_for("signing.text", slug=slug, code=code),
        document_url=url_for("signing.document", slug=slug, code=code),
        timeline=timeline.of(agreement, seen_by=g.person if beside.side else None),
    )


@bp.get("/agreements/<slug>/<code>/offers/<int:number>")
@for_both_sides
def offer(slug: str, code: str, number: int) -> ResponseReturnValue:
    """One offer that was sent: what it changed, from what, to what, and why."""
    agreement = queries.get(slug, code, seen_by=g.person)
    sent = queries.get_offer(agreement, number)
    return render_template(
        "agreements/offer.html",
        agreement=agreement,
        offer=sent,
        changes=reading.of_offer(sent),
        opening=agreement.opening if number == queries.first_of_provider(agreement) else None,
    )


def progress(agreement: Agreement) -> str:
    """How many of its terms are settled, as stored: "37 of 41 terms agreed, 1 parked"."""
    parts = [f"{agreement.terms_agreed} of {plural(agreement.terms_total, 'term')} agreed"]
    parts += [f"{agreement.terms_parked} parked"] if agreement.terms_parked else []
    parts += [f"{agreement.terms_disputed} disputed"] if agreement.terms_disputed else []
    return ", ".join(parts)


def addresses(agreement: Agreement) -> dict[str, str]:
    """Where each action of an agreement is done."""
    slug, code = agreement.round.slug, agreement.provider.code
    place = f"/agreements/{slug}/{code}"
    ours = {action: f"{place}/{action.replace('_', '-')}" for action in HAS_ADDRESS}
    ours["write_notice"] = url_for("notices.write", slug=slug, code=code)
    return ours | {action: url_for(f"signing.{action}", slug=slug, code=code) for action in OF_SIGNING}
