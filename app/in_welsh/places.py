"""Everything of a round, or of an intention, that can be said in Welsh: where it stands, what it says in English."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.equality.in_welsh import place_in
from app.equality.queries import place_of
from app.models import Action, Assessment, Intention, Point, Round
from workflows.point import PointState

LONG = 80
"""Characters beyond which a text gets a box of several lines."""
OF_ASSESSMENT = {
    "evidence": "Evidence",
    "consultation": "Consultation",
    "necessary": "Why it is necessary",
    "less_harmful": "Why no less harmful way would do",
    "proportionate": "Why the means fit the aim",
}


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
    ]
    if point.state is PointState.RELEASED:  # its answer took the place of a waiver, and what is published stands
        stands = point.welsh or {}
    else:
        every.append(Words("waiver", "Reason for the waiver", point.waiver, is_long=True))
        stands = {}
    return [each for each in every if each.english and not stands.get(each.place)]


def of_assessment(assessment: Assessment, actions: Iterable[Action], intentions: Mapping[int, str]) -> list[Words]:
    """The texts of an assessment and its action plan. `intentions`: reference by id."""
    every = [Words(name, called, getattr(assessment, name), is_long=True) for name, called in OF_ASSESSMENT.items()]
    for line in assessment.lines:
        about = f"{line.characteristic.name}, {intentions.get(line.intention_id or 0, 'all intentions')}"
        every.append(Words(place_of(line), f"Impact: {about}", line.reason, is_long=True))
    for action in actions:
        every.append(Words(place_in(action, "text"), f"Action {action.ref}", action.text, is_long=True))
        every.append(Words(place_in(action, "lead"), f"Action {action.ref}: who leads it", action.lead))
    return [each for each in every if each.english]


def _of_round(round_: Round) -> Iterator[Words]:
    yield Words("title", "Title", round_.title)
    yield Words("introduction", "Introduction", round_.introduction, is_long=True)
    for group in round_.groups:
        place = f"group {group['key']}"
        yield Words(f"{place} title", f"Group: {group['title']}", group["title"])
        introduction = group.get("introduction") or ""
        yield Words(f"{place} introduction", f"Introduction to {group['title']}", introduction, is_long=True)
    yield Words("contact team", "Team to write to", round_.contact.get("team", ""))
    yield Words("window_reason", "Why feedback is open for less than 12 weeks", round_.window_reason, is_long=True)
    for date_ in round_.dates:
        yield Words(f"date {date_.key} title", f"Date: {date_.title}", date_.title)
        yield Words(f"date {date_.key} reason", f"Why it moved: {date_.title}", date_.revised_reason, is_long=True)
    for each in round_.assumptions:
        yield Words(f"assumption {each.ref} title", f"{each.ref}: title", each.title)
        yield Words(f"assumption {each.ref} text", f"{each.ref}: what to plan on", each.text, is_long=True)
    for question in round_.questions:
        yield Words(
            f"question {question.number} text", f"Equality question {question.number}", question.text, is_long=True
        )
    for one in round_.characteristics:
        yield Words(f"characteristic {one.key} name", f"Characteristic: {one.name}", one.name)
    factors = [each["name"] for row in round_.need for each in row.factors]
    for name in dict.fromkeys([*factors, *(each for row in round_.need for each in row.other_factors)]):
        shown = name if len(name) <= LONG else f"{name[:LONG]}…"
        yield Words(f"factor {name}", f"Risk factor: {shown}", name, is_long=len(name) > LONG)
