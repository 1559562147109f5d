"""Comments whose words are not published stand once for each answer: how many there are may be a small number."""

from app.published.words import once_for_each_answer


def shown(*comments):
    """What is left of (words, answer, place in the list)."""
    return [each[2] for each in once_for_each_answer(comments, lambda one: one[0], lambda one: one[1])]


def test_what_may_be_read_stays_however_often_it_was_answered_alike():
    assert shown(("Yes.", "no", 1), ("Yes.", "no", 2), ("Why?", "no", 3)) == [1, 2, 3]


def test_comments_without_words_stand_once_for_each_answer():
    assert shown(("", "no", 1), ("", "later", 2), ("", "no", 3), ("", "no", 4)) == [2, 4]


def test_the_last_of_them_stays_from_which_a_next_page_goes_on():
    assert shown(("Yes.", "no", 1), ("", "no", 2), ("", "no", 3))[-1] == 3


def test_the_same_answer_with_words_takes_none_away():
    assert shown(("", "no", 1), ("Yes.", "no", 2)) == [1, 2]
