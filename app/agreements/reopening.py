"""Reopen what was agreed: the whole text by either side, an agreed term only by both (domain §7)."""

from collections.abc import Iterable

from app import clock
from app.agreements import standing
from app.agreements.letters import tell_about_reopening
from app.agreements.sides import side_that_negotiates
from app.models import Agreement, Term
from app.perform import perform
from app.permissions import Actor
from app.signing import commands as signing
from workflows.agreement import NEGOTIABLE


def reopen(agreement: Agreement, *, reason: str, by: Actor, terms: Iterable[Term] = ()) -> None:
    """Take an agreed text back to one's own side; voids the approvals and signatures of both.

    Its terms stay agreed and locked: `terms` are those that the other side is asked to reopen.
    """
    perform(agreement, "reopen", by=by, why=reason, reason=reason)
    agreement.reopened, agreement.waiting_since = True, clock.now()
    signing.void(agreement, by=by)
    for term in terms:
        ask_to_reopen(term, reason=reason, by=by)


def ask_to_reopen(term: Term, *, reason: str, by: Actor) -> None:
    """Ask the other side to reopen one agreed term. Nothing changes until they do."""
    agreement = term.agreement
    perform(agreement, "ask_to_reopen", by=by, what=term.ref, why=reason, reason=reason)
    standing.stand(agreement, [term], "ask_to_reopen", by=by, reason=reason)
    tell_about_reopening(agreement, side_that_negotiates(by).other, f"asks to reopen {term.ref}")


def reopen_term(term: Term, *, by: Actor) -> None:
    """Reopen a term as the other side asks: open again, and the agreement with the side that asked.

    Raises NotAllowed or Refused, as when the other side has not asked.
    """
    agreement = term.agreement
    was_agreed = agreement.state not in NEGOTIABLE
    standing.check(agreement, term, "reopen", by=by)
    perform(agreement, "reopen_term", by=by, what=term.ref)
    standing.stand(agreement, [term], "reopen", by=by)
    if was_agreed:
        agreement.reopened, agreement.waiting_since = True, clock.now()
        signing.void(agreement, by=by)
    tell_about_reopening(agreement, side_that_negotiates(by).other, f"has reopened {term.ref}")


def keep_agreed(term: Term, *, reason: str, by: Actor) -> None:
    """Decline to reopen a term: it stays as agreed."""
    agreement = term.agreement
    standing.check(agreement, term, "keep_agreed", by=by)
    perform(agreement, "keep_agreed", by=by, what=term.ref, why=reason, reason=reason)
    standing.stand(agreement, [term], "keep_agreed", by=by)
    tell_about_reopening(agreement, side_that_negotiates(by).other, f"keeps {term.ref} as agreed")
