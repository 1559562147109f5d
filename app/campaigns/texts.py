"""Counting distinct texts, and naming them: the points of one campaign are one, each other point one of its own."""

import sqlalchemy as sa

from app.models import Point

TITLE = 80


def distinct_texts() -> sa.ColumnElement[int]:
    """How many distinct texts some points are, each of which stands in one row of the query."""
    alone = sa.func.count() - sa.func.count(Point.campaign_id)
    return alone + sa.func.count(sa.distinct(Point.campaign_id))


def title_of(text: str) -> str:
    """A campaign's name until an analyst gives it another: how its text begins. Nobody else reads it so."""
    words = " ".join(text.split())
    return words if len(words) <= TITLE else f"{words[: TITLE - 1].rsplit(' ', 1)[0]}…"
