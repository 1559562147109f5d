"""The comparison of two editions says each change once, in its place, with what caused it below."""

import re

from app.changes import beside, commands, hunks, queries
from app.documents.differences import by_paragraph, words
from app.editions.comparison import Passage
from tests.changes.conftest import NEW, OLD, reword
from tests.changes.test_tie import ann, publish, released, tied

PAGE = "/rounds/2012-13/editions/2/changes"


def read(old, new, *, told=True):
    passage = Passage("CU-1", "changed", words(old, new))
    found = hunks.of_passage(passage) if told else []
    notes = [beside.Note(hunk, None, n if len(found) > 1 else 0) for n, hunk in enumerate(found, 1)]
    return beside.paragraphs(passage.runs, notes)


def visible(page):
    """What one reads, without what only a screen reader says."""
    page = re.sub(r"<(title|head|script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    page = re.sub(r'<span class="govuk-visually-hidden"[^>]*>.*?</span>', "", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", "", page).split())


def test_an_analyst_and_everybody_read_a_changed_sentence_once(browser, heard, analyst, manager):
    tied(heard, analyst)
    reword(heard, NEW + " Teachers are paid by us.")
    publish(heard, "revised", manager)
    for page in (browser.as_(analyst).get(PAGE).text, browser.signed_out().get(PAGE).text):
        assert visible(page).count("everybody") == 1
        assert visible(page).count("Teachers are paid by us") == 1


def test_each_of_several_changes_is_told_apart_by_its_number(browser, heard, analyst, manager):
    reword(heard, NEW + " Teachers are paid by us.")
    newest, (_, pay) = queries.so_far(heard)
    commands.tie(ann(), pay, since=newest, by=analyst)
    publish(heard, "revised", manager)
    released(heard, manager)
    page = browser.as_(analyst).get(PAGE).text
    assert page.count("Tie points to this change") == 2
    assert "<strong>Change 2</strong>. Because of what people said:" in page
    assert f'id="{pay.anchor}"' in page
    public = visible(browser.signed_out().get(PAGE).text)
    assert "Change 2" not in public
    assert "Because of what people said: Women need workshops too." in public


def test_what_caused_a_change_stands_below_its_own_paragraph():
    first, second, third = read("We buy tea.\n\nWe pay.\n\nWe stay.", "We sell tea.\n\nWe pay.\n\nWe stay here.")
    assert [len(each.notes) for each in (first, second, third)] == [1, 0, 1]
    assert second.is_same


def test_the_paragraphs_say_every_word_that_came_and_went():
    old, new = "One two three.\n\nFour five six.", "One too three.\n\nAn inserted one.\n\nFour five seven."
    runs = [run for each in read(old, new) for piece in each.pieces for run in piece.runs]
    assert "".join("".join(run.text for run in runs if run.kind != "ins").split()) == "".join(old.split())
    assert "".join("".join(run.text for run in runs if run.kind != "del").split()) == "".join(new.split())


def test_a_change_over_two_paragraphs_is_noted_once_where_it_ends():
    every = read("We buy tea.", "We buy coffee.\n\nAnd milk.")
    assert [len(each.notes) for each in every] == [0, 1]
    assert sum(piece.begins for each in every for piece in each.pieces) == 1


def test_a_sentence_is_not_said_to_come_in_place_of_a_paragraph_that_went_beside_it():
    old = f"Title.\n\n{OLD}\n\nIn the summary: Families are a priority, with services in reach."
    new = f"Title.\n\n{OLD} In Wales, support is planned with partners."
    came, went = hunks.of_passage(Passage("CU-1", "changed", by_paragraph(old, new)))
    assert (came.before, came.after.strip()) == ("", "In Wales, support is planned with partners.")
    assert (went.before.strip(), went.after) == ("In the summary: Families are a priority, with services in reach.", "")


def test_a_paragraph_in_place_of_another_is_one_change():
    (only,) = hunks.of_passage(
        Passage("CU-1", "changed", by_paragraph("We buy.\n\nTea it is.", "We buy.\n\nMilk, then."))
    )
    assert (only.before.strip(), only.after.strip()) == ("Tea it is.", "Milk, then.")


def test_a_change_of_breaks_alone_is_not_lost():
    assert sum(len(each.notes) for each in read("We buy tea. We pay.", "We buy tea.\n\nWe pay.")) == 1


def test_long_paragraphs_that_stay_the_same_are_folded_and_short_ones_are_not():
    long, short = "word " * beside.FOLDED_FROM, "A few words."
    every = read(f"{OLD}\n\n{long}\n\nEnd.", f"{NEW}\n\n{long}\n\nThe end.")
    assert [each.is_folded for each in beside.stretches(every)] == [False, True, False]
    every = read(f"{OLD}\n\n{short}", f"{NEW}\n\n{short}")
    assert [each.is_folded for each in beside.stretches(every)] == [False, False]


def test_the_title_of_a_passage_stays_in_sight():
    title, *rest = beside.stretches(read(f"Title\n\n{'word ' * 99}\n\n{OLD}", f"Title\n\n{'word ' * 99}\n\n{NEW}"))
    assert (title.is_folded, [each.is_folded for each in rest]) == (False, [True, False])


def test_a_change_that_begins_with_a_full_stop_is_marked_at_its_first_word():
    first, second = read("We buy tea.", "We buy tea.\n\nAnd we pay.")
    assert not any(piece.begins for piece in first.pieces)
    assert any(piece.begins for piece in second.pieces)
    assert second.notes
