"""Lines that differ from those of the copy, wherever they stand now: text that was changed outside the fields."""

from collections import Counter
from collections.abc import Iterable, Sequence

from app.documents.word.reading import Line, Row
from app.word_copies.found import Sort, Unplaced
from app.word_copies.printed import row_text
from app.word_copies.sameness import plain

ALIKE = 0.4
"""The share of words that two lines have in common when one became the other."""
MOST = 300
"""More than a person would go through one by one."""


def of_lines(printed: Sequence[Sequence[str]], lines: Iterable[Line], rows: Iterable[Row]) -> list[Unplaced]:
    """What was added, removed or changed. Text that only moved is where it was, as far as this goes."""
    now = [*lines, *(Line(text, row.where, row.authors, is_row=True) for row in rows if (text := row_text(row.cells)))]
    kept = Counter(plain(text) for _, text in printed)
    added = []
    for line in now:
        if kept[plain(line.text)] > 0:
            kept[plain(line.text)] -= 1
        else:
            added.append(line)
    removed = []
    for where, text in reversed(printed):  # of several alike, the last is the one that went
        if kept[plain(text)] > 0:
            kept[plain(text)] -= 1
            removed.append((where, text))
    removed.reverse()
    return _paired(added[:MOST], removed[:MOST])


def _paired(added: list[Line], removed: list[tuple[str, str]]) -> list[Unplaced]:
    """A line that came beside one that went, alike enough, is one line that changed."""
    words = [set(plain(text).lower().split()) for _, text in removed]
    left = set(range(len(removed)))
    found = []
    for line in added:
        ours = set(plain(line.text).lower().split())
        best = max(left, key=lambda n: (_alike(ours, words[n]), -n), default=None)
        if best is not None and _alike(ours, words[best]) >= ALIKE:
            left.discard(best)
            found.append(Unplaced("changed", line.where, removed[best][1], line.text, list(line.authors)))
        else:
            sort: Sort = "row added" if line.is_row else "added"
            found.append(Unplaced(sort, line.where, "", line.text, list(line.authors)))
    return found + [Unplaced("removed", removed[n][0], removed[n][1], "") for n in sorted(left)]


def _alike(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(len(one | other), 1)
