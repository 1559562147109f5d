"""What the overview of answers lists: what was asked, with what was said and decided of it."""

from collections.abc import Mapping

from app.answers.summaries import Summary
from app.models import Round
from app.responses.places import Place, Section
from app.responses.queries import asked


def told(round_: Round, found: Mapping[str, Summary]) -> list[tuple[Section, list[tuple[Place, Summary]]]]:
    """The sections of the newest edition with what was said and decided in each place that anybody spoke of."""
    sections = [
        (section, [(place, found[place.ref]) for place in section.places if place.ref in found])
        for section in asked(round_).sections
    ]
    return [(section, rows) for section, rows in sections if rows]
