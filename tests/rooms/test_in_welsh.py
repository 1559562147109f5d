"""A team writes in Welsh: its pages, its buttons and its Word form."""

import io

from app.documents.word_package import opened
from app.documents.word_reading import read
from tests.responses.conftest import HERE
from tests.rooms.conftest import TEAM


def test_every_page_of_a_team_is_in_welsh_and_stays_so(ann, ben):
    ben.writes("CU-1", stance="agree", comment="Cadwch y gweithdy.")
    pages = [TEAM, *(f"{TEAM}/{page}" for page in ("history", "remarks"))]
    for page in [*pages, *(f"{HERE}/{page}" for page in ("CU-1", "sections/custodial", "word"))]:
        text = ann.browser.get(f"/cy{page}").text
        assert '<html lang="cy"' in text, page
        assert "among colleagues" not in text, page
        assert text.count('href="/rounds') == 1, "only the way to the same page in English leads there"
    assert "Mae Ben Okri yn ysgrifennu" in ann.browser.get(f"/cy{TEAM}").text


def test_the_word_form_is_in_welsh_and_comes_back_as_well(ann):
    taken = ann.browser.post(f"/cy{HERE}/word/form", data={"csrf_token": ann.browser._token()})
    words = {cell.text for row in read(opened(taken.data)).rows for cell in row.cells}
    assert "Your comment" not in words
    file = {"csrf_token": ann.browser._token(), "file": (io.BytesIO(taken.data), "ffurflen.docx")}
    assert ann.browser.post(f"{HERE}/word", data=file).status_code == 303
