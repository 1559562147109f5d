"""Which characters of a text are taken out, whatever it is a part of."""

from hypothesis import given
from hypothesis import strategies as st

from app.published import masks
from app.published.masks import Many, TakenOut, is_a_name, places_of, stretches, without
from app.published.suggestions import sentences

LONG = "I met Zebulon Quibb there. He was kind. I met zebulon\nquibb again."


def out(words, text=LONG, place="CU-1"):
    begins = text.index(words)
    return TakenOut(words, "about somebody else", place, begins, begins + len(words))


def test_words_go_wherever_they_stand_however_they_are_spaced_or_written(app):
    shown = without(LONG, [out("Zebulon Quibb")], place="CU-1")
    assert "uibb" not in shown
    assert shown.count("[words taken out: about somebody else]") == 2


def test_words_within_a_longer_word_stay(app):
    assert without("An ant.", [TakenOut("ant", "x")]) == "An [words taken out: x]."
    assert without("Giants.", [TakenOut("ant", "x")]) == "Giants."


def test_words_also_go_from_another_place_of_the_response(app):
    assert "Quibb" not in without("As Zebulon Quibb said.", [out("Zebulon Quibb")], place="CU-9")


def test_a_passage_that_a_split_cut_in_two_goes_from_both_parts(app):
    taken = out("Zebulon Quibb there. He was")
    border = LONG.index("He was kind")
    first, second = LONG[:border], LONG[border:]
    assert without(first, [taken], place="CU-1") == "I met [words taken out: about somebody else]"
    assert without(second, [taken], place="CU-1", begins=border).startswith(
        "[words taken out: about somebody else] kind"
    )


def test_a_place_whose_words_have_changed_loses_nothing_by_number_alone(app):
    taken = TakenOut("Zebulon Quibb", "x", "CU-1", 6, 19)
    assert without("Something else entirely here.", [taken], place="CU-1") == "Something else entirely here."


def test_passages_that_overlap_are_taken_out_once(app):
    taken = [out("met Zebulon Quibb"), out("Zebulon Quibb there")]
    assert without(LONG, taken, place="CU-1").startswith("I [words taken out: about somebody else]. He")


@given(st.text(alphabet="ab cd\n", min_size=1), st.text(alphabet="ab", min_size=1, max_size=3))
def test_whatever_is_taken_out_no_longer_stands_there(text, word):
    kept = " | ".join(each.text for each in stretches(text, [TakenOut(word, "x")]) if not each.label)
    assert not places_of(word, kept)
    assert "".join(each.text for each in stretches(text, [TakenOut(word, "x")])) == text


@given(st.text(alphabet="aB_ -(ıKſskŵ", max_size=12), st.lists(st.text(alphabet="ab_ -(isKſŵ", max_size=5), max_size=6))
def test_of_thousands_those_are_found_that_stand_in_a_text(text, several):
    many = [TakenOut(each, "x") for each in several]
    assert without(text, Many(many).near(text)) == without(text, many)


@given(st.text(alphabet="aB_ -(ıKſskŵ", max_size=12), st.text(alphabet="ab_ -(isKſŵ", min_size=1, max_size=5))
def test_a_quick_look_overlooks_nothing(text, word):
    pattern = masks._pattern(word)
    assert places_of(word, text) == ([found.span() for found in pattern.finditer(text)] if pattern else [])


def test_one_letter_is_no_name_to_look_for():
    assert not is_a_name("A")
    assert not is_a_name("Name no longer kept")
    assert is_a_name("Bo")


def test_sentences_can_be_chosen_one_by_one():
    assert sentences("Keep it. Why not?\nA line without an end") == ["Keep it.", "Why not?", "A line without an end"]


def test_a_passage_that_was_cut_goes_also_from_a_point_put_together_of_a_part_of_it():
    """It was split within the passage, and the second part merged behind another point: where it began is lost."""
    said = "He came. Tom beat him there. He cried all night. That is all."
    words = "Tom beat him there. He cried all night."
    taken = [TakenOut(words, "about somebody else", "CU-1", said.index(words), said.index(words) + len(words))]
    merged = "Another thing.\n\nHe cried all night. That is all."
    assert without(merged, taken, place="CU-1", begins=200) == (
        "Another thing.\n\n[words taken out: about somebody else] That is all."
    )
    assert "beat" not in without("He came. Tom beat him there.\n\nAnother thing.", taken, place="CU-1", begins=90)
    assert without("One.\n\nHe cried all night.\n\nTwo.", taken, place="CU-1").count("cried") == 0
    assert without("He came.\n\nAnother thing.", taken, place="CU-1") == "He came.\n\nAnother thing."
