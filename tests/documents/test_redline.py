"""Comparing: the smallest honest difference, in words, cells, rows and lines."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.documents.agreement_document import compose
from app.documents.alignment import align
from app.documents.compared import Rows, Text, is_record
from app.documents.differences import Run, newer, older, words
from app.documents.parts import Bullets, Clause, Column, Document, Heading, PageBreak, Paragraph, Table
from app.documents.redline import compare
from app.documents.redline_signs import RowSigns
from tests.documents import specimen

TEXT = (
    st.lists(st.sampled_from(["the", "a", "90", "£1,200", "places,", "\n", " ", "“x”", "é"])).map(" ".join) | st.text()
)


def of(*parts) -> Document:
    return Document(title="An agreement", parts=parts)


def volumes(*rows, key="volumes") -> Table:
    return Table("Volumes", (Column("Ref"), Column("Service"), Column("Target", 1, "right")), rows, key=key)


def changes(old, new):
    return [(part.change, part.part) for part in compare(of(*old), of(*new)).parts]


def said(runs) -> str:
    marks = {"same": "{}", "ins": "+{}+", "del": "-{}-"}
    return "".join(marks[run.kind].format(run.text) for run in runs)


def table(old, new) -> list[list[str]]:
    """The rows of a compared table, each with its change and its marked cells."""
    (rows,) = (part for part in compare(of(old), of(new)).parts if isinstance(part, Rows))
    return [[row.change, *map(said, row.cells)] for row in rows.rows]


# --- words ----


@given(TEXT, TEXT)
def test_both_texts_are_in_the_comparison_to_the_letter(old, new):
    found = words(old, new)
    assert (older(found), newer(found)) == (old, new)
    assert all(run.text for run in found)
    assert all(one.kind != other.kind for one, other in pairwise(found))


@given(TEXT)
def test_equal_texts_do_not_differ(text):
    assert all(run.kind == "same" for run in words(text, text))


def test_only_the_words_that_differ_are_marked():
    assert said(words("A target of 90 places.", "A target of 100 places, at most.")) == (
        "A target of -90-+100+ places+, at most+."
    )
    assert said(words("Run visits daily", "Do not run visits daily")) == "-Run-+Do not run+ visits daily"
    assert said(words("visits daily", "More visits daily")) == "+More +visits daily"


def test_a_sum_is_one_word_and_its_full_stop_another():
    assert said(words("It is £9,150,000.", "It is £9,200,000!")) == "It is -£9,150,000.-+£9,200,000!+"


def test_a_text_of_other_words_is_replaced_as_a_whole_and_not_in_crumbs():
    old, new = "The provider runs visits of two hours", "Nobody knows the cost of it"
    (text,) = compare(of(Clause("3.1", old)), of(Clause("3.1", new))).parts[-1:]
    assert said(text.words) == f"+{new}+"
    assert said(compare(of(Paragraph(old)), of(Paragraph(new))).parts[0].words) == f"-{old}-"


def test_long_texts_without_a_common_order_are_compared_at_once():
    old, new = " ".join(f"w{n % 97}" for n in range(8000)), " ".join(f"w{n % 89}" for n in range(8000))
    assert older(words(old, new)) == old


# --- parts ----


def test_a_clause_is_found_again_by_its_words_though_one_was_put_before_it():
    old = [Heading("Visits", 1, "3"), Clause("3.1", "Visits take place daily.")]
    new = [Heading("Visits", 1, "3"), Clause("3.1", "The chapel is open."), Clause("3.2", "Visits take place daily.")]
    assert [change for change, _ in changes(old, new)] == ["same", "ins", "changed"]
    moved = compare(of(*old), of(*new)).parts[-1]
    assert (said(moved.number), said(moved.words)) == ("-3.1-+3.2+", "Visits take place daily.")


def test_a_rewritten_clause_is_one_clause_that_changed():
    old, new = Clause("3.1", "Visits take place on every day."), Clause("3.1", "Visits take place on each weekday.")
    (text,) = compare(of(old), of(new)).parts
    assert said(text.words) == "Visits take place on -every day-+each weekday+."


def test_text_of_another_kind_is_never_one_that_changed():
    assert [change for change, _ in changes([Paragraph("Words")], [Clause("1", "Words")])] == ["del", "ins"]
    assert [change for change, _ in changes([Heading("Words")], [Heading("Words", 2)])] == ["del", "ins"]


def test_lines_of_a_list_come_and_go_one_by_one():
    (found,) = compare(of(Bullets(("one", "two", "three"))), of(Bullets(("one", "three", "four")))).parts
    assert [(item.change, said(item.words)) for item in found.items] == [
        ("same", "one"), ("del", "-two-"), ("same", "three"), ("ins", "+four+")]  # fmt: skip


def test_the_page_turns_where_the_newer_document_turns_it():
    old, new = (
        [Clause("1", "A"), PageBreak(), Clause("2", "B")],
        [Clause("1", "A"), Clause("2", "B"), PageBreak("landscape")],
    )
    assert [part.kind for _, part in changes(old, new)] == ["clause", "clause", "page_break"]


# --- tables ----


def test_a_figure_is_replaced_as_a_whole_cell():
    rows = table(volumes(("V-1", "Courses", "1,090 places")), volumes(("V-1", "Courses", "1,100 places")))
    assert rows == [["changed", "V-1", "Courses", "-1,090 places-+1,100 places+"]]


def test_prose_in_a_cell_is_compared_word_by_word():
    old = "Deliver courses on every day on which the regime runs"
    rows = table(volumes(("V-1", old, "9")), volumes(("V-1", old.replace("every", "each"), "9")))
    assert rows == [["changed", "V-1", "Deliver courses on -every-+each+ day on which the regime runs", "9"]]


def test_a_row_that_came_and_one_that_went_are_rows():
    old = volumes(("V-1", "Courses", "90"), ("V-2", "Visits", "12"), ("V-3", "Meals", "3"))
    new = volumes(("V-1", "Courses", "90"), ("V-3", "Meals", "3"), ("V-4", "Chapel", "52"))
    assert [row[:2] for row in table(old, new)] == [
        ["same", "V-1"], ["del", "-V-2-"], ["same", "V-3"], ["ins", "+V-4+"]]  # fmt: skip


def test_a_reference_that_passed_to_another_service_is_a_row_less_and_a_row_more():
    old = volumes(("V-1", "Accredited programmes for violent men", "90"))
    new = volumes(("V-1", "Chaplaincy", "hourly"))
    assert [row[0] for row in table(old, new)] == ["del", "ins"]


def test_a_row_of_the_same_title_is_the_same_row_though_everything_else_changed():
    columns = (Column("Line"), Column("Price"))
    old, new = (Table("Prices", columns, rows, key="price") for rows in ((("Staff", "£9"),), (("Staff", "£10"),)))
    assert table(old, new) == [["changed", "Staff", "-£9-+£10+"]]


def test_rows_are_told_apart_by_their_reference_though_every_figure_changed():
    old = volumes(*((f"V-{n}", "Courses", str(n)) for n in range(20)))
    new = volumes(*((f"V-{n}", "Courses", str(n + 1)) for n in range(20)))
    assert [row[0] for row in table(old, new)] == ["changed"] * 20


def test_a_table_that_was_empty_takes_the_place_of_its_sentence():
    empty = replace(volumes(), empty="No volumes are set.")
    found = compare(of(empty), of(volumes(("V-1", "Courses", "90")))).parts
    assert [(type(part), part.change) for part in found] == [(Text, "del"), (Rows, "ins")]


def test_a_table_of_other_columns_is_another_table():
    other = Table("Volumes", (Column("Ref"), Column("Target")), (("V-1", "90"),), key="volumes")
    assert [change for change, _ in changes([volumes(("V-1", "Courses", "90"))], [other])] == ["del", "ins"]


# --- whole agreements ----


def test_an_agreement_and_the_same_signed_differ_only_in_what_is_said_about_them():
    old, new = (compose(specimen.agreement("SLA", state)) for state in ("approved", "signed"))
    differing = [part for part in compare(old, new).parts if part.change != "same"]
    assert differing
    assert all(is_record(part) for part in differing)


def test_the_same_agreement_does_not_differ_from_itself():
    document = compose(specimen.agreement())
    assert {part.change for part in compare(document, document).parts} == {"same"}


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"))),
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"))),
)
def test_every_row_of_both_stands_once_and_in_its_order(old, new):
    pairs = align(old, new, RowSigns())
    assert [one for one, _ in pairs if one is not None] == list(range(len(old)))
    assert [other for _, other in pairs if other is not None] == list(range(len(new)))


def test_a_run_says_what_kind_it_is():
    assert words("a", "b") == (Run("del", "a"), Run("ins", "b"))
