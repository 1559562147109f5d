"""What one notice to many would change in each agreement, and why not in the others."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from app.agreements.forms import check_for
from app.models import NoticeBatch, Term
from workflows.schedule import Schedule, number


@dataclass(frozen=True)
class Reached:
    """One agreement: the cells that would change in each of its terms, or why nothing would."""

    agreement_id: int
    provider: str
    code: str
    changes: list[tuple[Term, dict[str, Any]]] = field(default_factory=list)
    why_not: str = ""

    @property
    def price_effect(self) -> int:
        """What it adds to the annual operating price."""
        return sum(
            (number(after["price"]) or 0) - (number(term.fields.get("price")) or 0)
            for term, after in self.changes
            if term.schedule is Schedule.PRICE and "price" in after
        )


def reached(batch: NoticeBatch, rows: Iterable[Any], *, settled: bool) -> list[Reached]:
    """Rows of (agreement, its end, its early end, provider, code, term or none), as what would happen to each.

    `settled`: whether the budget settlement is known, before which no price is firm.
    """
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.id, []).append(row)
    return [_reached(batch, group, settled) for group in found.values()]


def _reached(batch: NoticeBatch, group: list[Any], settled: bool) -> Reached:  # noqa: FBT001 - a fact
    first = group[0]
    who = (first.id, first.name, first.code)
    if batch.effective_on > (first.ends_early_on or first.ends_on):
        return Reached(*who, why_not="It ends before the notice takes effect")
    terms = [row.Term for row in group if row.Term is not None]
    if not terms:
        return Reached(*who, why_not="It has no such line")
    wanted = [(term, after_of(batch, term)) for term in terms]
    refused = next((said for term, after in wanted if (said := _refusal(term, after, settled))), "")
    if refused:
        return Reached(*who, why_not=refused)
    changes = [(term, after) for term, after in wanted if after]
    return Reached(*who, changes=changes, why_not="" if changes else "It says so already")


def after_of(batch: NoticeBatch, term: Term) -> dict[str, Any]:
    """The cells of a term that the notice changes, as they would be."""
    after = {key: value for key, value in batch.cells.items() if term.fields.get(key) != value}
    price = number(term.fields.get("price"))
    if batch.percent and term.schedule is Schedule.PRICE and price is not None:
        more = round(price * batch.percent / 10_000)
        change = number(term.fields.get("change"))
        after |= {"price": price + more} | ({} if change is None else {"change": change + more})
    return after


def _refusal(term: Term, after: dict[str, Any], settled: bool) -> str:  # noqa: FBT001 - a fact
    """Why the term may not say that: a target above what could be referred, for one."""
    if not after:
        return ""
    check = check_for(
        term.schedule,
        ref=term.ref,
        title=term.title,
        fields=term.fields,
        allowed=term.excess_approved_by_id,
        settled=settled,
    )
    return next((finding.sentence for finding in check(after) if finding.column in after), "")
