"""What the lines and columns of figures are called."""

from app.figures.table import Label
from app.languages import word
from app.responses.places import Kind, Places

STANCES: tuple[Label, ...] = (
    ("agree", word("Agree")),
    ("partly", word("Agree in part")),
    ("disagree", word("Disagree")),
    ("no view", word("No view")),
)
KINDS: tuple[Label, ...] = (
    ("public", word("Members of the public")),
    ("provider", word("Providers")),
    ("department", word("Government departments")),
    ("voluntary body", word("Voluntary bodies")),
    ("private company", word("Private companies")),
    ("representative body", word("Bodies that represent others")),
    ("other", word("Others")),
)
"""Shorter than on the form, which asks; anyone without a kind counts with the public."""
NOT_SAID = word("Not said")


def intentions(asked: Places) -> list[Label]:
    """The intentions of an edition, in its order."""
    return [(place.ref, place.title) for place in asked.by_ref.values() if place.kind is Kind.INTENTION]
