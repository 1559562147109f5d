"""Who a report lists as having responded: organisations that allow it by name, everybody else as a number."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.extensions import db
from app.models import PublishedResponse, Response, Round
from workflows.response import Permission, ResponseState


def listed(round_: Round, until: datetime | None) -> list[list[Any]]:
    """Organisations that allow their name, each once, with the response that says so."""
    named = [
        Response.round_id == round_.id,
        Response.state != ResponseState.DRAFT,
        Response.capacity == "organisation",
        Response.organisation_name != "",
        _is_named(),
    ]
    if until is not None:
        named.append(Response.submitted_at <= until)
    rows = db.session.execute(
        sa.select(sa.func.min(Response.id), Response.organisation_name)
        .where(*named)
        .group_by(Response.organisation_name)
    )
    return sorted(([id_, name] for id_, name in rows), key=lambda row: (row[1].casefold(), row[0]))


def still_named(round_id: int, kept: Iterable[list[Any]]) -> list[str]:
    """Of those that a report lists, the names that may still be read today."""
    allowed = set(db.session.scalars(sa.select(Response.id).where(Response.round_id == round_id, _is_named())))
    return [name for id_, name in kept if id_ in allowed]


def _is_named() -> sa.ColumnElement[bool]:
    withheld = sa.exists().where(
        PublishedResponse.response_id == Response.id, PublishedResponse.withheld_at.is_not(None)
    )
    allows = sa.and_(Response.permission == Permission.YES, Response.state == ResponseState.SUBMITTED)
    return sa.and_(allows, sa.not_(withheld.correlate(Response)))
