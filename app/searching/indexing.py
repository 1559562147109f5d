"""Index the words of points that were written past the models, in bulk."""

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from app.extensions import db
from app.models import Point, PointWords
from app.models.point_words import words_of

AT_ONCE = 2_000


def index_missing(round_id: int | None = None) -> int:
    """Index every point that is not, of one round or of all. Call it after inserting points in bulk. Returns how many.

    Points written or reworded through the model need no call: their words are indexed with them.
    """
    done, last = 0, 0
    while some := index_some(round_id, last):
        count, last = some
        done += count
    return done


def index_some(round_id: int | None, after: int) -> tuple[int, int] | None:
    """Index the first points after this one that are not: how many, and the last of them. None when all are.

    For a job that commits between lots, so that nobody waits for it.
    """
    found = _without_words(round_id, after)
    if not found:
        return None
    rows = [{"point_id": id_, "words": " ".join(words_of(text))} for id_, text in found]
    insert = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    db.session.execute(insert(PointWords).on_conflict_do_nothing(), rows)  # another job may index them meanwhile
    return len(found), found[-1][0]


def _without_words(round_id: int | None, after: int) -> list[tuple[int, str]]:
    missing = (
        sa.select(Point.id, Point.text)
        .outerjoin(PointWords, PointWords.point_id == Point.id)
        .where(PointWords.point_id.is_(None), Point.id > after)
        .order_by(Point.id)
        .limit(AT_ONCE)
    )
    rows = db.session.execute(missing if round_id is None else missing.where(Point.round_id == round_id))
    return [(row[0], row[1]) for row in rows]
