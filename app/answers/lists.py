"""What the pages of answers list and offer: filters, what was asked, who comes before and after."""

from collections.abc import Mapping

from app.answers.summaries import Summary
from app.models import Round
from app.responses import places
from app.responses.forms import KINDS
from app.responses.places import Kind, Place, Section
from app.responses.queries import newest_edition
from workflows.point import PointState
from workflows.response import Stance

Pairs = list[tuple[str, str]]
STANCES = [(Stance.AGREE, "Agree"), (Stance.PARTLY, "Agree in part"), (Stance.DISAGREE, "Disagree"),
           (Stance.NO_VIEW, "No view")]  # fmt: skip


def options(round_: Round) -> dict[str, Pairs]:
    """What each filter offers."""
    known = asked(round_)
    return {
        "place": [(place.ref, _short(place)) for place in known.by_ref.values()],
        "stance": [(str(value), label) for value, label in STANCES],
        "kind": [("public", "Members of the public"), *KINDS],
        "late": [("late", "Late"), ("in time", "In time")],
        "characteristic": list(known.characteristics),
        "state": [(str(state), str(state).capitalize()) for state in PointState],
    }


def told(round_: Round, found: Mapping[str, Summary]) -> list[tuple[Section, list[tuple[Place, Summary]]]]:
    """The sections of the newest edition with what was said and decided in each place that anybody spoke of."""
    sections = [
        (section, [(place, found[place.ref]) for place in section.places if place.ref in found])
        for section in asked(round_).sections
    ]
    return [(section, rows) for section, rows in sections if rows]


def asked(round_: Round) -> places.Places:
    """What the newest edition asks."""
    edition = newest_edition(round_)
    return places.of(edition) if edition else places.NOWHERE


def _short(place: Place) -> str:
    title = place.title if len(place.title) <= 60 else f"{place.title[:57]}…"
    return title if place.kind in (Kind.GENERAL, Kind.EQUALITY) else f"{place.ref} {title}"
