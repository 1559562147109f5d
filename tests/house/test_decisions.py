"""Every decision is in the index by its own title, and is short enough to be read."""

import re
from pathlib import Path

DECISIONS = Path(__file__).parents[2] / "docs" / "adr"
LONGEST = 700
RECORDS = sorted(DECISIONS.glob("[0-9]*.md"))


def test_every_decision_is_in_the_index_under_its_title():
    index = re.findall(r"^- \[(.+)\]\((.+)\)$", (DECISIONS / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert index == [
        (path.read_text(encoding="utf-8").split("\n")[0].removeprefix("# "), path.name) for path in RECORDS
    ]


def test_no_two_decisions_have_one_number_and_none_is_left_out():
    assert [int(path.name[:4]) for path in RECORDS] == list(range(1, len(RECORDS) + 1))


def test_a_decision_is_short():
    assert {path.name for path in RECORDS if len(path.read_text(encoding="utf-8").split()) > LONGEST} == set()
