"""A question about the words of points as a condition, on SQLite's FTS5 or PostgreSQL's tsvector, with one meaning.

Both hold the same words, broken up by `app.models.point_words`. Words and their beginnings are looked up in the index;
words in a row are looked up one by one and then sought in the text of those that have them all.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import TSQUERY

from app.extensions import db
from app.models import Point, PointWords
from app.models.point_words import INDEX, VECTOR
from app.searching.language import Alternative, Question, Wanted

_INDEX = sa.table(INDEX, sa.column("rowid"))
_FOUND: sa.ColumnClause[str] = sa.column(INDEX)
_SPACED = sa.literal(" ") + PointWords.words + sa.literal(" ")


def answers(question: Question) -> sa.ColumnElement[bool]:
    """Points whose text answers the question; with nothing asked, every point."""
    return sa.or_(*[_all_of(each) for each in question]) if question else sa.true()


def _all_of(asked: Alternative) -> sa.ColumnElement[bool]:
    conditions = [Point.id.in_(_having(asked.wanted))] if asked.wanted else []
    conditions += [Point.id.not_in(_having((each,))) for each in asked.unwanted]
    return sa.and_(*conditions)


def _having(wanted: tuple[Wanted, ...]) -> sa.Select[Any]:
    """The ids of points that say all of this."""
    place_in = sa.func.instr if _on_sqlite() else sa.func.strpos
    in_a_row = [place_in(_SPACED, f" {' '.join(each.words)} ") > 0 for each in wanted if len(each.words) > 1]
    if not _on_sqlite():
        query = " & ".join(f"'{word}'{':*' if each.starts else ''}" for each in wanted for word in each.words)
        found = sa.literal_column(VECTOR).op("@@")(sa.cast(query, TSQUERY))
        return sa.select(PointWords.point_id).where(found, *in_a_row)
    query = " AND ".join(f'"{word}"{"*" if each.starts else ""}' for each in wanted for word in each.words)
    ids = sa.select(_INDEX.c.rowid).where(_FOUND.op("MATCH")(query))
    return sa.select(PointWords.point_id).where(PointWords.point_id.in_(ids), *in_a_row) if in_a_row else ids


def _on_sqlite() -> bool:
    return db.engine.dialect.name == "sqlite"
