"""Whatever values people type, and however Word writes it down, exactly these changes come back and no others."""

from datetime import date
from functools import cache

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from app.word_copies.sameness import plain, same
from tests.word_copies import specimens
from tests.word_copies.editing import HOW, Edited
from tests.word_copies.specimens import by_ref, come_back
from workflows.loose import Understood, understand
from workflows.schedule import FIGURE_TO_FOLLOW, LAYOUTS, Kind

TERMS = {term.ref: term for term in specimens.terms()}
PLACES = [(term.ref, place) for term in TERMS.values() for place, _ in enumerate(LAYOUTS[term.schedule].columns)]
UNSEEN = ["\u200f", "\u200e", "\u202b", "\u202c", "\u2068", "\u2069", "\u200b", "\ufeff"]
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cf", "Zl", "Zp", "Cn", "Co"])
WORDS = st.text(LETTERS, min_size=1, max_size=40).map(lambda text: " ".join(text.split())).filter(bool)


@cache
def fresh() -> tuple[bytes, dict[int, object]]:
    content = specimens.copy()
    return content, {7: specimens.printed(content)}


def thousands(number: int) -> st.SearchStrategy[str]:
    return st.sampled_from(
        [f"{number:,}", f"{number}", f"{number:,}".replace(",", " "), f"{number:,}".replace(",", "\u00a0")]
    )


def money() -> st.SearchStrategy[tuple[int, str]]:
    whole = st.integers(-9_999_999, 99_999_999).flatmap(
        lambda n: st.tuples(st.just(n), thousands(abs(n)).map(lambda text: f"{'-' if n < 0 else ''}£{text}"))
    )
    millions = st.integers(1, 999).map(lambda n: (n * 100_000, f"£{n / 10:.1f}m"))
    thousand = st.integers(1, 999).map(lambda n: (n * 1000, f"£{n}k"))
    return st.one_of(whole, millions, thousand)


def days() -> st.SearchStrategy[tuple[str, str]]:
    def written(day: date) -> st.SearchStrategy[tuple[str, str]]:
        forms = [f"{day.day} {day:%B %Y}", f"{day:%d/%m/%Y}", day.isoformat(), f"{day:%A} {day.day} {day:%b %Y}"]
        return st.tuples(st.just(day.isoformat()), st.sampled_from(forms))

    return st.dates(date(2011, 1, 1), date(2099, 12, 31)).flatmap(written)


def counts() -> st.SearchStrategy[tuple[int, str]]:
    beside = st.sampled_from(["", " places", " people", " starts"])
    return st.integers(0, 99_999).flatmap(
        lambda n: st.tuples(st.just(n), st.builds(lambda text, more: text + more, thousands(n), beside))
    )


def typed(kind: Kind) -> st.SearchStrategy[tuple[object, str]]:
    """What is meant, and one way to type it."""
    follows = st.tuples(st.just(FIGURE_TO_FOLLOW), st.sampled_from(["tbc", "Figure to follow", "to be confirmed"]))
    firm = st.sampled_from([(True, "firm"), (False, "Indicative"), (True, "Fixed price")])
    words = WORDS.map(lambda text: (text, text))
    ways = {Kind.WHOLE: counts(), Kind.MONEY: money(), Kind.DATE: days(), Kind.YES_NO: firm}
    return st.one_of(ways.get(kind, words), follows) if kind in ways else words


@st.composite
def edits(draw) -> list[tuple[str, int, object, str, str]]:
    """Some values, each typed in one way and written down in one way, with marks that nobody sees strewn in."""
    made = []
    for ref, place in draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=6, unique=True)):
        meant, text = draw(typed(LAYOUTS[TERMS[ref].schedule].columns[place].kind))
        shown = draw(st.sampled_from(["{}", "{}", " {} ", draw(st.sampled_from(UNSEEN)) + "{}", "{}\u00a0"])).format(
            text
        )
        made.append((ref, place, meant, shown, draw(st.sampled_from(list(HOW)))))
    return made


@st.composite
def doings(draw) -> dict[str, list]:
    """Comments, rows that come, go and move, and words beside the template's, none of them at a value that is typed."""
    refs = list(TERMS)
    gone = draw(st.lists(st.sampled_from(refs), max_size=2, unique=True))
    left = [ref for ref in refs if ref not in gone]
    return {
        "typed": [edit for edit in draw(edits()) if edit[0] in left],
        "gone": [(ref, draw(st.booleans())) for ref in gone],
        "new": [(draw(st.sampled_from(left)), f"New {n} {draw(WORDS)}") for n in range(draw(st.integers(0, 2)))],
        "moved": draw(st.lists(st.sampled_from(left), max_size=2, unique=True)),
        "said": [(draw(st.sampled_from(left)), draw(st.integers(0, 2)), f"Remark {n} {draw(WORDS)}")
                 for n in range(draw(st.integers(0, 3)))],
        "outside": draw(st.lists(st.sampled_from(PARAGRAPHS), max_size=2, unique=True)),
    }  # fmt: skip


PARAGRAPHS = ["is the largest number of people", "A time limit runs by the clock", "A glossary is annexed"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(doings())
def test_rows_comments_and_words_outside_come_back_beside_them(done):
    content, copies = fresh()
    edited = Edited(content)
    for ref, place, _, text, how in done["typed"]:
        assume(text.strip() and not same(text, "Nothing written"))
        edited.type(ref, place, text, how)
    for ref, place, text in done["said"]:
        edited.comment(ref, place, text)
    outside = [words for words in done["outside"] if any(words in edited.text(p) for p in edited.all("//w:p"))]
    for words in outside:
        edited.paragraph(words).append(edited.inserted(" And so on."))
    for ref in done["moved"]:
        row = edited.row(ref)[0]
        row.getparent().append(row)
    for ref, text in done["new"]:
        edited.add_row(ref, text)
    for ref, tracked in done["gone"]:
        edited.delete_row(ref, tracked=tracked)
    found = come_back(edited.bytes(), copies)
    cells = {ref: copies[7]["terms"][str(term.id)]["cells"] for ref, term in TERMS.items()}
    typed = {(TERMS[ref].id, place) for ref, place, _, text, _ in done["typed"] if not same(text, cells[ref][place])}
    assert {(value.term, value.column) for value in found.values} == typed
    assert sorted((r.term, r.column, r.text) for r in found.remarks) == sorted(
        (TERMS[ref].id, place, text) for ref, place, text in done["said"]
    )
    assert sorted(c.sort for c in found.unplaced) == sorted(
        ["row removed"] * len(done["gone"]) + ["row added"] * len(done["new"]) + ["changed"] * len(outside)
    )
    assert {c.term for c in found.unplaced if c.sort == "row removed"} == {TERMS[ref].id for ref, _ in done["gone"]}
    assert sorted(plain(c.after) for c in found.unplaced if c.sort == "row added") == sorted(
        plain(text) for _, text in done["new"]
    )
    assert all(c.after == f"{c.before} And so on." for c in found.unplaced if c.sort == "changed")
    assert found.troubles == []


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(edits())
def test_exactly_these_changes_come_back(made):
    content, copies = fresh()
    edited = Edited(content)
    expected = {}
    for ref, place, meant, text, how in made:
        column = LAYOUTS[TERMS[ref].schedule].columns[place]
        before = copies[7]["terms"][str(TERMS[ref].id)]["cells"][place]
        assume(text.strip() and not same(text, "Nothing written"))
        edited.type(ref, place, text, how)
        if not same(text, before):
            expected[ref, column.key] = meant
    found = come_back(edited.bytes(), copies)
    refs = {term.id: term for term in TERMS.values()}
    came = {}
    for value in found.values:
        term = refs[value.term]
        column = LAYOUTS[term.schedule].columns[value.column]
        meant = understand(column, value.text)
        assert isinstance(meant, Understood), (value, meant)
        came[term.ref, column.key] = meant.value
    assert set(came) == set(expected), by_ref(found)
    for key, meant in expected.items():
        assert came[key] == meant or same(str(came[key]), str(meant)) or _follows(came[key], meant)
    assert found.unplaced == []
    assert found.troubles == []


def _follows(came: object, meant: object) -> bool:
    """Words that happen to say that a figure is to follow."""
    return came == FIGURE_TO_FOLLOW and isinstance(meant, str)


@pytest.mark.parametrize("how", HOW)
def test_each_way_of_writing_a_change_down_reads_the_same(how):
    content, copies = fresh()
    edited = Edited(content).type("VT-1", 3, "95", how).type("SV-2", 0, "Two\nlines, “quoted” – and more", how)
    assert by_ref(come_back(edited.bytes(), copies)) == {
        ("VT-1", "target"): "95",
        ("SV-2", "requirement"): "Two\nlines, “quoted” – and more",
    }
