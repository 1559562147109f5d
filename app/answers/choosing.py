"""Which points are meant when many are chosen at once: ticked ones, or all that a search finds."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from werkzeug.datastructures import MultiDict

from app.addresses import number_in, numbers_in
from app.extensions import db
from app.models import Campaign, Person, Point, Round, Theme
from app.searching import conditions, filters

MOST_TICKED = 500
Chosen = dict[str, Any]
LABELS = {
    "words": "the words", "place": "about", "stance": "view", "kind": "from", "area": "from", "late": "arrived",
    "language": "language", "characteristic": "concerns", "read": "", "coded": "", "state": "", "disposition": "",
    "assigned": "given to", "permission": "may be published",
}  # fmt: skip


def read(arguments: MultiDict[str, str]) -> Chosen:
    """What an address chooses: `point=1&point=2`, else the search that stands in it; empty for neither."""
    ticked = numbers_in(arguments.getlist("point")[:MOST_TICKED])
    if ticked:
        return {"points": sorted(set(ticked))}
    search = filters.from_arguments(arguments).as_arguments()
    return {"search": search} if search else {}


def as_arguments(chosen: Mapping[str, Any]) -> dict[str, Any]:
    """The same as the address has it."""
    return {"point": chosen["points"]} if "points" in chosen else dict(chosen.get("search", {}))


def points(round_id: int, chosen: Mapping[str, Any], by: Person) -> sa.ColumnElement[bool]:
    """Whether a point is among those chosen, as `by` looks; nothing chosen is none of them."""
    if "points" in chosen:
        return sa.and_(Point.round_id == round_id, Point.id.in_(chosen["points"] or [-1]))
    if not chosen.get("search"):
        return sa.false()
    return sa.and_(Point.round_id == round_id, *conditions.of(filters.from_arguments(chosen["search"]), by))


def in_words(round_: Round, chosen: Mapping[str, Any]) -> str:
    """How the points were chosen. Raises NoResultFound for a theme or campaign of another round."""
    if "points" in chosen:
        return "Ticked on the list"
    words = [_part(round_, name, value) for name, value in chosen.get("search", {}).items()]
    return f"All that match: {', '.join(words)}" if words else "None"


def _part(round_: Round, name: str, value: str) -> str:
    if name in ("theme", "campaign") and (number := number_in(value)):
        model: Any = Theme if name == "theme" else Campaign
        found = db.session.scalars(sa.select(model).where(model.id == number, model.round_id == round_.id)).first()
        if found is None:
            raise NoResultFound
        return f"{name} “{found.name if name == 'theme' else found.title}”"
    label = LABELS.get(name, name)
    return f"{label} {value}".strip()
