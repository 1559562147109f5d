"""What somebody said in one language, quoted on a page in another: what we put in place of their words is ours."""

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

from app.languages.stretches import joined, quoted
from app.languages.words import gettext, language


def written_in(words: str, code: str) -> str:
    """What somebody said, marked with its language on a page in the other."""
    if not words or code == language():
        return words
    pieces = ((escape(piece), is_theirs) for piece, is_theirs in _pieces(words))
    marked = (
        Markup('<span lang="%s">%s</span>') % (code, piece) if is_theirs else piece for piece, is_theirs in pieces
    )
    return Markup("").join(marked)


def quoted_in(words: str, code: str) -> str:
    """The same for a document, of which Word too is told the languages."""
    return joined(*(quoted(piece, code) if is_theirs else piece for piece, is_theirs in _pieces(words)))


def _pieces(words: str) -> Iterator[tuple[str, bool]]:
    """Their words, and ours where theirs are taken out: "[words taken out: personal details]"."""
    before, after = gettext("[words taken out: %(reason)s]", reason="\n").split("\n")
    pattern = f"({re.escape(before)}[^\\]]*{re.escape(after)})"
    for at, piece in enumerate(re.split(pattern, words)):
        if piece:
            yield piece, at % 2 == 0
