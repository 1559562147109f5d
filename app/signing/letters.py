"""Letters about approval and signature: that it is someone's move, with a link and nothing negotiated."""

from collections.abc import Iterable
from typing import Any

from app.mail import post
from app.models import Agreement, Approval, Ending, Signature
from app.signing import queries
from app.wording import short_day
from workflows.agreement import AgreementState, Side
from workflows.roles import Role

SIGNATORIES = frozenset({Role.PROVIDER_SIGNATORY, Role.COMMISSIONER_SIGNATORY})


def approved(agreement: Agreement, approval: Approval) -> None:
    """Both sides' signatories once both have approved; until then those of the side that has not."""
    if agreement.state is AgreementState.APPROVED:
        what = "Both sides have approved the agreement. It waits for a signatory on each side to sign it."
        _tell(_signatories(agreement), agreement, what, f"approval {approval.id}", "sign")
    else:
        what = "The other side has approved the agreement. It waits for a signatory on your side to approve it."
        _tell(_signatories(agreement, approval.side.other), agreement, what, f"approval {approval.id}", "approve")


def signed(agreement: Agreement, signature: Signature) -> None:
    """Everyone who worked on it once both have signed; until then the signatories of the side that has not."""
    key = f"signature {signature.id}"
    if agreement.state is not AgreementState.SIGNED:
        what = "The other side has signed the agreement. It waits for a signatory on your side to sign it."
        _tell(_signatories(agreement, signature.side.other), agreement, what, key, "sign")
        return
    facts = {"provider": agreement.provider.name, "date": short_day(agreement.starts_on)}
    for person in _once_each(queries.people_of(agreement)):
        post(
            person.email, "signed", key=f"{key} {person.id}", name=person.name,
            agreement=title(agreement), link=_link(agreement), **facts,
        )  # fmt: skip


def ending(agreement: Agreement, given: Ending) -> None:
    """Everyone on the provider's side: notice has been given that it ends before its time."""
    _to_the_provider(agreement, "The commissioner has given notice that the agreement ends early.", f"end {given.id}")


def ending_taken_back(agreement: Agreement, given: Ending) -> None:
    """Everyone on the provider's side: it runs on after all."""
    what = "The commissioner has taken back its notice that the agreement ends early."
    _to_the_provider(agreement, what, f"end {given.id} back")


def _to_the_provider(agreement: Agreement, what: str, key: str) -> None:
    for person in _once_each(queries.people_of(agreement)):
        if queries.side_of_role(person.role) is Side.PROVIDER:
            post(
                person.email, "told", key=f"{key} {person.id}", name=person.name,
                agreement=title(agreement), what=what, link=_link(agreement),
            )  # fmt: skip


def title(agreement: Agreement) -> str:
    """What an agreement is called in a sentence: "SLA 2012-13 with HMP Durham"."""
    kind = agreement.instrument.value
    return f"{kind[:1].upper()}{kind[1:]} {agreement.round.slug} with {agreement.provider.name}"


def _tell(people: Iterable[Any], agreement: Agreement, what: str, key: str, page: str) -> None:
    for person in people:
        post(
            person.email, "your_move", key=f"{key} {person.id}", name=person.name,
            agreement=title(agreement), what=what, link=f"{_link(agreement)}/{page}",
        )  # fmt: skip


def _signatories(agreement: Agreement, side: Side | None = None) -> list[Any]:
    return [
        person
        for person in _once_each(row for row in queries.people_of(agreement) if row.role in SIGNATORIES)
        if side in (None, queries.side_of_role(person.role))
    ]


def _once_each(people: Iterable[Any]) -> list[Any]:
    return list({person.id: person for person in people}.values())


def _link(agreement: Agreement) -> str:
    return f"/agreements/{agreement.round.slug}/{agreement.provider.code}"
