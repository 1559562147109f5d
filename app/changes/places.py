"""Which passages of an edition a place of a response is about, and the other way round."""

from app.models import Point

QUESTION = "Equality question "


def passage_of(place: str) -> str:
    """The passage that a place is about: "CU-4" is its own, "EQ-2" an equality question."""
    return f"{QUESTION}{place[3:]}" if place.startswith("EQ-") else place


def place_of(passage: str) -> str:
    """The place in which a passage is answered; "general" for one that has no place of its own."""
    if passage.startswith(QUESTION):
        return f"EQ-{passage.removeprefix(QUESTION)}"
    prefix, _, number = passage.partition("-")
    return passage if number.isdigit() and prefix.isupper() else "general"


def passages_of(point: Point) -> set[str]:
    """The passages that a point is about: where it is answered, and whatever else it concerns."""
    return {passage_of(place) for place in (point.place, *(each.place for each in point.concerns))}
