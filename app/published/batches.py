"""What the files of open data are made of, some responses at a time: who they are, what they say, what was decided."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import load_only

from app.answers.shown import is_out
from app.coding.blind import codes_seen_by_all
from app.extensions import db
from app.models import Point, PointTheme, PublishedResponse, Response, Round, Theme, View
from app.published.masks import Many, TakenOut, without
from app.published.queries import as_sent, is_published, taken_out_anywhere, taken_out_of
from app.published.words import clean, shown_text

P = PublishedResponse
SOME = 500


class Published(NamedTuple):
    """A published response, as far as the tables and the rules of what is shown need it."""

    number: str
    name: str
    kind: str
    area: str
    response_id: int
    response: Response


Some = Sequence[Published]


def in_order(round_: Round) -> Iterator[Some]:
    """The published responses, some at a time, in the order of their numbers."""
    sender = (Response.state, Response.permission, Response.email, Response.name, Response.organisation_name)
    query = (
        sa.select(P.number, P.name, P.kind, P.area, P.response_id, Response)
        .join(P.response)
        .where(P.round_id == round_.id, is_published())
        .options(load_only(*sender))
        .order_by(P.number)
        .limit(SOME)
    )
    last = ""
    while some := [Published(*row) for row in db.session.execute(query.where(P.number > last))]:
        last = some[-1].number
        yield some


def stances(some: Some) -> dict[int, dict[str, str]]:
    """The view of each response on each place, as last sent."""
    rows = db.session.execute(
        sa.select(View.response_id, View.place, View.sent_stance)
        .where(View.response_id.in_([each.response_id for each in some]), View.sent_stance.is_not(None))
        .order_by(View.response_id, View.place)
    )
    found: dict[int, dict[str, str]] = {}
    for response_id, place, stance in rows:
        found.setdefault(response_id, {})[place] = str(stance)
    return found


def said(some: Some) -> dict[int, dict[str, str]]:
    """What each says in each place, as everybody may read it."""
    ids = [each.response_id for each in some]
    sent, out = as_sent(ids), taken_out_of(ids)
    return {
        each.response_id: {
            place: shown_text(text, each.response, out.get(each.response_id, ()), place=place)
            for place, text in sent.get(each.response_id, {}).items()
        }
        for each in some
    }


def decided(round_: Round, some: Some) -> dict[int, list[dict[str, str]]]:
    """What was decided on the points of these responses, as far as answers are out."""
    ids = [each.response_id for each in some]
    out, anywhere = taken_out_of(ids), Many(taken_out_anywhere(round_.id))
    themes = _themes_of(ids)
    points = db.session.execute(
        sa.select(
            Point.id, Point.response_id, Point.place, Point.said_in, Point.begins, Point.text, Point.disposition,
            Point.reason, Point.change, Point.welsh,
        )
        .where(Point.response_id.in_(ids), is_out())
        .order_by(Point.response_id, Point.place, Point.id)
    )  # fmt: skip
    senders = {each.response_id: each.response for each in some}
    found: dict[int, list[dict[str, str]]] = {}
    for point in points:
        sender, taken, welsh = senders[point.response_id], out.get(point.response_id, []), point.welsh or {}
        names, in_welsh = themes.get(point.id, ((), ()))
        found.setdefault(point.response_id, []).append(
            {
                "place": point.place,
                "words": shown_text(point.text, sender, taken, place=point.said_in, begins=point.begins),
                "themes": _named(names, anywhere),
                "themes_welsh": _named(in_welsh, anywhere),
                "disposition": str(point.disposition or ""),
                "reason": _clean(point.reason, sender, taken, anywhere),
                "change": _clean(point.change, sender, taken, anywhere),
                "reason_welsh": _clean(welsh.get("reason", ""), sender, taken, anywhere),
                "change_welsh": _clean(welsh.get("change", ""), sender, taken, anywhere),
            }
        )
    return found


def _named(themes: Iterable[str], anywhere: Many) -> str:
    names = "; ".join(themes)
    return without(names, anywhere.near(names))


def _clean(text: str, sender: Response, taken: Sequence[TakenOut], anywhere: Many) -> str:
    return clean(text, sender, [*taken, *anywhere.near(text)]) if text else ""


def _themes_of(response_ids: Sequence[int]) -> dict[int, tuple[list[str], list[str]]]:
    """The names of the themes of each point of these responses, and those in Welsh that there are."""
    found: dict[int, tuple[list[str], list[str]]] = {}
    for point_id, name, welsh in db.session.execute(
        sa.select(PointTheme.point_id, Theme.name, Theme.name_cy)
        .join(PointTheme.theme)
        .join(Point, Point.id == PointTheme.point_id)
        .where(Point.response_id.in_(response_ids), codes_seen_by_all())
        .order_by(Theme.position, Theme.id)
    ):
        names, in_welsh = found.setdefault(point_id, ([], []))
        names.append(name)
        in_welsh += [welsh] if welsh else []
    return found
