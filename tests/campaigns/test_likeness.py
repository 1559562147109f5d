"""Planted campaigns with edits are found among unrelated texts, and unrelated texts are not taken for one."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.campaigns.likeness import DEFAULT, Thresholds, groups, likeness, shingles
from app.campaigns.looking import Decided, Said, look
from app.campaigns.words import added

VOCABULARY = [f"word{number}" for number in range(2_000)]
WEIGHTS = [1 / (rank + 1) for rank in range(2_000)]


def text(draw, length):
    """Words as common as in real texts: a few make up most of them."""
    return draw.choices(VOCABULARY, WEIGHTS, k=length)


def edited(draw, words, changes, own):
    """A letter with some words changed and some of one's own at the end or the beginning."""
    changed = list(words)
    for _ in range(changes):
        changed[draw.randrange(len(changed))] = draw.choice(VOCABULARY)
    more = text(draw, own)
    return more + changed if draw.random() < 0.3 else changed + more


def planted(seed, *, letters=12, copies=40, alone=2_000):
    """Letters that many send in versions of their own, among texts alone; and for each text its letter, or none."""
    draw = random.Random(seed)
    found = [(text(draw, draw.randint(30, 120)), letter) for letter in range(letters)]
    sent = [
        (edited(draw, words, draw.randint(0, 4), draw.choice([0, 0, 0, 5, 15])), letter)
        for words, letter in found
        for _ in range(copies)
    ]
    sent += [(text(draw, draw.randint(10, 120)), None) for _ in range(alone)]
    draw.shuffle(sent)
    by_text = {" ".join(words): letter for words, letter in sent}
    return list(by_text), list(by_text.values())


@pytest.mark.parametrize("seed", range(3))
def test_planted_letters_are_found_whole_and_nothing_else_is(seed):
    texts, letters = planted(seed)
    found = groups(texts, [1] * len(texts))
    in_groups = [letters[index] for group in found for index in group]
    assert None not in in_groups, "an unrelated text was taken for a letter"
    assert all(len({letters[index] for index in group}) == 1 for group in found), "two letters were taken for one"
    assert len(in_groups) / sum(letter is not None for letter in letters) > 0.97


@settings(max_examples=60, deadline=None, database=None)
@given(st.integers(0, 10**6), st.integers(0, 3), st.integers(0, 10))
def test_a_letter_with_a_few_edits_is_found_among_others(seed, changes, own):
    draw = random.Random(seed)
    letter = text(draw, 60)
    copies = [" ".join(edited(draw, letter, changes, own)) for _ in range(6)]
    alone = [" ".join(text(draw, 60)) for _ in range(30)]
    every = list(dict.fromkeys([" ".join(letter), *copies, *alone]))
    found = groups(every, [1] * len(every))
    expected = {index for index, each in enumerate(every) if each not in alone}
    assert {index for group in found for index in group} <= expected
    if len(expected) > 1:
        assert len(found) == 1
        assert set(found[0]) == expected


def test_every_text_of_a_group_is_like_the_one_in_its_middle():
    texts, _ = planted(9, letters=4, copies=60, alone=300)
    for middle, *others in groups(texts, [1] * len(texts)):
        for other in others:
            assert likeness(shingles(texts[middle], 3), shingles(texts[other], 3)) >= DEFAULT.similarity / 100


def test_the_same_texts_give_the_same_groups():
    texts, _ = planted(5, letters=4, copies=10, alone=100)
    assert groups(texts, [1] * len(texts)) == groups(texts, [1] * len(texts))


def test_the_text_that_most_people_sent_stands_in_the_middle():
    short, long = " ".join(VOCABULARY[:40]), " ".join(VOCABULARY[:48])
    assert groups([long, short], [1, 90])[0][0] == 1
    assert groups([long, short], [90, 1])[0][0] == 0


# --- what analysts decided ----


def letters(count, words="one two three four five six seven eight nine ten", **about):
    return [Said(number, number, words, **about) for number in range(1, count + 1)]


def test_three_responses_with_the_same_text_are_a_campaign():
    found, texts = look(letters(3), Decided())
    assert [(each.campaign_id, each.centre, each.points) for each in found] == [(None, 1, (1, 2, 3))]
    assert texts == 1


@pytest.mark.parametrize(
    "said",
    [
        letters(2),
        letters(9, words="I agree"),
        [Said(number, 1, "one two three four five six seven eight nine") for number in range(9)],
    ],
    ids=["two responses", "two words", "one response that repeats itself"],
)
def test_too_few_or_too_short_is_none(said):
    assert look(said, Decided())[0] == []


def test_new_ones_join_the_campaign_that_stands():
    said = [*letters(3, campaign_id=7), Said(8, 8, letters(1)[0].words)]
    assert [(each.campaign_id, each.points) for each in look(said, Decided())[0]] == [(7, (8,))]


def test_a_point_taken_out_stays_out():
    said = [*letters(3, campaign_id=7), Said(8, 8, letters(1)[0].words)]
    assert look(said, Decided({8: {7}}))[0] == []


def test_a_campaign_broken_up_does_not_come_back_when_more_arrive():
    assert look(letters(9), Decided({1: {7}, 2: {7}}, {7}))[0] == []


def test_a_stricter_search_leaves_more_alone():
    said = [*letters(3), *[Said(20 + n, 20 + n, letters(1)[0].words + " and more of my own") for n in range(3)]]
    assert [len(each.points) for each in look(said, Decided())[0]] == [6]
    assert [len(each.points) for each in look(said, Decided(), Thresholds(similarity=90))[0]] == [3, 3]


@given(st.lists(st.sampled_from("abcde")), st.lists(st.sampled_from("abcde")))
def test_words_of_ones_own_are_those_beyond_the_shared_ones(shared, own):
    assert added(shared, shared + own) == len(own)
    assert added(shared, shared) == 0
