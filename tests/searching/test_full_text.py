"""Words find the same points on SQLite and on PostgreSQL: those that a plain reading of the texts finds."""

import random

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extensions import db
from app.models import Point, PointWords
from app.models.point_words import words_of
from app.searching import indexing, queries
from app.searching.filters import Search
from app.searching.language import read
from tests.searching.conftest import say, say_all

WORDS = [
    *("prison", "prisons", "prisoners", "tŷ", "Tŷ", "women", "women's", "ΑΓΑΠΗ", "αγαπη", "straße", "STRASSE", "café"),
    *("i'r", "carchar", "o", "the", "the", "of", "4", "2012-13", "£1,000", "don’t", "and", "or", "not", "near"),
]
TEXTS = [" ".join(random.Random(seed).choices(WORDS, k=random.Random(seed).randint(0, 9))) for seed in range(150)]


def says(text, wanted):
    """A plain reading: whether the words of a text have this word, this beginning, or these words in a row."""
    words = words_of(text)
    if wanted.starts:
        return any(word.startswith(wanted.words[0]) for word in words)
    size = len(wanted.words)
    return any(tuple(words[at : at + size]) == wanted.words for at in range(len(words) - size + 1))


def answers(text, question):
    return not question or any(
        all(says(text, each) for each in alternative.wanted)
        and not any(says(text, each) for each in alternative.unwanted)
        for alternative in question
    )


part = st.sampled_from(
    [*WORDS, "pri*", "wom*", "*", '"', "-", "OR", "AND", "NEAR(", "'", "(", ":", "\\", "%", "_", "the_of"]
)
phrase = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"')
typed = st.lists(st.tuples(st.sampled_from(["", "", "", "-"]), st.one_of(part, phrase)).map("".join), max_size=5).map(
    " ".join
)


def found(round_, analyst, words):
    return set(queries.ids_of(round_, Search(words=words), seen_by=analyst))


def test_any_question_finds_what_a_plain_reading_finds(round_, analyst):
    texts = {point.id: point.text for point in say_all(round_, TEXTS)}

    @settings(max_examples=150, deadline=None, database=None)
    @given(st.one_of(typed, st.text(max_size=30)))
    def agrees(question):
        expected = {id_ for id_, text in texts.items() if answers(text, read(question))}
        assert found(round_, analyst, question) == expected

    agrees()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("workshop", {"one"}),
        ("workshop*", {"one", "two"}),
        ("WORKSHOP Keep", {"one"}),
        ('"keep the"', {"one"}),
        ('"the keep"', {"three"}),
        ("-keep", {"two"}),
        ("keep -workshop", {"three"}),
        ("workshops OR cafe", {"two", "three"}),
        ("café", {"three"}),
        ("dont", {"two"}),
        ('"unfinished', set()),
        ("", {"one", "two", "three"}),
        ("!?", {"one", "two", "three"}),
    ],
)
def test_what_is_typed_means_what_the_page_says(round_, analyst, question, expected):
    texts = {"one": "Keep the workshop.", "two": "Don't close workshops", "three": "The keep has a café"}
    names = {say(round_, text).id: name for name, text in texts.items()}
    assert {names[id_] for id_ in found(round_, analyst, question)} == expected


def test_a_reworded_point_is_found_by_its_new_words_only(round_, analyst):
    point = say(round_, "Keep the workshop.")
    point.text = "Close the library."
    db.session.commit()
    assert found(round_, analyst, "library") == {point.id}
    assert found(round_, analyst, "workshop") == set()


def test_a_deleted_point_leaves_no_words_behind(round_, analyst):
    point = say(round_, "Keep the workshop.")
    db.session.execute(sa.delete(Point).where(Point.id == point.id))
    db.session.commit()
    assert db.session.query(PointWords).count() == 0
    assert found(round_, analyst, "workshop") == set()


def test_points_written_in_bulk_are_found_once_they_are_indexed(round_, analyst):
    first = say(round_, "Keep the workshop.")
    columns = {"response_id": first.response_id, "round_id": round_.id, "received_at": first.received_at}
    db.session.execute(sa.insert(Point), [{"place": "CU-2", "text": f"Row {number}", **columns} for number in range(9)])
    assert found(round_, analyst, "row") == set()
    assert indexing.index_missing(round_.id) == 9
    assert len(found(round_, analyst, "row")) == 9
    assert indexing.index_missing() == 0


def test_very_long_words_and_texts_are_kept_within_what_both_databases_hold(round_, analyst):
    point = say(round_, "a" * 5_000 + " " + " ".join(f"word{number}" for number in range(100_000)))
    assert found(round_, analyst, "word7") == {point.id}
    assert found(round_, analyst, "a" * 300) == {point.id}


@given(st.text())
def test_words_are_plain_whatever_is_typed(text):
    words = words_of(text)
    assert all((word and word.isalnum()) or not word.isascii() for word in words)
    assert words_of(" ".join(words)) == words
