"""The report opens in Word and LibreOffice, numbered and marked on every page, with its charts told in words."""

import io
import re
import zipfile

import pytest

from app.documents.report_tables import themes_by_kind
from app.documents.word.table import table
from tests.documents import tools
from tests.reports.conftest import STAFF

pytestmark = pytest.mark.xdist_group("office")
KEPT = {
    "columns": [("public", "Members of the public"), ("provider", "Providers")],
    "lines": [
        {"key": "1", "label": "Visits", "readable": False, "cells": {"public": 40, "provider": 8}},
        {"key": "2", "label": "Work", "readable": False, "cells": {"public": None, "provider": 0}},
    ],
}


def test_a_heat_map_is_darker_where_more_say_it_and_never_where_a_number_is_held_back(app):
    with app.test_request_context():
        heat = next(themes_by_kind({"tables": {"themes": KEPT}, "welsh": {}}))
    assert heat.rows == (("Visits", "40", "8"), ("Work", "[c]", "0"))
    assert heat.shades == ((0, 5, 1), (0, 0, 0))
    written = table(heat, 9000)
    assert re.findall(r'w:fill="([0-9A-F]{6})"/></w:tcPr>', written) == ["12436D", "E3EDF6"]
    assert '<w:color w:val="FFFFFF"/>' in written


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
