"""A file that could harm is refused with a sentence, within two seconds and 200 MB, and never fetched from or run."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.extensions import db
from app.models import EditedCopy, Upload
from tests.agreements.pressing import hidden
from tests.signing.people import cast
from tests.word_copies.hostile import FILES

ROOT = Path(__file__).parents[2]
SECONDS, MEGABYTES = 2, 200


@pytest.fixture(scope="module")
def opener():
    """A program that opens each file in a process of its own, once it has imported what it needs."""
    command = [sys.executable, "-m", "tests.word_copies.opening"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        yield program


@pytest.mark.parametrize("name", FILES)
def test_it_is_refused_quickly_and_with_a_sentence(name, tmp_path, opener):
    make, sentence = FILES[name]
    file = tmp_path / "brought.docx"
    file.write_bytes(make())
    opener.stdin.write(f"{file}\n")
    opener.stdin.flush()
    said = json.loads(opener.stdout.readline())
    assert sentence in said.get("refused", ""), said
    assert said["seconds"] <= SECONDS, said
    assert said["megabytes"] <= MEGABYTES, said
    assert "root:" not in said["refused"]


@pytest.mark.parametrize("name", ["macros", "external template", "encrypted", "a workbook", "external entity"])
def test_the_page_says_so_and_keeps_nothing(app, browser, name):
    made = cast("with provider")
    make, sentence = FILES[name]
    page = f"{made.path}/word"
    browser.as_(made.provider_negotiator)
    form = hidden(browser.get(page))
    answer = browser.post(page, data={**form, "file": (io.BytesIO(make()), "brought.docx")})
    assert answer.status_code == 200
    assert sentence in answer.text
    assert db.session.query(EditedCopy).count() == db.session.query(Upload).count() == 0


def test_no_file_is_asked_for_again(app, browser):
    made = cast("with provider")
    answer = browser.as_(made.provider_negotiator).submit(f"{made.path}/word")
    assert "Choose the Word file that you edited" in answer.text
