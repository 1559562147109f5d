"""Which parts still stand in what is said now: whole words, in order, each place once; the rest is new."""

import re

from hypothesis import given
from hypothesis import strategies as st

from app.points.cutting import cut
from app.responses.standing import Part, standing

WORDS = re.compile(r"\w+")
texts = st.lists(st.sampled_from(["no", "know", "visits", "short", "a.", "b;", "\n\n", "- c"]), max_size=10).map(
    " ".join
)


def parts_of(text, at):
    return [Part(number, begins, part) for number, (begins, part) in enumerate(cut(text, at))]


@given(texts, texts, st.lists(st.integers(1, 40), max_size=4))
def test_standing_parts_and_new_stretches_together_hold_every_word_of_the_new_text_once(before, now, at):
    found, gaps = standing(now, parts_of(before, at))
    spans = [(begins, begins + len(part.text)) for part, begins in found.items()]
    spans += [(begins, begins + len(text)) for begins, text in gaps]
    for word in WORDS.finditer(now):
        assert sum(left <= word.start() and word.end() <= right for left, right in spans) == 1
    assert all(now[begins : begins + len(part.text)] == part.text for part, begins in found.items())
    assert all(now[begins : begins + len(text)] == text for begins, text in gaps)


@given(texts, st.lists(st.integers(1, 40), max_size=4))
def test_where_nothing_changed_every_part_stands_where_it_stood(text, at):
    parts = parts_of(text, [place for place in at if not re.match(r"\w\w", text[place - 1 : place + 1])])
    found, gaps = standing(text, parts)
    assert found == {part: part.begins for part in parts}
    assert gaps == []


def test_no_does_not_stand_in_know():
    assert standing("They know", [Part(1, 0, "no")]) == ({}, [(0, "They know")])


def test_two_parts_never_stand_in_one_place():
    found, _ = standing("Visits.", [Part(1, 0, "Visits."), Part(2, 9, "Visits.")])
    assert list(found.values()) == [0]
    assert len(standing("Visits. Visits.", [Part(1, 0, "Visits."), Part(2, 9, "Visits.")])[0]) == 2
