"""Files that LibreOffice saved in this very run come back like any: it drops tags and locks, and keeps bookmarks."""

import pytest

from app.documents.field_marks import Mark, written
from tests.word_copies import specimens
from tests.word_copies.editing import Edited
from tests.word_copies.office import Office
from tests.word_copies.specimens import KEY, by_ref, come_back
from workflows.schedule import LAYOUTS

pytestmark = pytest.mark.xdist_group("libreoffice")
CLAUSE = (
    "C.1 “Potential referrals” is the largest number of people who could be referred to the service in the year. "
    "A target does not exceed it without the written reason that section 4 requires."
)
ROWS = {term.ref: term for term in specimens.terms()}
REFS = {ref: term.id for ref, term in ROWS.items()}


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def copy():
    return specimens.copy()


@pytest.fixture(scope="module")
def copies(copy):
    return {7: specimens.printed(copy)}


def mark(ref: str, column: int) -> str:
    return written(Mark(7, REFS[ref], column), KEY)


def test_opened_and_saved_it_says_nothing_new(office, copy, copies):
    found = come_back(office.edit(copy), copies)
    assert (found.values, found.unplaced, found.troubles) == ([], [], [])


@pytest.mark.parametrize("tracked", ["yes", "no"])
def test_what_is_typed_comes_back_tracked_or_not(office, copy, copies, tracked):
    saved = office.edit(
        copy,
        ("track", tracked, ""),
        ("type", mark("VT-1", 3), "95 places"),
        ("type", mark("SV-2", 0), "Run “family days” – each quarter"),
        ("type", mark("PR-1", 2), "£1.2m"),
        ("comment", mark("VT-1", 3), "The wing is closed."),
    )
    found = come_back(saved, copies)
    assert by_ref(found) == {
        ("VT-1", "target"): "95 places",
        ("SV-2", "requirement"): "Run “family days” – each quarter",
        ("PR-1", "price"): "£1.2m",
    }
    assert [(r.author, r.text, r.term, r.column) for r in found.remarks] == [
        ("Nora Neighbour", "The wing is closed.", REFS["VT-1"], 3)
    ]
    assert found.unplaced == []


@pytest.mark.parametrize("first", ["yes", "no"])
def test_every_value_can_be_typed_again_tracked_untracked_and_mixed(office, copy, copies, first):
    steps, typed = [], {}
    for number, (ref, term) in enumerate(ROWS.items()):
        tracked = first if number % 3 else {"yes": "no", "no": "yes"}[first]
        steps.append(("track", tracked, ""))
        for place, column in enumerate(LAYOUTS[term.schedule].columns):
            typed[ref, column.key] = f"{number}{place:02} – typed “anew”"
            steps.append(("type", mark(ref, place), typed[ref, column.key]))
    found = come_back(office.edit(copy, *steps), copies)
    assert by_ref(found) == typed
    assert found.unplaced == []
    assert found.troubles == []


def test_edits_of_word_survive_being_saved_by_libreoffice(office, copy, copies):
    edited = Edited(copy).type("VT-1", 3, "95", "tracked").type("SV-1", 0, "Another thing", "partly accepted")
    edited.type("DP-1", 0, "Southern Mentors", "by letters").comment("VT-1", 3, "Why not?")
    found = come_back(office.edit(edited.bytes()), copies)
    assert by_ref(found) == {
        ("VT-1", "target"): "95",
        ("SV-1", "requirement"): "Another thing",
        ("DP-1", "partner"): "Southern Mentors",
    }
    assert [remark.text for remark in found.remarks] == ["Why not?"]
    assert found.unplaced == []


@pytest.mark.parametrize("tracked", ["yes", "no"])
def test_rows_and_words_outside_the_fields_are_unplaced(office, copy, copies, tracked):
    saved = office.edit(
        copy,
        ("track", tracked, ""),
        ("delete row", mark("VT-2", 3), ""),
        ("add row", mark("SL-1", 0), "SL-9"),
        ("replace", "largest number of people", "smallest number of people"),
    )
    found = come_back(saved, copies)
    assert found.values == []
    assert {(change.sort, change.before, change.after) for change in found.unplaced} == {
        ("row removed", "VT-2 Volumes and targets 2", ""),
        ("row added", "", "SL-9"),
        ("changed", CLAUSE, CLAUSE.replace("largest", "smallest")),
    }
