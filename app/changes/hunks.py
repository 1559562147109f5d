"""The changes of wording between two editions, one by one, each with a fingerprint that names it for good."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.documents.differences import Run, Runs, newer, words
from app.editions.comparison import Passage, compare, passages

NEAR = 3
"""Changes with no more unchanged words between them are one: a sentence put otherwise is not ten changes."""

AROUND = 8
"""Words of its line that are shown before and after a change."""


@dataclass(frozen=True)
class Hunk:
    """Words of one passage that came in place of others. `at` is where they begin in the newer text.

    `lead` and `trail` are some words before and after, for whoever reads it out of its place; `first` and `last` are
    which of its passage's runs it is.
    """

    passage: str
    number: int
    before: str
    after: str
    at: int
    fingerprint: str
    lead: str = ""
    trail: str = ""
    first: int = 0
    last: int = 0

    @property
    def anchor(self) -> str:
        """Where it stands on the page that compares the two editions."""
        return f"change-{self.fingerprint[:12]}"


def between(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Hunk]:
    """Every change between two editions' contents, in the order of the newer one."""
    return [hunk for passage in compare(old, new) for hunk in of_passage(passage)]


def of_passage(passage: Passage) -> list[Hunk]:
    """The changes of one passage."""
    found, seen = [], Counter[tuple[str, str]]()
    text = newer(passage.runs)
    for number, (at, first, last) in enumerate(_groups(passage.runs), 1):
        runs = passage.runs[first : last + 1]
        before = "".join(run.text for run in runs if run.kind != "ins")
        after = "".join(run.text for run in runs if run.kind != "del")
        seen[(before, after)] += 1
        mark = _fingerprint(passage.name, before, after, seen[(before, after)])
        around = _before(text[:at]), _after(text[at + len(after) :])
        found.append(Hunk(passage.name, number, before, after, at, mark, *around, first, last))
    return found


def by_fingerprint(hunks: Iterable[Hunk]) -> dict[str, Hunk]:
    return {hunk.fingerprint: hunk for hunk in hunks}


def is_changed_again(hunk: Hunk, then: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether the words that a change brought in edition `then` have been changed in a later one, `now`."""
    before, after = dict(passages(then)).get(hunk.passage), dict(passages(now)).get(hunk.passage)
    if before is None or before == after:
        return False
    if after is None:
        return True
    return _touches(words(before, after), hunk.at, hunk.at + len(hunk.after))


def _touches(runs: Runs, begins: int, ends: int) -> bool:
    at = 0
    for run in runs:
        until = at if run.kind == "ins" else at + len(run.text)
        inside = begins <= at <= ends if run.kind == "ins" else at < ends and until > begins
        if run.kind != "same" and inside:
            return True
        at = until
    return False


def _groups(runs: Runs) -> list[tuple[int, int, int]]:
    """Where each change begins in the newer text, and its first and last run.

    Between runs that changed it may have a few unchanged words; a paragraph that came or went is a change by itself.
    """
    groups: list[tuple[int, int, int]] = []
    at, open_ = 0, False
    for index, run in enumerate(runs):
        if run.kind == "same":
            open_ = open_ and len(run.text.split()) <= NEAR and "\n" not in run.text
        elif open_ and _goes_on(runs[index - 1], run):
            groups[-1] = (*groups[-1][:2], index)
        else:
            groups.append((at, index, index))
            open_ = True
        at += len(run.text) if run.kind != "del" else 0
    return groups


def _goes_on(before: Run, run: Run) -> bool:
    """Whether a run belongs to the change before it: a paragraph only to one that it came in place of."""
    return not _is_paragraph(run) or (before.kind != "same" and _is_paragraph(before))


def _is_paragraph(run: Run) -> bool:
    return run.text.startswith("\n") and bool(run.text.strip())


def _before(text: str) -> str:
    """The last few words of the line that ends here."""
    words_ = text.rpartition("\n")[2].split()
    return ("… " if len(words_) > AROUND else "") + " ".join(words_[-AROUND:])


def _after(text: str) -> str:
    """The first few words of the line that begins here."""
    words_ = text.partition("\n")[0].split()
    return " ".join(words_[:AROUND]) + (" …" if len(words_) > AROUND else "")


def _fingerprint(passage: str, before: str, after: str, occurrence: int) -> str:
    said = "\x1f".join((passage, before, after, str(occurrence)))
    return hashlib.sha256(said.encode()).hexdigest()
