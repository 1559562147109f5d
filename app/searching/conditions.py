"""Each filter of a search as a condition on points, the same on both kinds of database."""

import json
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from app.coding.blind import codes_seen_by
from app.models import Person, Point, PointConcern, PointRead, PointTheme, Response
from app.searching.filters import Search
from app.searching.full_text import answers
from app.searching.language import read
from workflows.point import GONE

OF_RESPONSES = {"kind": "organisation_kind", "area": "area", "language": "language", "permission": "permission"}
LARGEST_ID = 2**31 - 1

Condition = sa.ColumnElement[bool]


def of(search: Search, person: Person) -> list[Condition]:
    """The conditions of a search as `person` looks: "me", read and unread are theirs. All of them must hold."""
    found = [_CONDITIONS[name](value) for name, value in search.as_arguments().items() if name in _CONDITIONS]
    about = [getattr(Response, OF_RESPONSES[name]) == _blank(value) for name, value in _of_responses(search)]
    if search.late:
        about.append(Response.late_days > 0 if search.late == "late" else Response.late_days == 0)
    if about:
        found.append(Point.response_id.in_(sa.select(Response.id).where(*about)))
    if search.read:
        found.append(_of_ids(sa.select(PointRead.point_id).where(PointRead.person_id == person.id), search.read))
    if search.theme or search.coded:
        found.append(_coded(search, person))
    if search.assigned:
        found.append(_assigned(search.assigned, person))
    return found if search.state else [*found, Point.state.not_in(GONE)]


def _of_responses(search: Search) -> list[tuple[str, str]]:
    return [(name, value) for name, value in search.as_arguments().items() if name in OF_RESPONSES]


def _blank(value: str) -> str:
    """ "unknown" stands for what was not said."""
    return "" if value == "unknown" else value


def _number(value: str) -> int:
    """An id from the address; one that no row has for anything else."""
    return int(value) if value.isdecimal() and int(value) <= LARGEST_ID else -1


def _of_ids(ids: sa.Select[Any], value: str) -> Condition:
    """Points with these ids for "read" and "coded", the others for "unread" and "uncoded"."""
    return Point.id.not_in(ids) if value.startswith("un") else Point.id.in_(ids)


def _about(place: str) -> Condition:
    """Where it is answered, or another place that it concerns."""
    return sa.or_(
        Point.place == place, Point.id.in_(sa.select(PointConcern.point_id).where(PointConcern.place == place))
    )


def _coded(search: Search, person: Person) -> Condition:
    """By the codes that stand; for whoever codes a point a second time, it has none."""
    ids = sa.select(PointTheme.point_id).where(codes_seen_by(person))
    conditions = [Point.id.in_(ids.where(PointTheme.theme_id == _number(search.theme)))] if search.theme else []
    return sa.and_(*conditions, *([_of_ids(ids, search.coded)] if search.coded else []))


def _names(characteristic: str) -> Condition:
    """The list is stored as JSON text, in which its key stands in quotation marks."""
    return sa.cast(Point.characteristics, sa.Text).contains(json.dumps(characteristic), autoescape=True)


def _assigned(value: str, person: Person) -> Condition:
    if value == "nobody":
        return Point.assigned_to_id.is_(None)
    return Point.assigned_to_id == (person.id if value == "me" else _number(value))


def _in_campaign(value: str) -> Condition:
    if value in ("any", "none"):
        return Point.campaign_id.is_not(None) if value == "any" else Point.campaign_id.is_(None)
    return Point.campaign_id == _number(value)


_CONDITIONS: dict[str, Callable[[str], Condition]] = {
    "words": lambda typed: answers(read(typed)),
    "place": _about,
    "stance": lambda value: Point.stance == value,
    "characteristic": _names,
    "state": lambda value: Point.state == value,
    "disposition": lambda value: Point.disposition == value,
    "campaign": _in_campaign,
}
