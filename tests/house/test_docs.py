"""Documentation that is written by the code, or says what is in it, stays true."""

import re
from pathlib import Path

import pytest

from workflows import diagram

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def test_the_tables_of_moves_are_written_down_as_they_are():
    written = (ROOT / "docs" / "workflows.md").read_text(encoding="utf-8")
    assert written == diagram.page(), "run make docs"


def test_every_workflow_is_in_the_documentation():
    assert {workflow.name for workflow in diagram.workflows()} >= {"round", "response", "point", "agreement", "return"}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_between_pages_of_documentation_lead_somewhere(path):
    links = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8"))
    missing = [link for link in links if not (path.parent / link).exists()]
    assert not missing


def test_every_target_that_the_documentation_names_exists():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    for path in PAGES:
        named = set(re.findall(r"`make ([a-z-]+)[` ]", path.read_text(encoding="utf-8")))
        assert named <= targets, f"{path.name} names {named - targets}"
