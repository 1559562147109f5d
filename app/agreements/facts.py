"""What the guards of an agreement need to know: what is written, answered, wanted and checked."""

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from app import clock
from app.agreements import limits, queries
from app.agreements.sides import side_of
from app.extensions import db
from app.models import Agreement, Change, Offer, OpeningProposal, Sector
from app.perform import facts_of
from app.permissions import Actor
from app.wording import short_day
from workflows import checks
from workflows.agreement import Side
from workflows.ending import earliest_end
from workflows.engine import in_words
from workflows.term import Answer, TermState

OPENING = ("need_profile", "rationale", "subcontracting", "delivery_plan")


@facts_of(Agreement)
def facts(agreement: Agreement, by: Actor | None, action: str | None) -> dict[str, Any]:
    """What the guards of an agreement look at; what only some actions need is looked up for those."""
    known = plain_facts(agreement, by, action)
    if action in (None, "accept"):
        known["failed_checks"] = failed_checks(agreement)
    if action in (None, "propose", "counter", "accept"):
        said = _said(agreement, known["side"])
        known |= standing_facts(queries.terms_of(agreement), said, known["side"])
    known |= limits.facts_for(agreement, action, known["side"])
    if action in (None, "withdraw"):
        last = queries.standing_offer(agreement)
        known["may_be_withdrawn"] = last is not None and is_withdrawable(last, known["side"])
    if action in (None, "approve", "sign", "allow_excess"):
        known["negotiators"] = queries.negotiators(agreement)
    if action in (None, "propose"):
        known["opening_is_complete"] = is_complete(agreement.opening)
    return known


def plain_facts(agreement: Agreement, by: Actor | None, action: str | None) -> dict[str, Any]:
    """The facts that need no looking up."""
    return {
        "side": side_of(by),
        "verb": f"{in_words(action)} it" if action else "go on",
        "starts_on": short_day(agreement.starts_on),
        "ends_on": short_day(agreement.ends_on),
        "ends_early_on": short_day(agreement.ends_early_on),
        "earliest_end": short_day(earliest_end(clock.today())),
        "is_voluntary": agreement.provider.sector is Sector.VOLUNTARY,
        "provider_has_proposed": agreement.offers_sent > 1,
    }


def is_complete(opening: OpeningProposal | None) -> bool:
    """Whether every part of the opening proposal says something."""
    return opening is not None and all(getattr(opening, part).strip() for part in OPENING)


def failed_checks(agreement: Agreement) -> tuple[str, ...]:
    """What keeps the terms on the table from being agreed, as sentences."""
    found = checks.failed(
        queries.terms_of(agreement),
        settlement_is_known=queries.settlement_is_known(agreement.round_id),
        applicable=[i.ref for i in queries.applicable(agreement)],
        excused=queries.excused(agreement),
        agreed_actions=queries.agreed_actions(agreement),
    )
    return tuple(str(finding) for finding in found)


def standing_facts(terms: Iterable[Any], said: Mapping[int, Answer], side: Side | None) -> dict[str, Any]:
    """What the terms and one's own unsent answers to them allow. `said`: answers by the id of their term."""
    wanted = [term.ref for term in terms if term.wanted_by is not None and side and term.wanted_by is side.other]
    answered = {term.ref for term in terms if term.id in said}
    return {
        "changes": sum(answer is not Answer.ACCEPT for answer in said.values()),
        "wanted": tuple(ref for ref in wanted if ref not in answered),
        "in_the_way": in_the_way(terms),
    }


def in_the_way(terms: Iterable[Any]) -> tuple[str, ...]:
    """Why terms keep the agreement from being agreed in principle, as sentences."""
    disputed = [term.ref for term in terms if term.state is TermState.DISPUTED]
    wanted = [term for term in terms if term.wanted_by is not None]
    found = [f"{_refs(disputed)}: in issue resolution. It is decided or withdrawn first."] if disputed else []
    for side in Side:
        refs = [term.ref for term in wanted if term.wanted_by is side]
        if refs:
            found.append(f"{_refs(refs)}: the {side} wants a change. Make it, or refuse it, in an offer first.")
    return tuple(found)


def _refs(refs: list[str]) -> str:
    return ", ".join(refs)


def is_withdrawable(offer: Any, side: Side | None) -> bool:
    """Whether `side` may take this offer, the last one standing, back: it is theirs, unanswered, and not the draft."""
    return offer.side is side and offer.answered_at is None and (offer.number or 0) > 1


def _said(agreement: Agreement, side: Side | None) -> dict[int, Answer]:
    if side is None:
        return {}
    mine = (
        sa.select(Change.term_id, Change.answer)
        .join(Offer)
        .where(Offer.agreement_id == agreement.id, Offer.side == side, Offer.number.is_(None))
    )
    return {row.term_id: row.answer for row in db.session.execute(mine)}
