"""What the lines and columns of figures are called."""

from app.figures.table import Label
from app.models import Round
from app.responses import places
from app.responses.places import Kind
from app.responses.queries import newest_edition

STANCES: tuple[Label, ...] = (
    ("agree", "Agree"),
    ("partly", "Agree in part"),
    ("disagree", "Disagree"),
    ("no view", "No view"),
)
KINDS: tuple[Label, ...] = (
    ("public", "Members of the public"),
    ("provider", "Providers"),
    ("department", "Government departments"),
    ("voluntary body", "Voluntary bodies"),
    ("private company", "Private companies"),
    ("representative body", "Bodies that represent others"),
    ("other", "Others"),
)
"""Shorter than on the form, which asks; anyone without a kind counts with the public."""


def intentions(round_: Round) -> list[Label]:
    """The intentions of the newest edition, in its order."""
    edition = newest_edition(round_)
    asked = places.of(edition) if edition else places.NOWHERE
    return [(place.ref, place.title) for place in asked.by_ref.values() if place.kind is Kind.INTENTION]


def characteristics(round_: Round) -> list[Label]:
    """The characteristics of the newest edition's list."""
    edition = newest_edition(round_)
    return list(places.of(edition).characteristics) if edition else []
