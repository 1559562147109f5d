"""Everything that people do to a file on the way: each is read for what it means, or named with what to do."""

import copy as copying
import io
import zipfile

import pytest
from lxml import etree

from app.documents.field_marks import Mark, read, written
from app.documents.word.package import NotReadable
from tests.word_copies import specimens
from tests.word_copies.editing import NS, Edited, W, element, run
from tests.word_copies.specimens import KEY, by_ref, come_back

REFS = {term.ref: term for term in specimens.terms()}


@pytest.fixture(scope="module")
def fresh():
    return specimens.copy()


@pytest.fixture(scope="module")
def copies(fresh):
    return {7: specimens.printed(fresh)}


@pytest.fixture
def edited(fresh):
    return Edited(fresh)


def sentences(found) -> str:
    return " ".join(trouble.sentence for trouble in found.troubles)


def nothing_else(found) -> bool:
    return found.unplaced == [] and found.troubles == []


# --- marks ----


def test_a_mark_says_where_it_is_from_and_no_other_key_makes_it():
    mark = Mark(copy=123456, term=7890123, column=10)
    text = written(mark, KEY)
    assert len(text) <= 40, "the name of a bookmark"
    assert read(text, KEY) == read(text.upper(), KEY) == mark
    assert read(text, b"another key") is None
    assert read(text.replace("_a_", "_b_"), KEY) is None
    assert read("cw_", KEY) is None


def test_tags_are_enough_without_bookmarks_and_bookmarks_without_tags(fresh, copies):
    for path in ("//w:bookmarkStart | //w:bookmarkEnd", "//w:sdtPr/w:tag"):
        edited = Edited(fresh).type("VT-1", 3, "95")
        for mark in edited.all(path):
            mark.getparent().remove(mark)
        found = come_back(edited.bytes(), copies)
        assert by_ref(found) == {("VT-1", "target"): "95"}
        assert nothing_else(found)


# --- typing ----


@pytest.mark.parametrize(
    "text", ["As\u00a0the specification says", "\u200fAs the specification says\u200e", " As the  specification says "]
)
def test_spaces_and_marks_of_direction_are_no_change(edited, copies, text):
    found = come_back(edited.type("SV-1", 0, text, "untracked").bytes(), copies)
    assert found.values == []


def test_quotes_that_a_word_processor_curled_are_no_change(fresh):
    lines = specimens.terms()
    lines[0].fields["requirement"] = "Run 'family days' - \"every\" quarter..."
    content = specimens.copy(lines)
    edited = Edited(content).type("SV-1", 0, "Run ‘family days’ – “every” quarter…", "untracked")
    assert come_back(edited.bytes(), {7: specimens.printed(content, lines)}).values == []


def test_text_typed_beside_the_control_in_its_cell_belongs_to_the_value(edited, copies):
    paragraph = edited.cell("VT-1", 4).find(f"{W}p")
    paragraph.append(edited.inserted(" but less in winter"))
    found = come_back(edited.bytes(), copies)
    assert by_ref(found) == {("VT-1", "profile"): "Even but less in winter"}


def test_a_second_paragraph_in_a_field_is_a_second_line(edited, copies):
    edited.cell("SV-1", 0).append(element("<w:p><w:r><w:t>And a second.</w:t></w:r></w:p>"))
    found = come_back(edited.bytes(), copies)
    assert by_ref(found) == {("SV-1", "requirement"): "As the specification says\nAnd a second."}


def test_a_paragraph_end_that_is_deleted_joins_what_it_parted(edited, copies):
    cell = edited.cell("SV-1", 0)
    cell.append(element("<w:p><w:r><w:t>, and more</w:t></w:r></w:p>"))
    properties = cell.find(f"{W}p/{W}pPr")
    properties.append(element("<w:rPr><w:del w:id='1' w:author='A' w:date='2012-01-20T10:00:00Z'/></w:rPr>"))
    assert by_ref(come_back(edited.bytes(), copies)) == {("SV-1", "requirement"): "As the specification says, and more"}


def test_hidden_words_are_not_what_anybody_saw(edited, copies):
    edited.content("VT-1", 4).append(element("<w:r><w:rPr><w:vanish/></w:rPr><w:t>SECRET</w:t></w:r>"))
    assert come_back(edited.bytes(), copies).values == []


def test_an_address_that_became_a_link_is_its_words(edited, copies):
    content = edited.content("DP-1", 0)
    link = element("<w:hyperlink w:anchor='x'/>")
    link.append(run("Northern Mentors"))
    for old in content.findall(f"{W}r"):
        content.replace(old, link)
    edited.relate("http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
                  "https://mentors.example", ' TargetMode="External"')  # fmt: skip
    assert by_ref(come_back(edited.bytes(), copies)) == {("DP-1", "partner"): "Northern Mentors"}


# --- fields that are gone, twice or empty ----


def test_a_field_that_was_emptied_comes_back_empty_to_be_asked_about(edited, copies):
    control = edited.control("VT-1", 3)
    control.find(f"{W}sdtPr").append(element("<w:showingPlcHdr/>"))
    content = control.find(f"{W}sdtContent")
    for old in list(content):
        content.remove(old)
    prompt = "<w:r><w:rPr><w:rStyle w:val='PlaceholderText'/></w:rPr><w:t>Klicken Sie hier</w:t></w:r>"
    content.append(element(prompt))
    found = come_back(edited.bytes(), copies)
    assert by_ref(found) == {("VT-1", "target"): ""}


def test_a_control_that_was_deleted_and_typed_again_is_known_by_its_place(edited, copies):
    cell = edited.cell("VT-1", 3)
    cell.replace(cell.find(f"{W}p"), element("<w:p><w:r><w:t>95</w:t></w:r></w:p>"))
    found = come_back(edited.bytes(), copies)
    assert by_ref(found) == {("VT-1", "target"): "95"}
    assert found.values[0].note == "The field itself was deleted, and this was typed in its place."


def test_a_field_that_is_gone_with_what_it_said_is_named_and_stays_as_it_is(edited, copies):
    cell = edited.cell("VT-1", 3)
    cell.replace(cell.find(f"{W}p"), element("<w:p/>"))
    found = come_back(edited.bytes(), copies)
    assert found.values == []
    assert "The field VT-1 Target was deleted from the file, so it stays as it is." in sentences(found)


def test_a_cell_that_was_taken_out_leaves_the_others_readable(edited, copies):
    cell = edited.cell("VT-1", 4)
    cell.getparent().remove(cell)
    found = come_back(edited.type("VT-1", 3, "95").bytes(), copies)
    assert by_ref(found) == {("VT-1", "target"): "95"}
    assert "The field VT-1 Quarterly profile is not in the file any more" in sentences(found)


def test_a_row_that_is_there_twice_and_changed_twice_asks_which(edited, copies):
    edited.type("VT-1", 3, "95", "untracked")
    edited.copy_row("VT-1")
    edited.type("VT-1", 3, "97", "untracked")
    found = come_back(edited.bytes(), copies)
    (value,) = found.values
    assert {value.text, *value.others} == {"95", "97"}
    assert "more than once with different values" in sentences(found)


def test_a_row_that_was_copied_to_write_a_new_one_leaves_the_old_one_alone(edited, copies):
    edited.copy_row("VT-1", tracked=True)
    edited.type("VT-1", 3, "12", "untracked")
    found = come_back(edited.bytes(), copies)
    assert found.values == []
    (change,) = found.unplaced
    assert change.sort == "row added"
    assert "12" in change.after


def test_a_row_that_is_there_twice_and_says_the_same_is_read_once(edited, copies):
    edited.copy_row("VT-1")
    found = come_back(edited.bytes(), copies)
    assert found.values == []
    assert "is in the file twice and says the same" in sentences(found)


def test_a_value_copied_from_another_term_counts_where_it_stands_and_is_named(edited, copies):
    source, target = edited.cell("PR-1", 0), edited.cell("PR-2", 2)
    target.getparent().replace(target, copying.deepcopy(source))
    found = come_back(edited.bytes(), copies)
    assert by_ref(found) == {("PR-2", "price"): "£150,000"}
    assert found.values[0].note == "The field of another value was copied here."


def test_a_row_from_an_older_copy_is_named(fresh, copies):
    older = specimens.copy(number=5)
    both = {**copies, 5: specimens.printed(older)}
    edited, old = Edited(fresh), Edited(older).type("VT-1", 3, "95")
    row = edited.row("VT-1")[0]
    row.getparent().replace(row, copying.deepcopy(old.row("VT-1")[0]))
    found = come_back(edited.bytes(), both)
    assert found.copy == 7
    assert by_ref(found) == {("VT-1", "target"): "95"}
    assert "VT-1 comes from an older copy" in sentences(found)


# --- rows and tables ----


def test_rows_and_tables_in_another_order_are_no_change(edited, copies):
    for ref in ("VT-1", "PR-1"):
        row = edited.row(ref)[0]
        row.getparent().append(row)
    tables = [edited.row(ref)[0].getparent() for ref in ("SL-1", "PR-1")]
    first, second = tables
    marker = element("<w:p/>")
    first.addprevious(marker)
    second.addprevious(first)
    marker.getparent().replace(marker, second)
    found = come_back(edited.type("PR-1", 2, "£9m").bytes(), copies)
    assert by_ref(found) == {("PR-1", "price"): "£9m"}
    assert nothing_else(found)


@pytest.mark.parametrize("tracked", [True, False])
def test_a_deleted_row_is_unplaced_and_changes_nothing(edited, copies, tracked):
    found = come_back(edited.delete_row("VT-2", tracked=tracked).bytes(), copies)
    assert found.values == []
    (change,) = found.unplaced
    assert (change.sort, change.before, change.term) == ("row removed", "VT-2 Volumes and targets 2", REFS["VT-2"].id)


def test_a_row_moved_with_changes_tracked_is_where_it_moved_to(edited, copies):
    row = edited.row("VT-1")[0]
    moved = copying.deepcopy(row)
    edited.delete_row("VT-1", tracked=True)
    row.getparent().append(moved)
    edited._row_mark(moved, "ins")
    found = come_back(edited.bytes(), copies)
    assert found.values == []
    assert nothing_else(found)


def test_a_new_row_is_unplaced(edited, copies):
    found = come_back(edited.add_row("SL-1", "SL-9", "Visits in time").bytes(), copies)
    (change,) = found.unplaced
    assert (change.sort, change.after, change.by) == ("row added", "SL-9 | Visits in time", ["Alex Editor"])


# --- text outside the fields ----


def test_template_text_that_was_changed_is_unplaced_with_its_heading_and_author(edited, copies):
    paragraph = edited.paragraph("is the largest number of people")
    paragraph.append(edited.inserted(" Not in winter."))
    (change,) = come_back(edited.bytes(), copies).unplaced
    assert change.sort == "changed"
    assert change.where == "Annex C Volumes and targets"
    assert change.after == f"{change.before} Not in winter."
    assert change.by == ["Alex Editor"]


def test_text_that_moved_as_it_was_is_no_change(edited, copies):
    paragraph = edited.paragraph("is the largest number of people")
    paragraph.getparent().append(paragraph)
    assert nothing_else(come_back(edited.bytes(), copies))


def test_a_label_that_was_changed_is_unplaced_at_its_term(edited, copies):
    label = edited.row("VT-1")[0].findall(f"{W}tc")[1].find(f".//{W}t")
    label.text = "Programmes for men"
    (change,) = come_back(edited.bytes(), copies).unplaced
    assert (change.after, change.term) == ("Programmes for men", REFS["VT-1"].id)


def test_words_in_a_text_box_are_not_lost(edited, copies):
    box = ("<w:r><w:pict><v:shape xmlns:v='urn:schemas-microsoft-com:vml'><v:textbox><w:txbxContent><w:p><w:r>"
           "<w:t>Look at this</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>")  # fmt: skip
    edited.paragraph("is the largest number of people").append(element(box))
    assert [(c.sort, c.after) for c in come_back(edited.bytes(), copies).unplaced] == [("added", "Look at this")]


def test_a_comment_on_template_text_stands_under_its_heading(edited, copies):
    edited.comment_on(edited.paragraph("is the largest number of people"), "Who says so?", "Nora")
    (remark,) = come_back(edited.bytes(), copies).remarks
    assert (remark.author, remark.text, remark.where, remark.term) == (
        "Nora", "Who says so?", "Annex C Volumes and targets", None
    )  # fmt: skip


# --- other programs ----


def unpacked(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def test_a_file_saved_as_strict_open_xml_reads_the_same(edited, copies):
    parts = unpacked(edited.type("VT-1", 3, "95").bytes())
    for old, new in (
        (b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
        (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
    ):  # fmt: skip
        parts = {name: content.replace(old, new) for name, content in parts.items()}
    found = come_back(packed(parts), copies)
    assert by_ref(found) == {("VT-1", "target"): "95"}


def test_a_file_whose_text_has_another_name_and_another_prefix_reads_the_same(edited, copies):
    """Word on the web may call the part document2.xml; a prefix is anybody's choice."""
    parts = unpacked(edited.type("VT-1", 3, "95").bytes())
    text = parts.pop("word/document.xml").decode()
    root = etree.fromstring(text.encode())
    assert root.nsmap["w"] == NS["w"]
    parts["word/document2.xml"] = text.replace("w:", "q:").replace("xmlns:w=", "xmlns:q=").encode()
    parts["word/_rels/document2.xml.rels"] = parts.pop("word/_rels/document.xml.rels")
    for name in ("[Content_Types].xml", "_rels/.rels"):
        parts[name] = parts[name].replace(b"word/document.xml", b"word/document2.xml")
    assert by_ref(come_back(packed(parts), copies)) == {("VT-1", "target"): "95"}


def test_a_file_without_any_field_of_ours_is_not_a_copy(edited, copies):
    for mark in edited.all("//w:bookmarkStart | //w:bookmarkEnd | //w:tag"):
        mark.getparent().remove(mark)
    with pytest.raises(NotReadable, match="not a negotiation copy of this agreement"):
        come_back(edited.bytes(), copies)


def test_fields_of_another_agreement_are_refused_one_by_one(edited, copies, fresh):
    """The other agreement's copy, 8, is not among this one's."""
    foreign = Edited(specimens.copy(number=8)).type("SV-1", 0, "SECRET")
    edited.row("SV-2")[0].addnext(copying.deepcopy(foreign.row("SV-1")[0]))
    cell = edited.cell("SV-2", 0)
    cell.getparent().replace(cell, copying.deepcopy(foreign.cell("SV-1", 0)))
    found = come_back(edited.bytes(), copies)
    assert found.values == []
    assert "What stands in SV-2 Requirement was copied in from elsewhere" in sentences(found)
    assert "A row under “Services” was copied in from elsewhere" in sentences(found)
    assert "SECRET" not in repr(found)
