"""What the report on the responses says: the Ministry's pattern, each figure with its number, tables before words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.documents.parts import (
    Bullets,
    Column,
    Contents,
    Document,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Part,
    Table,
    numbered,
)
from app.documents.phrases import long_date
from app.documents.report_tables import HELD_BACK, kinds, over_time, stances, themes, themes_by_kind, what_was_raised


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What is said about one version of a report, beside its content."""

    number: str
    reason: str
    dated: str
    address: str
    versions: tuple[tuple[str, str, str], ...] = ()
    demonstration: str | None = None
    draft: bool = False


TITLES = {
    "introduction": "Introduction",
    "background": "Background",
    "summary": "Summary of responses",
    "themes": "Responses to each theme",
    "changes": "Changes made",
    "refusals": "Points not accepted, and why",
    "method": "How responses were read and counted",
    "respondents": "List of respondents",
    "formats": "Alternative formats",
    "contact": "Contact and complaints",
}


def compose(content: Mapping[str, Any], issue: Issue) -> Document:
    """The whole report as parts, from what app/reports/gathering.py gathered."""
    return Document(
        title=f"Response to feedback: {content['title']}",
        subtitle="Draft" if issue.draft else f"Version {issue.number}, {long_date_of(issue.dated)}",
        reference=f"Response report {content['slug']}",
        version=issue.number,
        demonstration=issue.demonstration,
        draft=issue.draft,
        author=content["commissioner"],
        dated=issue.dated,
        parts=numbered([*_front(content, issue), *_sections(content)]),
    )


def long_date_of(iso: str) -> str:
    """A date in words, from its ISO form."""
    from datetime import date  # noqa: PLC0415 - only here

    return long_date(date.fromisoformat(iso))


def _front(content: Mapping[str, Any], issue: Issue) -> Iterator[Part]:
    named = content["named"]
    entries = [("From", content["commissioner"]), ("Version", issue.number)]
    if named["opened"] and named["closed"]:
        entries.append(("Feedback was open", f"from {named['opened']} to {named['closed']}"))
    entries += [("Responses", f"{content['responses']:,}"), ("Permanent address", issue.address)]
    yield Facts(tuple(entries))
    if issue.versions:
        columns = (Column("Version", 15), Column("Reason for issue or changes", 60), Column("Date issued", 25))
        rows = tuple((number, reason, long_date_of(day)) for number, reason, day in issue.versions)
        yield Table("Versions of this document", columns, rows)
    yield PageBreak()
    yield Contents()


def _sections(content: Mapping[str, Any]) -> Iterator[Part]:
    bodies = {
        "summary": _summary,
        "themes": _themes,
        "changes": _changes,
        "refusals": _refusals,
        "method": _method,
        "respondents": _respondents,
    }
    for number, (key, title) in enumerate(TITLES.items(), start=1):
        if key in ("introduction", "summary", "themes", "changes", "method"):
            yield PageBreak()
        yield Heading(title, 1, str(number), f"section-{key}")
        yield from _prose(content["sections"].get(key, ""))
        if key in bodies:
            yield from bodies[key](content)


def _prose(text: str) -> Iterator[Part]:
    for block in text.split("\n\n"):
        if block.strip():
            yield Paragraph(block.strip())


def _summary(content: Mapping[str, Any]) -> Iterator[Part]:
    yield Paragraph(HELD_BACK, "note")
    yield Heading("Who responded", 2, anchor="who")
    yield from kinds(content)
    yield Heading("When responses came", 2, anchor="when")
    yield from over_time(content)
    yield Heading("Views on each intention", 2, anchor="views")
    yield from stances(content)
    raised = list(what_was_raised(content))
    if raised:
        yield PageBreak("landscape")  # a column for each characteristic
        yield Heading("What was said about equality", 2, anchor="equality")
        yield from raised


def _themes(content: Mapping[str, Any]) -> Iterator[Part]:
    if not content["themes"]:
        return
    yield from themes(content)
    yield from themes_by_kind(content)
    for each in content["themes"]:
        yield Heading(each["name"], 2, anchor=each["key"])
        yield from _prose(content["sections"].get(each["key"], ""))
        yield from _quoted(content["quotations"], each["key"])


def _quoted(quotations: Sequence[Mapping[str, Any]], key: str) -> Iterator[Part]:
    said = [each for each in quotations if each["section"] == key]
    if said:
        yield Paragraph("In their own words, with their permission:", "note")
        yield Bullets(tuple(_quotation(each) for each in said))


def _quotation(each: Mapping[str, Any]) -> str:
    return f"“{each['words']}”{' – ' + each['name'] if each['name'] else ''} (on {each['place']})"


def _changes(content: Mapping[str, Any]) -> Iterator[Part]:
    exact = [each for each in content["changes"] if each["edition"]]
    told = [each for each in content["changes"] if not each["edition"]]
    if exact:
        rows = [
            (f"{each['passage']}, edition {each['edition']}", each["before"].strip() or "(new)",
             each["after"].strip() or "(taken out)", number_of(each["responses"]))
            for each in exact
        ]  # fmt: skip
        yield _with_numbers("Words that changed", (Column("Where", 14), Column("Before", 35), Column("Now", 35)), rows)
    if told:
        words = [(each["passage"], each["words"], number_of(each["responses"])) for each in told]
        yield _with_numbers("Other changes", (Column("Where", 14), Column("What changed", 70)), words)


def _with_numbers(caption: str, columns: tuple[Column, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    """A table whose last column is how many responses; left out where every number is held back."""
    if all(row[-1] == number_of(None) for row in rows):
        return Table(caption, columns, tuple(row[:-1] for row in rows))
    return Table(caption, (*columns, Column("Responses", 16, "right")), tuple(rows))


def _refusals(content: Mapping[str, Any]) -> Iterator[Part]:
    if content["refusals"]:
        rows = [(each["place"], each["reason"], number_of(each["responses"])) for each in content["refusals"]]
        yield _with_numbers("Points not accepted", (Column("Where", 14), Column("Why", 70)), rows)


def _method(content: Mapping[str, Any]) -> Iterator[Part]:
    for text in content["method"]["paragraphs"]:
        yield Paragraph(text)
    if content["method"]["agreement"]:
        yield Table(
            "Agreement of two coders, theme by theme",
            (Column("Sample", 12), Column("Theme", 48), Column("Kappa", 12, "right"), Column("95% interval", 28)),
            tuple(tuple(row) for row in content["method"]["agreement"]),
        )
    lines = content["tables"]["campaigns"]["lines"]
    if lines:
        yield Table(
            "Campaigns: near-identical texts, each counted as one distinct text",
            (Column("Campaign", 80), Column("Responses", 20, "right")),
            tuple((each["label"], number_of(each["cells"]["responses"])) for each in lines),
        )


def _respondents(content: Mapping[str, Any]) -> Iterator[Part]:
    names = [each if isinstance(each, str) else each[1] for each in content["respondents"]]
    if names:
        yield Bullets(tuple(names))
    else:
        yield Paragraph("No organisation allows its name to be listed.")


def number_of(value: int | None) -> str:
    """A number as it is published; "[c]" for one that is held back."""
    return "[c]" if value is None else f"{value:,}"
