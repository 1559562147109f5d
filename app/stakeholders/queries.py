"""Finding stakeholders, and which of them a round has not invited."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import Invitee, Round, Stakeholder
from workflows.stakeholder import StakeholderState

FILTERS = ("kind", "area", "state", "q")
NONE = "none"
"""In a filter: those of whom it is not known."""


def key_of(name: str) -> str:
    """A name as the register compares it: small letters, single blanks."""
    return " ".join(name.split()).casefold()[:200]


def named(name: str) -> Stakeholder | None:
    """The stakeholder of this name, however it is spelled in capitals."""
    return db.session.scalars(sa.select(Stakeholder).where(Stakeholder.name_key == key_of(name))).one_or_none()


def get(stakeholder_id: int) -> Stakeholder:
    """One stakeholder, or NoResultFound. For staff who read responses only."""
    return db.session.scalars(
        sa.select(Stakeholder).where(Stakeholder.id == stakeholder_id).options(joinedload(Stakeholder.organisation))
    ).one()


def register(asked: Mapping[str, str]) -> list[Stakeholder]:
    """The register by name, as far as the filters let it through."""
    return list(
        db.session.scalars(
            sa.select(Stakeholder)
            .where(*_where(asked))
            .order_by(Stakeholder.name_key)
            .options(joinedload(Stakeholder.organisation))
        )
    )


def not_invited(round_: Round, asked: Mapping[str, str]) -> list[Stakeholder]:
    """Who is on the register, is not retired, and is not on the round's invitation list."""
    listed = sa.select(Invitee.stakeholder_id).where(Invitee.round_id == round_.id, Invitee.stakeholder_id.is_not(None))
    return list(
        db.session.scalars(
            sa.select(Stakeholder)
            .where(Stakeholder.state == StakeholderState.LISTED, Stakeholder.id.not_in(listed), *_where(asked))
            .order_by(Stakeholder.name_key)
        )
    )


def invitations(stakeholder: Stakeholder) -> list[Invitee]:
    """Every round that this stakeholder was invited to, the newest first."""
    return list(
        db.session.scalars(
            sa.select(Invitee).where(Invitee.stakeholder_id == stakeholder.id).order_by(Invitee.round_id.desc())
        )
    )


def kept(arguments: Mapping[str, str], names: tuple[str, ...] = FILTERS) -> dict[str, str]:
    """The filters of an address that say something."""
    return {name: arguments[name].strip() for name in names if arguments.get(name, "").strip()}


def _where(asked: Mapping[str, str]) -> list[Any]:
    found: list[Any] = []
    for name, column in (("kind", Stakeholder.kind), ("area", Stakeholder.area)):
        if name in asked:
            found.append(column == ("" if asked[name] == NONE else asked[name]))
    if "state" in asked:
        found.append(sa.type_coerce(Stakeholder.state, sa.String) == asked["state"])
    parts = key_of(asked.get("q", "")).split()
    return [*found, *(Stakeholder.name_key.contains(part, autoescape=True) for part in parts)]
