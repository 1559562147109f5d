"""Everything of a round, or of an intention, that can be said in Welsh: where it stands, what it says in English."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.models import Intention, Point, Round
from workflows.point import PointState


@dataclass(frozen=True)
class Words:
    """One text to be said in Welsh. `place` is its key in the Welsh that a round or an intention keeps."""

    place: str
    called: str
    english: str
    is_long: bool = False


def of_round(round_: Round) -> list[Words]:
    """The texts of a round, in the order in which people meet them; what is empty in English is left out."""
    return [each for each in _of_round(round_) if each.english]


def of_intention(intention: Intention) -> list[Words]:
    """The texts of an intention."""
    every = [
        Words("title", "Title", intention.title),
        Words("summary_title", "Title in the summary", intention.summary_title),
        Words("explanation", "Explanation", intention.explanation, is_long=True),
    ]
    return [each for each in every if each.english]


def of_answer(point: Point) -> list[Words]:
    """What we say of a point: to be said in Welsh, but for what is published in it already."""
    every = [
        Words("reason", "Reason", point.reason, is_long=True),
        Words("change", "Change it caused", point.change, is_long=True),
        Words("waiver", "Reason for the waiver", point.waiver, is_long=True),
    ]
    stands = (point.welsh or {}) if point.state is PointState.RELEASED else {}
    return [each for each in every if each.english and not stands.get(each.place)]


def _of_round(round_: Round) -> Iterator[Words]:
    yield Words("title", "Title", round_.title)
    yield Words("introduction", "Introduction", round_.introduction, is_long=True)
    for group in round_.groups:
        place = f"group {group['key']}"
        yield Words(f"{place} title", f"Group: {group['title']}", group["title"])
        introduction = group.get("introduction") or ""
        yield Words(f"{place} introduction", f"Introduction to {group['title']}", introduction, is_long=True)
    for date_ in round_.dates:
        yield Words(f"date {date_.key} title", f"Date: {date_.title}", date_.title)
    for each in round_.assumptions:
        yield Words(f"assumption {each.ref} title", f"{each.ref}: title", each.title)
        yield Words(f"assumption {each.ref} text", f"{each.ref}: what to plan on", each.text, is_long=True)
    for question in round_.questions:
        yield Words(
            f"question {question.number} text", f"Equality question {question.number}", question.text, is_long=True
        )
    for one in round_.characteristics:
        yield Words(f"characteristic {one.key} name", f"Characteristic: {one.name}", one.name)
