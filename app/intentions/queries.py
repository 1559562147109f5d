"""Finding intentions: as they are being written for staff, as published for everyone."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa

from app.extensions import db
from app.languages.concerns import concerns
from app.models import Group, Intention, Organisation, OrganisationKind, Round

WORDS = ("ref", "title", "summary_title", "in_summary", "explanation", "direction", "applies", "segments", "partners")
"""What an intention says: a change to any of these is a change of the intention."""


def working(round_: Round) -> list[Intention]:
    """The round's intentions as they are being written, in their order. For staff with working papers only."""
    return list(
        db.session.scalars(
            sa.select(Intention).where(Intention.round_id == round_.id).order_by(Intention.position, Intention.id)
        )
    )


def get(round_: Round, ref: str) -> Intention:
    """One intention as it is being written, or NoResultFound. For staff with working papers only."""
    return db.session.scalars(sa.select(Intention).where(Intention.round_id == round_.id, Intention.ref == ref)).one()


def said_by(intention: Intention) -> dict[str, Any]:
    """Everything an intention says, as plain values."""
    words = {name: getattr(intention, name) for name in WORDS}
    return {**words, "direction": str(intention.direction)}


def digest_of(round_: Round) -> str:
    """The fingerprint of the round's intentions as they stand: it changes when any of them does, or their order."""
    return fingerprint([said_by(intention) for intention in working(round_)])


def fingerprint(words: Any) -> str:
    """SHA-256 of plain values written as canonical JSON."""
    text = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def refs(round_: Round) -> set[str]:
    """The references that are taken."""
    return set(db.session.scalars(sa.select(Intention.ref).where(Intention.round_id == round_.id)))


def last_position(round_: Round) -> int:
    return db.session.scalar(sa.select(sa.func.max(Intention.position)).where(Intention.round_id == round_.id)) or 0


def next_number(round_: Round, group: Group) -> int:
    """The number that a new intention of this group takes: numbering restarts in each group."""
    wanted = sa.select(sa.func.max(Intention.number)).where(Intention.round_id == round_.id, Intention.group == group)
    return (db.session.scalar(wanted) or 0) + 1


def neighbour(intention: Intention, way: str) -> Intention | None:
    """The intention of the same group that stands before ("up") or after it ("down")."""
    group = [each for each in working(intention.round) if each.group == intention.group]
    at = group.index(intention) + (-1 if way == "up" else 1)
    return group[at] if 0 <= at < len(group) else None


def published_refs(round_: Round) -> set[str]:
    """References in the newest edition; a published intention is in every edition that follows."""
    newest = round_.editions[-1] if round_.editions else None
    return {each["ref"] for each in newest.content["intentions"]} if newest else set()


def provider_names() -> dict[str, str]:
    """Every provider's name by code."""
    wanted = sa.select(Organisation.code, Organisation.name).where(Organisation.kind == OrganisationKind.PROVIDER)
    return {row.code: row.name for row in db.session.execute(wanted)}


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """The names of some providers by code, without a query for none."""
    wanted = sorted(set(codes))
    if not wanted:
        return {}
    rows = db.session.execute(sa.select(Organisation.code, Organisation.name).where(Organisation.code.in_(wanted)))
    return {row.code: row.name for row in rows}


def codes_in(intentions: Iterable[Intention]) -> set[str]:
    """The codes of the providers that intentions name."""
    return {code for each in intentions for code in each.applies.get("providers") or ()}


def shown(intention: Intention, names: Mapping[str, str] | None = None) -> dict[str, Any]:
    """An intention as pages show it and editions keep it: what it says, and whom it concerns in words."""
    names = names_of(codes_in([intention])) if names is None else names
    return {
        **said_by(intention),
        "group": str(intention.group),
        "number": intention.number,
        "concerns": concerns(intention.applies, intention.segments, names),
        **({"welsh": intention.welsh} if intention.welsh else {}),
    }
