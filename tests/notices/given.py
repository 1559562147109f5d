"""Notices of change for tests: written and issued by the people of one agreement."""

from datetime import date
from typing import Any

from app import due
from app.agreements import queries as agreements
from app.extensions import db
from app.models import Notice, Term
from app.notices import commands
from tests import make
from tests.signing.people import Cast

JUNE = date(2012, 6, 1)
WORDS = {
    "title": "More places on programmes",
    "kind": "mandatory",
    "origin": "law",
    "reason": "The Act widens who may be referred.",
    "effect_service": "More groups run.",
    "effect_staff": "One more facilitator.",
    "effect_price": "None.",
    "effect_targets": "The target rises.",
    "effect_equality": "More women are reached.",
    "answer_by": date(2012, 5, 15),
    "effective_on": JUNE,
    "sooner_reason": "",
}
"""Noon on 1 April 2012 is when `cast("in force")` leaves the clock: 20 working days later is 1 May."""


def written(made: Cast, *, by: Any = None, changes: dict[str, dict[str, Any]] | None = None, **words: Any) -> Notice:
    """A draft by the commissioner's negotiator that changes the target of VT-1, unless said otherwise."""
    by = by or made.commissioner_negotiator
    notice = commands.draft(made.it, words={**WORDS, **words}, by=by)
    for ref, fields in ({"VT-1": {"target": 120}} if changes is None else changes).items():
        commands.change(notice, term(made, ref), fields=fields, by=by)
    db.session.commit()
    return notice


def issued(made: Cast, **given: Any) -> Notice:
    """A notice that the director has issued, or for the provider's negotiator the governor."""
    notice = written(made, **given)
    signs = made.provider_signatory if given.get("by") is made.provider_negotiator else made.commissioner_signatory
    commands.issue(notice, by=signs)
    db.session.commit()
    return notice


def on(day: date) -> list[str]:
    """Go to a day, and let time make its moves about notices."""
    make.move_clock(day)
    return [words for words in due.run() if words.startswith("Notice")]


def term(made: Cast, ref: str) -> Term:
    return agreements.get_term(made.it, ref)
