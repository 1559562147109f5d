"""What the response said before: each saved answer is kept as a wording, and what was typed and not saved too."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from app import clock
from app.extensions import db
from app.models import Colleague, Response, Room, TypedText, View, Wording
from app.perform import perform
from app.permissions import Actor
from app.responses import commands as responses
from app.responses import queries as answers
from app.rooms.queries import ABOUT, BY

OF_VIEW = ("stance", "comment", "evidence", "wording", "characteristics")
OF_ABOUT = sorted(responses.ABOUT)


def said_in(view: View | None) -> dict[str, Any]:
    """What a view says, as plain values."""
    if view is None:
        return {**dict.fromkeys(OF_VIEW, ""), "characteristics": []}
    return {**{name: str(getattr(view, name) or "") for name in OF_VIEW}, "characteristics": list(view.characteristics)}


def said_about(response: Response) -> dict[str, Any]:
    """Who responds, as plain values."""
    return {name: str(getattr(response, name) or "") for name in OF_ABOUT}


def record(room: Room, place: str, said: Mapping[str, Any], *, me: Colleague, source: str = "page") -> None:
    """Keep what was just saved, unless it says what it said before."""
    newest = sa.select(Wording.said).where(Wording.room_id == room.id, Wording.place == place)
    last = db.session.scalars(newest.order_by(Wording.id.desc()).limit(1)).first()
    if last != dict(said):
        db.session.add(
            Wording(room_id=room.id, place=place, colleague_id=me.id, source=source, said=dict(said), at=clock.now())
        )


def record_everything(room: Room, response: Response, *, me: Colleague) -> None:
    """Keep what one person had written before there was a team."""
    for place, view in answers.views_of(response).items():
        record(room, place, said_in(view), me=me, source="start")
    if response.name:
        record(room, ABOUT, said_about(response), me=me, source="start")


def restore(room: Room, earlier: Wording, *, by: Actor, me: Colleague, title: str) -> None:
    """Put an earlier wording back; what it replaces stays in the history. Raises Refused as saving does."""
    response = room.response
    perform(room, "restore", by=by, why=f"{title}{BY}{me.name}")
    if earlier.place == ABOUT:
        responses.save_about(response, by=by, **earlier.said)
        record(room, ABOUT, said_about(response), me=me, source="earlier")
        return
    view = responses.save_view(response, earlier.place, by=by, **earlier.said)
    record(room, earlier.place, said_in(view), me=me, source="earlier")


# --- what is typed and not saved --------------------------------------------------------------------------------------


def keep_typed(room: Room, place: str, fields: Mapping[str, Any], *, me: Colleague) -> TypedText:
    """Keep what a colleague has typed in one place: theirs alone until they save it, use it or discard it."""
    here = sa.select(TypedText).where(TypedText.colleague_id == me.id, TypedText.place == place)
    kept = db.session.scalars(here).one_or_none() or TypedText(room_id=room.id, colleague_id=me.id, place=place)
    kept.fields, kept.at = dict(fields), clock.real_now()
    db.session.add(kept)
    db.session.flush()
    return kept


def forget_typed(place: str, *, me: Colleague) -> None:
    """It is saved, or no longer wanted."""
    db.session.execute(sa.delete(TypedText).where(TypedText.colleague_id == me.id, TypedText.place == place))
