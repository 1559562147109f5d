"""Words that an edition or a report keeps for good, as they may be read today: later redactions hold there too."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.extensions import db
from app.models import Point
from app.published.masks import TakenOut
from app.published.queries import taken_out_anywhere, taken_out_of
from app.published.words import clean, once_for_each_answer, public_name, shown_text
from workflows.point import PointState

MARK = re.compile(r"(\[[^\[\]]+: [^\[\]]+\])")
"""What stands in place of words that were taken out before; a respondent may have written such a thing, too."""
OURS = ("reason", "change", "waiver")


def shown_again(said: Mapping[str, Any]) -> Mapping[str, Any]:
    """What an edition keeps of each place (app/editions/content.py), without what has been taken out since."""
    decided = [each for place in said.values() for each in place["decided"]]
    points = points_by_id(each["point"] for each in decided if each.get("point"))
    if not points:
        return said
    out = taken_out_of({point.response_id for point in points.values()})
    anywhere = taken_out_anywhere(next(iter(points.values())).round_id)
    return {
        name: {
            **place,
            "decided": once_for_each_answer(
                [_again(each, points.get(each.get("point", 0)), out, anywhere) for each in place["decided"]],
                _said,
                _answer,
            ),
        }
        for name, place in said.items()
    }


def _said(each: Mapping[str, Any]) -> str:
    return str(each["said"])


def _answer(each: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**each, "point": 0, "language": ""}


def _again(
    decided: Mapping[str, Any], point: Point | None, out: Mapping[int, list[TakenOut]], anywhere: Sequence[TakenOut]
) -> Mapping[str, Any]:
    if point is None:
        return decided
    response, taken = point.response, out.get(point.response_id, [])
    heard = still_shown(decided["said"], point, taken)
    ours = [*taken, *anywhere]
    welsh = {name: clean(words, response, ours) for name, words in decided.get("welsh", {}).items()}
    said = {name: clean(decided[name], response, ours) for name in OURS}
    return {**decided, "said": heard, "language": response.language, **said, "welsh": welsh}


def quoted_again(quotations: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What a report quotes (`point`, `words`, `name`), as it may be read today; what may not is left out."""
    kept = list(quotations)
    points = points_by_id(each["point"] for each in kept)
    out = taken_out_of({point.response_id for point in points.values()})
    found: list[dict[str, Any]] = []
    for each in kept:
        point = points.get(each["point"])
        taken = out.get(point.response_id, []) if point else []
        words = quotation(each["words"], point, taken) if point else ""
        if point and words:
            named = each["name"] and public_name(point.response, taken)
            found.append({**each, "words": words, "name": each["name"] if named else ""})
    return found


def quotation(words: str, point: Point, taken_out: Sequence[TakenOut]) -> str:
    """Words that are quoted from a point, as they may be read today; empty once they are no longer said."""
    still_said = point.state is not PointState.WITHDRAWN and all(
        piece in point.text or MARK.fullmatch(piece) for piece in MARK.split(words)
    )
    return still_shown(words, point, taken_out) if still_said else ""


def still_shown(words: str, point: Point, taken_out: Sequence[TakenOut]) -> str:
    """Words kept from a point, each piece taken for where it stands: a passage may reach over the edge of them."""
    found, at = "", 0
    for piece in MARK.split(words):
        stands = point.text.find(piece, at)
        if stands < 0 and MARK.fullmatch(piece) and shown_text(point.text, point.response, taken_out):
            found += piece
            continue
        at = max(stands, at)
        begins = point.begins + at
        found += shown_text(piece, point.response, taken_out, place=point.said_in, begins=begins)
        at += len(piece)
    return found


def points_by_id(ids: Iterable[int]) -> dict[int, Point]:
    """Points with their responses, in one query."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    query = sa.select(Point).where(Point.id.in_(wanted)).options(joinedload(Point.response))
    return {point.id: point for point in db.session.scalars(query)}
