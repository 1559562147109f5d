"""How what a bulk change touched stands now, in a few questions whatever the number of agreements."""

from collections.abc import Iterable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import sqlalchemy as sa

from app.extensions import db
from app.models import Assignment, Change, Offer, PlaybookLine, Remark, Term

Record = dict[str, Any]
LEAVES_A_TERM = ("edit", "add", "reopen")
TERM_LEFT = ("title", "fields", "state", "excess_reason", "excess_approved_by_id", "reopen_asked_by", "reopen_reason")
CHANGE = ("after", "reason", "answer", "refusal", "owner")
"""What of a term, and of what an offer says on it, nobody may have changed since."""


def left_behind(row: Any, names: Iterable[str]) -> dict[str, Any]:
    """How a bulk change left this row."""
    return {name: getattr(row, name) for name in names}


@dataclass(frozen=True)
class Now:
    """How the things that a bulk change touched stand now, by their ids."""

    agreements: dict[int, Any]
    terms: dict[int, Any]
    changes: dict[int, Any]
    offers: dict[int, Any]
    standing: dict[int, Any]
    assigned: frozenset[tuple[int, int]]
    spoken_of: frozenset[int]
    taken: frozenset[tuple[int, str]]


def of(lines: list[Any]) -> Now:
    records = [record for line in lines for record in line.done["steps"]]
    kinds = {record["do"] for record in records}
    ids = [line.agreement_id for line in lines]
    sent = kinds & {"send", "counter"}
    return Now(
        agreements=_agreements(lines),
        terms=_terms(records) if kinds & set(LEAVES_A_TERM) else {},
        changes=_changes(records) if "offer" in kinds else {},
        offers=_offers(records) if sent else {},
        standing=_standing(ids) if sent else {},
        assigned=_assigned(records) if "assign" in kinds else frozenset(),
        spoken_of=spoken_of(r["term"] for r in records if r["do"] == "add") if "add" in kinds else frozenset(),
        taken=_taken(ids) if "remove" in kinds else frozenset(),
    )


def _agreements(lines: list[Any]) -> dict[int, Any]:
    """The agreements as the lines came with them."""
    return {
        line.agreement_id: SimpleNamespace(
            id=line.agreement_id,
            state=line.agreement_state,
            template_id=line.template_id,
            offers_sent=line.offers_sent,
            provider_id=line.provider_id,
        )
        for line in lines
    }


def _terms(records: list[Record]) -> dict[int, Any]:
    ids = [record["term"] for record in records if record["do"] in LEAVES_A_TERM]
    columns = [getattr(Term, name) for name in TERM_LEFT]
    return {row.id: row for row in db.session.execute(sa.select(Term.id, *columns).where(Term.id.in_(ids)))}


def spoken_of(terms: Iterable[int]) -> frozenset[int]:
    """Which of these terms somebody has written about, in a remark or in a playbook: they are not deleted."""
    ids = list(terms)
    remarks = sa.select(Remark.term_id).where(Remark.term_id.in_(ids))
    lines = sa.select(PlaybookLine.term_id).where(PlaybookLine.term_id.in_(ids))
    return frozenset(found for found in db.session.scalars(remarks.union(lines)) if found is not None)


def _taken(ids: list[int]) -> frozenset[tuple[int, str]]:
    rows = db.session.execute(sa.select(Term.agreement_id, Term.ref).where(Term.agreement_id.in_(ids)))
    return frozenset((agreement_id, ref) for agreement_id, ref in rows)


def _changes(records: list[Record]) -> dict[int, Any]:
    ids = [record["change"] for record in records if "change" in record]
    columns = [getattr(Change, name) for name in CHANGE]
    rows = sa.select(Change.id, Offer.number, *columns).join(Offer).where(Change.id.in_(ids))
    return {row.id: row for row in db.session.execute(rows)}


def _offers(records: list[Record]) -> dict[int, Any]:
    ids = [record["offer"] for record in records if record["do"] in ("send", "counter")]
    rows = sa.select(Offer.id, Offer.answered_at, Offer.withdrawn_at).where(Offer.id.in_(ids))
    return {row.id: row for row in db.session.execute(rows)}


def _standing(ids: list[int]) -> dict[int, Any]:
    """The number of the last offer that stands, by agreement."""
    rows = db.session.execute(
        sa.select(Offer.agreement_id, sa.func.max(Offer.number))
        .where(Offer.agreement_id.in_(ids), Offer.withdrawn_at.is_(None))
        .group_by(Offer.agreement_id)
    )
    return {agreement_id: number for agreement_id, number in rows}  # noqa: C416 - rows are not pairs


def _assigned(records: list[Record]) -> frozenset[tuple[int, int]]:
    people = {record["person"] for record in records} | {one for record in records for one in record["ends"]}
    rows = db.session.execute(
        sa.select(Assignment.person_id, Assignment.provider_id).where(Assignment.person_id.in_(people))
    )
    return frozenset((person_id, provider_id) for person_id, provider_id in rows)
