"""The words of a point as searches find them, the same on both kinds of database, kept in step with its text."""

import re
import unicodedata
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base
from app.models.point import Point

LONGEST_WORD = 100
"""PostgreSQL keeps no longer ones (2,046 bytes); what stands beyond it no search would ask for."""
MOST_CHARACTERS = 500_000
"""PostgreSQL's index holds less than a megabyte of words of one text."""
APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](?=\w)")
WORD = re.compile(r"[^\W_]+")


def words_of(text: str) -> list[str]:
    """The words of a text without case, accents and punctuation: "Tŷ'r Prisoners!" as "tyr", "prisoners"."""
    if not text.isascii():
        folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        text = "".join(each for each in folded if not unicodedata.combining(each))
    else:
        text = text.lower()
    return [word[:LONGEST_WORD] for word in WORD.findall(APOSTROPHE.sub("", text[:MOST_CHARACTERS]))]


class PointWords(Base):
    """What a point says, as its words with single spaces between them. Searches read it, and campaigns are found in it.

    The databases do not break text into words: we do, and each only looks up whole words, or their beginnings.
    """

    point_id: Mapped[int] = mapped_column(sa.ForeignKey("point.id", ondelete="CASCADE"), primary_key=True)
    words: Mapped[str] = mapped_column(sa.Text)


INDEX = "point_words_index"
SQLITE_TABLES = frozenset({INDEX, *(f"{INDEX}_{part}" for part in ("data", "idx", "config"))})
"""What SQLite keeps the index in; the models and the migrations do not list them as tables."""
_SQLITE = (
    "CREATE VIRTUAL TABLE point_words_index USING fts5(words, content='point_words', content_rowid='point_id', "
    "tokenize='ascii', detail='none', columnsize=0)",
    "CREATE TRIGGER point_words_added AFTER INSERT ON point_words BEGIN "
    "INSERT INTO point_words_index(rowid, words) VALUES (new.point_id, new.words); END",
    "CREATE TRIGGER point_words_removed AFTER DELETE ON point_words BEGIN "
    "INSERT INTO point_words_index(point_words_index, rowid, words) VALUES ('delete', old.point_id, old.words); END",
    "CREATE TRIGGER point_words_changed AFTER UPDATE ON point_words BEGIN "
    "INSERT INTO point_words_index(point_words_index, rowid, words) VALUES ('delete', old.point_id, old.words); "
    "INSERT INTO point_words_index(rowid, words) VALUES (new.point_id, new.words); END",
)
VECTOR = "array_to_tsvector(string_to_array(words, ' '))"
"""Our own words as PostgreSQL looks them up: it neither parses nor stems them."""
_TABLE = PointWords.metadata.tables["point_words"]
_POSTGRESQL = (f"CREATE INDEX {INDEX} ON point_words USING gin (({VECTOR}))",)
_ddl: Any = sa.DDL
for _dialect, _statements in (("sqlite", _SQLITE), ("postgresql", _POSTGRESQL)):
    for _statement in _statements:
        event.listen(_TABLE, "after_create", _ddl(_statement).execute_if(dialect=_dialect))
event.listen(_TABLE, "before_drop", _ddl(f"DROP TABLE IF EXISTS {INDEX}").execute_if(dialect="sqlite"))


@event.listens_for(Point, "after_insert")
def _index(_mapper: Any, connection: sa.Connection, point: Point) -> None:
    connection.execute(sa.insert(PointWords), {"point_id": point.id, "words": " ".join(words_of(point.text))})


@event.listens_for(Point, "after_update")
def _index_again(_mapper: Any, connection: sa.Connection, point: Point) -> None:
    if sa.inspect(point).attrs.text.history.has_changes():
        words = " ".join(words_of(point.text))
        connection.execute(sa.update(PointWords).where(PointWords.point_id == point.id).values(words=words))
