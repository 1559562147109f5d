"""Turn what a sent response says into points: each comment one, or the parts that analysts cut it into (domain §5)."""

from datetime import datetime

import sqlalchemy as sa

from app import chain, clock
from app.coding.uncoding import uncode
from app.extensions import db
from app.mail import post
from app.models import EqualityQuestion, Point, Response, View
from app.perform import perform
from app.permissions import Actor
from app.responses import queries
from app.responses.pieces import Pieces, live, pieces
from app.responses.standing import Part, standing
from workflows.point import GONE, PointState

Texts = dict[str, str]
"""What is said now, by place."""


def make_points(response: Response, *, by: Actor) -> None:
    """Bring the points in line with what is now said. An unchanged comment keeps its answer; a changed one needs a new.

    Where a comment was split or merged, the parts whose words still stand keep theirs, those whose words are gone are
    withdrawn, and new words become a new point. A released answer stands with the words it answered: what was
    published is not undone. Nothing of what is said is without a point.
    """
    views = queries.views_of(response)
    texts = {place: words(view) for place, view in views.items()}
    whole = _whole(response)
    for place, point in whole.items():
        if point.state is not PointState.RELEASED:
            _update(point, texts.get(place, ""), by=by)
    _follow(response, {point.id for point in whole.values()}, texts, by=by)
    _add_what_is_new(response, views, texts, by=by)
    for view in views.values():
        _mark(response, view)
        view.sent_stance, view.sent_text = view.stance, texts[view.place]
        view.sent_characteristics = list(view.characteristics or [])
    response.general = views["general"].comment if "general" in views else ""


def words(view: View) -> str:
    """Everything said in one place, as one text: comment, evidence, proposed wording."""
    return text_of(view.comment, view.evidence, view.wording)


def text_of(comment: str, evidence: str, wording: str) -> str:
    """The same of what stands in no view yet."""
    said = [comment]
    said += [f"Evidence: {evidence}"] if evidence else []
    said += [f"Proposed wording: {wording}"] if wording else []
    return "\n\n".join(part for part in said if part)


def _whole(response: Response) -> dict[str, Point]:
    """The comments that are one point each and always were, by place."""
    by_place: dict[str, list[Point]] = {}
    for point in response.points:
        by_place.setdefault(point.said_in, []).append(point)
    return {
        place: points[0]
        for place, points in by_place.items()
        if len(points) == 1 and points[0].state is not PointState.REPLACED
    }


def _update(point: Point, text: str, *, by: Actor) -> None:
    """A comment that is one point: its new words are its own, and it waits for an answer to them."""
    if text and text != point.text:
        _tell_who_answered(point)
        perform(point, "reword", by=by)
        point.received_at = _came_at(point.response)
        uncode(point)
    elif not text and point.state is not PointState.WITHDRAWN:
        perform(point, "withdraw", by=by)
    point.text = text


def _follow(response: Response, whole: set[int], texts: Texts, *, by: Actor) -> None:
    """Parts: those whose words are gone are withdrawn, those whose words came back are taken up, others move along."""
    if all(point.id in whole for point in response.points):
        return
    held = pieces(response)
    for point in live(response.points):
        if point.id not in whole and not all(_stands(part, texts.get(place, "")) for place, part in held[point.id]):
            _take_back(point, by=by)
    for place in sorted({point.said_in for point in response.points if point.id not in whole}):
        _settle(response, place, texts.get(place, ""), held, by=by)


def _stands(part: Part, text: str) -> bool:
    return part in standing(text, [part])[0]


def _settle(response: Response, place: str, text: str, held: Pieces, *, by: Actor) -> None:
    """Say where each part of one comment begins now. Of two that need the same words, the later is withdrawn."""
    points = {point.id: point for point in response.points}
    found, gaps = standing(text, [part for _, part in _held_in(response, place, held)])
    for point, part in _held_in(response, place, held):
        if part in found:
            points[part.point_id].begins = found[part]
        else:
            _take_back(point, by=by)
    for point in response.points:
        again = next((gap for gap in gaps if gap[1] == point.text), None)
        if point.state is PointState.WITHDRAWN and point.said_in == place and again:
            perform(point, "reword", by=by)
            point.begins, point.received_at = again[0], _came_at(response)
            gaps.remove(again)


def _held_in(response: Response, place: str, held: Pieces) -> list[tuple[Point, Part]]:
    """The live points that hold something of one comment, with what they hold."""
    return [(point, part) for point in live(response.points) for at, part in held.get(point.id, []) if at == place]


def _take_back(point: Point, *, by: Actor) -> None:
    if point.state not in (*GONE, PointState.RELEASED):
        _tell_who_answered(point)
        perform(point, "withdraw", by=by)


def _add_what_is_new(response: Response, views: dict[str, View], texts: Texts, *, by: Actor) -> None:
    """A point for every stretch of words that no live point holds."""
    ids, adverse = queries.intention_ids(response), adverse_place(response.round_id)
    held = pieces(response)
    for place, view in views.items():
        mine = [part for _, part in _held_in(response, place, held)]
        for begins, text in standing(texts[place], mine)[1]:
            point = _new(response, view, text, begins)
            point.intention_id, point.adverse = ids.get(place), place == adverse
            chain.created(point, by=by, action="comment")


def _mark(response: Response, view: View) -> None:
    """Give every live point of a comment its stance, and whom the respondent now says it concerns."""
    points = [point for point in live(response.points) if point.said_in == view.place]
    points = [point for point in points if point.state is not PointState.RELEASED]
    now, before = view.characteristics or [], view.sent_characteristics
    if before is None:
        before = sorted({key for point in points for key in point.characteristics})
    for point in points:
        point.stance = view.stance
        kept = [key for key in point.characteristics if key in now or key not in before]
        wanted = [*kept, *(key for key in now if key not in before and key not in kept)]
        if wanted != point.characteristics:
            point.characteristics = wanted


def _new(response: Response, view: View, text: str, begins: int) -> Point:
    point = Point(
        response=response,
        round_id=response.round_id,
        place=view.place,
        said_in=view.place,
        begins=begins,
        stance=view.stance,
        text=text,
        characteristics=list(view.characteristics or []),
        received_at=_came_at(response),
    )
    db.session.add(point)
    return point


def _came_at(response: Response) -> datetime:
    return response.received_at or clock.now()


def _tell_who_answered(point: Point) -> None:
    """The answer is kept as a start for the next; whoever wrote it learns that the words have changed."""
    if point.state in {PointState.ANSWERED, PointState.APPROVED} and point.answered_by is not None:
        post(
            point.answered_by,
            "reworded",
            key=f"point {point.id} reworded {point.version}",
            name=point.answered_by.name,
            round=point.round.title,
            link=f"/rounds/{point.round.slug}/feedback/{point.id}",
        )


def adverse_place(round_id: int) -> str:
    """The equality question that asks for adverse impact: what is said there blocks "not relevant" until answered."""
    number = db.session.scalar(
        sa.select(EqualityQuestion.number).where(
            EqualityQuestion.round_id == round_id, EqualityQuestion.key == "adverse"
        )
    )
    return f"EQ-{number}"
