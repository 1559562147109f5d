"""The form is a sound Word file, and what LibreOffice saved of it comes back."""

import pytest

from tests.documents import tools
from tests.word_copies.office import Office
from tests.word_forms.conftest import Form, brings, key, saved, saves, shown

pytestmark = pytest.mark.xdist_group("libreoffice")
LONG = "\n".join(f"Paragraph {n}: " + "many words about the workshop " * 20 for n in range(9))


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture
def form(ann):
    ann.says("CU-2", stance="disagree", comment=LONG)
    return Form(ann)


def test_two_validators_find_nothing_wrong_and_every_page_opens(form, tmp_path):
    file = tmp_path / "form.docx"
    file.write_bytes(form.content)
    assert tools.complaints(file) == []
    assert tools.second_opinion(file) == ""
    pages = tools.as_pdfs([file], tmp_path)["form"]
    text = " ".join(" ".join(pages).split())
    assert "Paragraph 8:" in text, "a long answer is not cut off"
    assert "Demonstration: not a real agreement" in text
    assert "Bring it back to" in text


def test_what_is_typed_in_libreoffice_comes_back_though_it_drops_the_tags(ann, form, office):
    content = office.edit(
        form.content,
        ("track", "no", ""),
        ("type", form.mark("CU-1", "comment"), "Typed in LibreOffice."),
        ("type", form.mark("CU-2", "stance"), "I agree in part"),
        ("comment", form.mark("CU-1", "evidence"), "Which study?"),
    )
    brings(ann, content)
    assert "Which study?" in shown(ann)
    saves(ann, key(form, "CU-1", "comment"), key(form, "CU-2", "stance"))
    assert saved().comment == "Typed in LibreOffice."
    assert (saved("CU-2").stance, saved("CU-2").comment) == ("partly", LONG.replace("\n", "\n").strip())
