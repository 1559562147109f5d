"""Whose move an agreement is, and what it waits for, as one plain sentence (domain §7)."""

from dataclasses import dataclass

from workflows.agreement import Agreement, AgreementState, Side


@dataclass(frozen=True)
class Waiting:
    """Whose move it is. `side` is None when it is nobody's, or both sides'."""

    side: Side | None
    sentence: str
    then: str = ""


def in_full(move: Waiting, *, since: str, by: str) -> str:
    """The sentence with since when it waits, what happens next and by when; `since` and `by` are words, or empty."""
    if not move.then:
        return move.sentence
    base = move.sentence.rstrip(".") + (f", {since}" if since else "")
    follows = f"then {move.then}" + (f", and {by}" if by else "")
    return f"{base}; {follows}."


def waiting(agreement: Agreement, provider: str) -> Waiting:
    """Whose move it is and what it waits for, as one plain sentence (domain §7)."""
    match agreement.state:
        case AgreementState.DRAFTING:
            drafting = f"The commissioner is drafting it, then sends it to {provider}."
            return Waiting(Side.COMMISSIONER, drafting, f"{provider} proposes how it will deliver")
        case AgreementState.WITH_PROVIDER | AgreementState.WITH_COMMISSIONER:
            return _answer(agreement, provider)
        case AgreementState.AGREED:
            return _between(agreement, provider, "approved", "approve it", "a signatory on each side signs it")
        case AgreementState.APPROVED:
            return _between(agreement, provider, "signed", "sign it", "it comes into force on its start date")
        case AgreementState.SIGNED:
            return Waiting(None, "Both sides have signed. It waits for its start date.", "it comes into force")
        case AgreementState.IN_FORCE:
            return Waiting(None, "It is in force.")
        case _:
            return Waiting(None, f"It is {agreement.state}, so nothing waits.")


def _answer(agreement: Agreement, provider: str) -> Waiting:
    if agreement.state is AgreementState.WITH_COMMISSIONER:
        side, who = Side.COMMISSIONER, "the commissioner"
    else:
        side, who = Side.PROVIDER, provider
    then = f"{'the commissioner' if side is Side.PROVIDER else provider} answers"
    if agreement.offer_withdrawn:
        return Waiting(side, f"Offer {agreement.offers_sent} was withdrawn. It waits for {who} to make another.", then)
    if agreement.reopened:
        again = f"It waits for {who} to make an offer, or to accept the text as it stands."
        return Waiting(side, f"The agreed text was reopened. {again}", then)
    if side is Side.PROVIDER and agreement.offers_sent <= 1:
        return Waiting(side, f"It waits for {who} to make an opening proposal.", then)
    return Waiting(side, f"It waits for {who} to counter or accept offer {agreement.offers_sent}.", then)


def _between(agreement: Agreement, provider: str, flag: str, verb: str, then: str) -> Waiting:
    ours, theirs = getattr(agreement, f"commissioner_{flag}"), getattr(agreement, f"provider_{flag}")
    if ours and not theirs:
        return Waiting(Side.PROVIDER, f"The commissioner has {flag}. It waits for {provider} to {verb}.", then)
    if theirs and not ours:
        return Waiting(Side.COMMISSIONER, f"{provider} has {flag}. It waits for the commissioner to {verb}.", then)
    return Waiting(None, f"It waits for a signatory on each side to {verb}.", then)
