"""Who approved and who signed an agreement: filled in when they have, lines to sign on until then."""

from collections.abc import Iterator

from app.documents.agreement_facts import AgreementFacts, Side, SignatureFacts
from app.documents.agreement_redactions import withheld
from app.documents.parts import Column, Part, Signature, Table
from app.documents.phrases import moment

SIDES: tuple[Side, ...] = ("provider", "commissioner")
UNDERTAKING = {
    "SLA": (
        "By signing, I confirm that I have authority to commit {party} to this service level agreement, that {party} "
        "will carry out its part of it, and that I understand that it is not legally binding."
    ),
    "contract schedule": (
        "By signing, I confirm that I have authority to bind {party}, that {party} accepts this schedule as a part of "
        "the contract from its start date, and that I understand that it is legally binding."
    ),
}


def approvals(facts: AgreementFacts) -> Table:
    """Who approved this text on each side; never who negotiated it."""
    return Table(
        "Approvals",
        (Column("For", 34), Column("Name", 22), Column("Post", 22), Column("Approved", 22)),
        tuple(
            (
                _party(facts, approval.side),
                withheld(facts, "approvals") or approval.name,
                approval.post,
                moment(approval.at),
            )
            for approval in facts.approvals
        ),
        empty="Neither side has approved this text yet.",
        record=True,
        key="approvals",
    )


def signatures(facts: AgreementFacts) -> Iterator[Part]:
    """One block a side, the provider first."""
    signed = {signature.side: signature for signature in facts.signatures}
    for side in SIDES:
        party = _party(facts, side)
        if side in signed:
            yield _filled(party, signed[side], withheld(facts, "signatures") or signed[side].name)
        else:
            yield _blank(party, UNDERTAKING[facts.instrument].format(party=party))


def _filled(party: str, signature: SignatureFacts, name: str) -> Signature:
    return Signature(
        f"Signed for {party}",
        signature.declaration,
        (
            ("Name", name),
            ("Post", signature.post),
            ("Authority to sign", signature.authority),
            ("Signed", moment(signature.at)),
            ("Fingerprint of the text signed", _in_groups(signature.fingerprint)),
        ),
    )


def _blank(party: str, declaration: str) -> Signature:
    lines = ("Signature", "Name", "Post", "Authority to sign", "Date")
    return Signature(f"To be signed for {party}", declaration, tuple((line, "") for line in lines))


def _in_groups(fingerprint: str) -> str:
    """Groups of eight, so that it can be compared by eye and wraps in a cell."""
    return " ".join(fingerprint[start : start + 8] for start in range(0, len(fingerprint), 8))


def _party(facts: AgreementFacts, side: Side) -> str:
    return facts.provider.name if side == "provider" else facts.commissioner.name
