"""The report opens in Word and LibreOffice, numbered and marked on every page, with its charts told in words."""

import io
import zipfile

import pytest

from tests.documents import tools
from tests.reports.conftest import STAFF

pytestmark = pytest.mark.xdist_group("office")


def test_it_opens_everywhere(browser, report, analyst, tmp_path):
    made = browser.as_(analyst).get(f"{STAFF}/preview/document").data
    file = tmp_path / "report.docx"
    file.write_bytes(made)
    assert tools.complaints(file) == []
    assert tools.second_opinion(file) == ""
    pages = tools.as_pdfs([file], tmp_path)["report"]
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert "Demonstration: not a real agreement" in page
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        text = archive.read("word/document.xml").decode()
        assert text.count("<c:chart ") == len([name for name in archive.namelist() if "charts/chart" in name])
        assert 'descr="A row for each intention' in text
