"""Counting distinct texts: the points of one campaign are one text, every other point is one of its own."""

import sqlalchemy as sa

from app.models import Point


def distinct_texts() -> sa.ColumnElement[int]:
    """How many distinct texts some points are, each of which stands in one row of the query."""
    alone = sa.func.count() - sa.func.count(Point.campaign_id)
    return alone + sa.func.count(sa.distinct(Point.campaign_id))
