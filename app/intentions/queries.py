"""Finding intentions: as they are being written for staff, as published for everyone."""

import hashlib
import json
from typing import Any

import sqlalchemy as sa

from app.extensions import db
from app.models import Intention, Round

WORDS = ("ref", "title", "summary_title", "in_summary", "explanation", "direction", "applies", "segments", "partners")
"""What an intention says: a change to any of these is a change of the intention."""


def of(round_: Round) -> list[Intention]:
    """The round's intentions as they are being written, in their order. For staff with working papers only."""
    return list(
        db.session.scalars(
            sa.select(Intention).where(Intention.round_id == round_.id).order_by(Intention.position, Intention.id)
        )
    )


def get(round_: Round, ref: str) -> Intention:
    """One intention as it is being written, or NoResultFound. For staff with working papers only."""
    return db.session.scalars(
        sa.select(Intention).where(Intention.round_id == round_.id, Intention.ref == ref)
    ).one()


def said_by(intention: Intention) -> dict[str, Any]:
    """Everything an intention says, as plain values."""
    words = {name: getattr(intention, name) for name in WORDS}
    return {**words, "direction": str(intention.direction)}


def digest_of(round_: Round) -> str:
    """The fingerprint of the round's intentions as they stand: it changes when any of them does, or their order."""
    return fingerprint([said_by(intention) for intention in of(round_)])


def fingerprint(words: Any) -> str:
    """SHA-256 of plain values written as canonical JSON."""
    text = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
