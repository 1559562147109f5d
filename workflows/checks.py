"""What must hold of an agreement's terms before it is agreed (domain §7, "checks on terms")."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from workflows.schedule import Schedule, number

IN_THE_PUBLIC_SECTOR = re.compile(r"\b(own staff|public( sector)?|probation trust|figure to follow)\b")
OUTSIDE_IT = re.compile(r"\b(private|voluntary|charity|contractors?|sub-?contract\w*|company|partners?)\b")
"""Who delivers work that the law reserves to the public sector (Offender Management Act 2007: advice to courts)."""


class Term(Protocol):
    @property
    def ref(self) -> str: ...
    @property
    def title(self) -> str: ...
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
    """A check that fails, with the sentence that says what to do; `ref` is the term, or the intention.

    `column` is the cell to mend, where there is one.
    """

    check: str
    ref: str
    sentence: str
    column: str = ""

    def __str__(self) -> str:
        return f"{self.ref}: {self.sentence}" if self.column else self.sentence


def failed(
    terms: Sequence[Term],
    *,
    settlement_is_known: bool,
    applicable: Iterable[str],
    excused: Iterable[str],
    agreed_actions: Iterable[str],
) -> list[Finding]:
    """Every check that fails. `applicable` and `excused` are refs of intentions, `agreed_actions` of actions."""
    actions = frozenset(agreed_actions)
    return [
        *(f for term in terms for f in of_term(term, settlement_is_known=settlement_is_known, actions=actions)),
        *_handed_on(terms),
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


def of_term(term: Term, *, settlement_is_known: bool, actions: Collection[str] = frozenset()) -> Iterable[Finding]:
    """What fails of one term by itself."""
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


def excess(fields: Mapping[str, Any]) -> int:
    """By how many the target exceeds the potential referrals; 0 when it does not, or a figure is to follow."""
    most, target = number(fields.get("potential_referrals")), number(fields.get("target"))
    return 0 if most is None or target is None else max(target - most, 0)


def _target(term: Term) -> Iterable[Finding]:
    if excess(term.fields) and term.excess_approved_by_id is None:
        most = term.fields["potential_referrals"]
        yield Finding(
            "target",
            term.ref,
            f"Enter a target of {most:,} or fewer, or ask a commissioner signatory to allow more: "
            f"at most {most:,} people could be referred.",
            "target",
        )


def _price(term: Term, *, settlement_is_known: bool) -> Iterable[Finding]:
    baseline, change, price = (number(term.fields.get(key)) for key in ("baseline", "change", "price"))
    if baseline is not None and change is not None and price is not None and baseline + change != price:
        yield Finding(
            "price",
            term.ref,
            f"Enter a price of {_pounds(baseline + change)}, or mend the figures it is made of: "
            f"baseline {_pounds(baseline)} and change {_pounds(change)} do not make {_pounds(price)}.",
            "price",
        )
    if term.fields.get("firm") is True and not settlement_is_known:
        yield Finding(
            "firm", term.ref, "Keep the price indicative until the budget settlement for the year is recorded.", "firm"
        )


def _exception(term: Term, actions: Collection[str]) -> Iterable[Finding]:
    if term.fields.get("action") not in actions:
        yield Finding(
            "exception",
            term.ref,
            "Name an action plan that the commissioner has agreed, or withdraw the exception.",
            "action",
        )


def _reserved(term: Term) -> Iterable[Finding]:
    said = str(term.fields.get("delivered_by", "")).lower()
    if term.fields.get("reserved") and (not IN_THE_PUBLIC_SECTOR.search(said) or OUTSIDE_IT.search(said)):
        yield Finding(
            "reserved",
            term.ref,
            "Enter who in the public sector delivers it: the law reserves this work to the public sector.",
            "delivered_by",
        )


def _handed_on(terms: Sequence[Term]) -> Iterable[Finding]:
    """Reserved work given to a partner outside the public sector."""
    reserved = {t.title.lower() for t in terms if t.schedule is Schedule.SERVICES and t.fields.get("reserved")}
    for term in terms if reserved else ():
        if term.schedule is Schedule.PARTNERS and str(term.fields.get("service", "")).lower() in reserved:
            sector = str(term.fields.get("sector", "")).lower()
            if not IN_THE_PUBLIC_SECTOR.search(sector) or OUTSIDE_IT.search(sector):
                yield Finding(
                    "reserved",
                    term.ref,
                    "Name another service: the law reserves this one to the public sector.",
                    "service",
                )


def _pounds(amount: int) -> str:
    return f"-£{-amount:,}" if amount < 0 else f"£{amount:,}"


def _uncovered(terms: Sequence[Term], applicable: Iterable[str], excused: Iterable[str]) -> Iterable[Finding]:
    covered = {ref for term in terms for ref in term.intentions} | set(excused)
    for ref in applicable:
        if ref not in covered:
            yield Finding(
                "coverage",
                ref,
                f"{ref} applies to this provider: add a term that carries it, or say why there is none.",
            )
