"""Compared words as the markup of a page: what came and what went is said in words too, not only by colour."""

from html import escape

from markupsafe import Markup

from app.documents.differences import Kind, Run, Runs

HIDDEN = '<span class="govuk-visually-hidden">{}</span>'
SAID = {"ins": ("[inserted: ", "] "), "del": ("[deleted: ", "] ")}


def marked(runs: Runs) -> Markup:
    """Words with each insertion and deletion marked, and named for screen readers."""
    return _together([_named(run) for run in runs])


def as_row(runs: Runs) -> Markup:
    """A cell of a row that came or went as a whole: the row says so once, at its beginning."""
    return _together([_plain(run.kind, run.text) for run in runs])


def one(kind: Kind, text: str) -> Markup:
    """A text that came or went as a whole."""
    return marked((Run(kind, text),)) if text else Markup("")


def _named(run: Run) -> str:
    if run.kind == "same":
        return _lines(run.text)
    before, after = SAID[run.kind]
    return f"<{run.kind}>{HIDDEN.format(before)}{_lines(run.text)}{HIDDEN.format(after)}</{run.kind}>"


def _plain(kind: Kind, text: str) -> str:
    return _lines(text) if kind == "same" else f"<{kind}>{_lines(text)}</{kind}>"


def _together(written: list[str]) -> Markup:
    return Markup("".join(written))  # noqa: S704  # nosec B704 - every word is escaped


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
