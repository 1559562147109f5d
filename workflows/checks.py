"""What must hold of an agreement's terms before it is agreed (domain §7, "checks on terms")."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from workflows.schedule import FIGURE_TO_FOLLOW, Schedule, number

LAW_RESERVES_TO = frozenset({"public", "public sector", "probation trust", "own staff"})
"""Who may deliver work that the law reserves to the public sector (Offender Management Act 2007: advice to courts)."""


class Term(Protocol):
    @property
    def ref(self) -> str: ...
    @property
    def schedule(self) -> Schedule: ...
    @property
    def fields(self) -> dict[str, Any]: ...
    @property
    def intentions(self) -> list[str]: ...
    @property
    def excess_approved_by_id(self) -> int | None: ...


@dataclass(frozen=True)
class Finding:
    """A check that fails, with the sentence that says what to do; `ref` is the term, or the intention."""

    check: str
    ref: str
    sentence: str


def failed(
    terms: Sequence[Term],
    *,
    settlement_is_known: bool,
    applicable: Iterable[str],
    excused: Iterable[str],
    agreed_actions: Iterable[str],
) -> list[Finding]:
    """Every check that fails. `applicable` and `excused` are refs of intentions, `agreed_actions` of actions."""
    actions = set(agreed_actions)
    return [
        *(f for term in terms for f in _of_term(term, settlement_is_known=settlement_is_known, actions=actions)),
        *_uncovered(terms, applicable, excused),
    ]


def operating_price(terms: Iterable[Term]) -> int:
    """The annual operating price: the sum of the price lines, in whole pounds; lines to follow count nothing."""
    return sum(number(t.fields.get("price")) or 0 for t in terms if t.schedule is Schedule.PRICE)


def partner_share(terms: Sequence[Term]) -> float:
    """Share of the operating price spent through other providers, between 0 and 1."""
    through = sum(number(t.fields.get("yearly_value")) or 0 for t in terms if t.schedule is Schedule.PARTNERS)
    price = operating_price(terms)
    return through / price if price else 0.0


def _of_term(term: Term, *, settlement_is_known: bool, actions: set[str]) -> Iterable[Finding]:
    match term.schedule:
        case Schedule.VOLUMES:
            return _target(term)
        case Schedule.PRICE:
            return _price(term, settlement_is_known=settlement_is_known)
        case Schedule.EXCEPTIONS:
            return _exception(term, actions)
        case Schedule.SERVICES:
            return _reserved(term)
        case _:
            return ()


def _target(term: Term) -> Iterable[Finding]:
    most, target = number(term.fields.get("potential_referrals")), number(term.fields.get("target"))
    if most is not None and target is not None and target > most and term.excess_approved_by_id is None:
        yield Finding(
            "target",
            term.ref,
            f"{term.ref}: enter a target of {most:,} or fewer, or ask a commissioner signatory to allow more: "
            f"at most {most:,} people could be referred.",
        )


def _price(term: Term, *, settlement_is_known: bool) -> Iterable[Finding]:
    baseline, change, price = (number(term.fields.get(key)) for key in ("baseline", "change", "price"))
    if baseline is not None and change is not None and price is not None and baseline + change != price:
        yield Finding(
            "price",
            term.ref,
            f"{term.ref}: baseline £{baseline:,} and change £{change:,} make £{baseline + change:,}, not £{price:,}.",
        )
    if term.fields.get("firm") is True and not settlement_is_known:
        yield Finding("firm", term.ref, f"{term.ref}: keep the price indicative until the budget settlement is known.")


def _exception(term: Term, actions: set[str]) -> Iterable[Finding]:
    if term.fields.get("action") not in actions:
        yield Finding(
            "exception",
            term.ref,
            f"{term.ref}: name an action plan that the commissioner has agreed, or withdraw the exception.",
        )


def _reserved(term: Term) -> Iterable[Finding]:
    delivered_by = str(term.fields.get("delivered_by", "")).strip().lower()
    if term.fields.get("reserved") and delivered_by not in LAW_RESERVES_TO | {FIGURE_TO_FOLLOW}:
        yield Finding(
            "reserved",
            term.ref,
            f"{term.ref}: the law reserves this work to the public sector. Enter who in the public sector delivers it.",
        )


def _uncovered(terms: Sequence[Term], applicable: Iterable[str], excused: Iterable[str]) -> Iterable[Finding]:
    covered = {ref for term in terms for ref in term.intentions} | set(excused)
    for ref in applicable:
        if ref not in covered:
            yield Finding(
                "coverage", ref, f"{ref} applies to this provider: add a term that carries it, or say why there is none."
            )
