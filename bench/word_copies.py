"""How long it takes to make a negotiation copy of about 50 pages, and to read it back edited.

Run it as `python -m bench.word_copies`. Seconds are CPU time of this process, on one core.
"""

import sys
import time
from datetime import date
from types import SimpleNamespace
from typing import Any

from app.documents.field_marks import Mark, read, written
from app.documents.negotiation_copy import CopyFacts, copy_of
from app.documents.word import fields as word_fields
from app.documents.word.package import opened
from app.documents.word.pages import pages
from app.documents.word.reading import read as read_words
from app.word_copies.matching import match
from app.word_copies.printed import printed_of
from bench.documents import fifty_pages
from tests.word_copies.editing import HOW, Edited
from workflows.schedule import LAYOUTS, Kind

KEY = b"a key of the bench"
BACK_IN_SECONDS = 0.5
EACH = 16
VALUES = {
    Kind.TEXT: "Working days", Kind.LONG: "Deliver it on every day on which the regime runs, and record who took part.",
    Kind.WHOLE: 1240, Kind.MONEY: 150_000, Kind.YES_NO: False, Kind.DATE: "2012-10-01",
}  # fmt: skip


def terms() -> list[Any]:
    """Some 150 terms, on every schedule."""
    return [
        SimpleNamespace(
            id=100 * place + number, schedule=schedule, ref=f"{layout.prefix}-{number}", intentions=[],
            title=f"{layout.title} {number}", fields={c.key: VALUES[c.kind] for c in layout.columns},
        )
        for place, (schedule, layout) in enumerate(LAYOUTS.items(), start=1)
        for number in range(1, EACH + 1)
    ]  # fmt: skip


def mark_of(text: str) -> Mark | None:
    return read(text, KEY)


def edited(content: bytes) -> bytes:
    """One value in each row changed, each in a way of its own, and a comment on every tenth."""
    file, ways = Edited(content), list(HOW)
    for number, term in enumerate(terms()):
        file.type(term.ref, 0, f"Something else {number}", ways[number % len(ways)])
        if number % 10 == 0:
            file.comment(term.ref, 0, "Why this is.")
    return file.bytes()


def main() -> int:
    """Print the figures; fail when reading back is over its limit."""
    lines = terms()
    facts = CopyFacts(1, 2, date(2012, 1, 16), "https://example.test", lambda t, c: written(Mark(1, t, c), KEY))
    document = copy_of(fifty_pages(), lines, facts)
    start = time.process_time()
    content = word_fields.as_bytes(document)
    out = time.process_time() - start
    printed = printed_of(read_words(opened(content)), mark_of, lines)
    brought = edited(content)
    start = time.process_time()
    found = match(read_words(opened(brought)), mark_of, {1: printed})
    back = time.process_time() - start
    sys.stdout.write(
        f"A negotiation copy of {max(pages(document).values())} pages, {len(lines)} terms: made in {out:.3f} s\n"
        f"The same read back with {len(found.values)} values changed and {len(found.remarks)} comments: "
        f"{back:.3f} s (limit {BACK_IN_SECONDS} s)\n"
    )
    return int(back > BACK_IN_SECONDS or len(found.values) != len(lines))


if __name__ == "__main__":
    sys.exit(main())
