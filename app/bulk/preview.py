"""The preview of a bulk change: who is affected, from what to what, who is left out and why. It changes nothing."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.bulk import effects, values
from app.bulk.gathering import Gathered, gather
from app.bulk.kinds import VALUES
from app.bulk.others import OTHERS
from app.bulk.steps import Outcome, Planned
from app.models import BulkChange, Person
from workflows.bulk import BulkKind

TELLS = (BulkKind.SEND, BulkKind.REMIND, BulkKind.TEMPLATE)


@dataclass(frozen=True)
class Preview:
    """Agreement by agreement, in order of their names."""

    affected: list[Planned]
    left_out: dict[str, list[Any]]
    digest: str

    @property
    def letters(self) -> int:
        return sum(one.letters for one in self.affected)

    @property
    def failing(self) -> int:
        return sum(len(one.failing) for one in self.affected)

    @property
    def price(self) -> int:
        return sum(one.price for one in self.affected)

    @property
    def beyond(self) -> int:
        return sum(bool(one.beyond) for one in self.affected)

    @property
    def is_without(self) -> int:
        """How many agreements are left out."""
        return sum(len(rows) for rows in self.left_out.values())

    def count(self, *dos: str) -> int:
        """In how many agreements one of these things is done."""
        return sum(any(step.do in dos for step in one.steps) for one in self.affected)


def of(bulk: BulkChange, *, by: Person, today: date) -> Preview:
    """What applying it now would do, as far as `by` may see and do it."""
    found = gather(bulk, by=by, today=today)
    affected: list[Planned] = []
    left_out: dict[str, list[Any]] = {}
    outcomes = [(one.row, plan(bulk, one.row, found)) for one in found.agreements]
    tells = bulk.kind in TELLS or any(step.do == "reopen" for _, outcome in outcomes for step in outcome.steps)
    people = effects.reachable(bulk.round) if tells else {}
    for row, outcome in outcomes:
        if outcome.steps:
            affected.append(_planned(bulk, row, outcome, found, people))
        else:
            left_out.setdefault(outcome.left_out, []).append(row)
    return Preview(affected, left_out, digest_of(affected))


def plan(bulk: BulkChange, row: Any, found: Gathered) -> Outcome:
    """What it does to one agreement."""
    return values.plan(bulk, row, found) if bulk.kind in VALUES else OTHERS[bulk.kind](bulk, row, found)


def _planned(bulk: BulkChange, row: Any, outcome: Outcome, found: Gathered, people: Any) -> Planned:
    return Planned(
        row,
        outcome,
        failing=effects.failing(bulk, row, outcome, found),
        beyond=effects.beyond(row, outcome, found),
        letters=effects.letters(outcome, row, people),
        price=effects.price(bulk, row, outcome, found) if found.terms else 0,
    )


def digest_of(affected: list[Planned]) -> str:
    """What the page showed, so that nothing is applied that nobody has read."""
    body = [[one.row.id, [step.as_dict() for step in one.steps]] for one in affected]
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:32]
