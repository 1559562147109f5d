"""A text is cut into parts and nothing of it is lost; where a new matter seems to begin is suggested."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.points.cutting import cut, pieces, suggested

SAID = """Keep the workshop, e.g. joinery. Also, visits are too short.
- Families travel far
- Buses stop at 4 p.m. on
Sundays"""
texts = st.text(alphabet=st.sampled_from("aéŵ W.!?;:,-–•(1)\n\t …”"), max_size=120)


def words(text):
    return re.findall(r"\S", text)


@given(texts, st.lists(st.integers(-3, 130), max_size=6))
def test_wherever_it_is_cut_every_word_stands_in_one_part_and_each_part_stands_in_the_text(text, at):
    parts = cut(text, at)
    assert words("".join(part for _, part in parts)) == words(text)
    for begins, part in parts:
        assert text[begins : begins + len(part)] == part
        assert part == part.strip()
        assert part


@given(texts, st.booleans())
def test_its_pieces_hold_every_word_in_order(text, finer):
    found = pieces(text, finer=finer)
    assert words("".join(piece.text for piece in found)) == words(text)
    assert all(text[piece.begins : piece.ends] == piece.text for piece in found)
    assert [piece.begins for piece in found] == sorted({piece.begins for piece in found})


def test_sentences_end_where_a_reader_says_they_do():
    assert [piece.text for piece in pieces(SAID)] == [
        "Keep the workshop, e.g. joinery.", "Also, visits are too short.", "- Families travel far",
        "- Buses stop at 4 p.m. on", "Sundays",
    ]  # fmt: skip


def test_finer_pieces_are_clauses():
    found = pieces("Keep it; close the other, and say so – soon.", finer=True)
    assert [piece.text for piece in found] == ["Keep it;", "close the other,", "and say so –", "soon."]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One thing.\n\nAnother thing.", ["One thing.", "Another thing."]),
        ("We say:\n1. More visits\n2. Longer visits", ["We say:", "1. More visits", "2. Longer visits"]),
        ("Visits are short. Hefyd mae bwyd yn wael.", ["Visits are short.", "Hefyd mae bwyd yn wael."]),
        ("One matter, and it goes on. It goes on.", ["One matter, and it goes on. It goes on."]),
        (
            "Healthcare waiting lists grow every winter in prison. Nurses leave healthcare because lists grow. "
            "Joinery workshops teach apprentices carpentry trades. Apprentices finish carpentry certificates.",
            [
                "Healthcare waiting lists grow every winter in prison. Nurses leave healthcare because lists grow.",
                "Joinery workshops teach apprentices carpentry trades. Apprentices finish carpentry certificates.",
            ],
        ),
    ],
)
def test_paragraphs_lists_openings_and_other_words_suggest_a_cut(text, parts):
    assert [part for _, part in cut(text, suggested(text))] == parts


@given(texts)
def test_what_is_suggested_can_be_cut_and_says_why(text):
    starts = {piece.begins for piece in pieces(text)}
    assert set(suggested(text)) <= starts - {min(starts, default=0)}
