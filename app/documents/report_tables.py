"""The tables of the report on the responses, and the charts that stand above them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from app.documents.chart import Chart, Series
from app.documents.parts import Column, Paragraph, Part, Table
from app.documents.phrases import long_date

READABLE = "Lines marked * count only responses that anybody may read."
ONLY_READABLE = (
    "These numbers count only the responses that anybody may read: those of the others could be worked out from them."
)
HELD_BACK = "“[c]” stands for a number that is held back, because it is small or would tell one that is."
LONGEST_LABEL = 48
SHORT = {
    "public": "Public", "provider": "Providers", "department": "Official", "voluntary body": "Voluntary",
    "private company": "Private", "representative body": "Umbrella", "other": "Others",
}  # fmt: skip
"""Kinds of respondent at the head of a narrow column."""


def number(value: int | None, whole: int | None = None) -> str:
    """A number with its percentage, where there is a whole; "[c]" for one that is held back."""
    if value is None:
        return "[c]"
    return f"{value:,} ({100 * value / whole:.0f}%)" if whole else f"{value:,}"


def kinds(content: Mapping[str, Any]) -> Iterator[Part]:
    """Respondents by kind, and by area where that was asked."""
    for name, caption, head in (("kinds", "Respondents by kind", "Who"), ("areas", "Respondents by area", "Where")):
        kept = content["tables"][name]
        line = kept["lines"][0] if kept["lines"] else None
        if line is None or not kept["columns"]:
            continue
        labels = tuple(label for _, label in kept["columns"])
        values = tuple(line["cells"][key] for key, _ in kept["columns"])
        if name == "kinds":
            yield Chart(
                f"{content['responses']:,} responses came", "A bar for each kind of respondent, as long as its number.",
                labels, (Series("Responses", values),),
            )  # fmt: skip
        yield Table(
            caption, (Column(head, 70), Column("Responses", 30, "right")),
            tuple((label, number(value, line["total"])) for label, value in zip(labels, values, strict=True)),
        )  # fmt: skip
        yield from _only_readable(line)


def over_time(content: Mapping[str, Any]) -> Iterator[Part]:
    """Responses by week or day."""
    kept = content["tables"]["over_time"]
    if not kept["columns"]:
        yield Paragraph("No response came.")
        return
    line = kept["lines"][0]
    weekly = line["key"] == "weeks"
    days = [date.fromisoformat(key) for key, _ in kept["columns"]]
    values = tuple(line["cells"][key] for key, _ in kept["columns"])
    yield Chart(
        f"Responses by {'week' if weekly else 'day'}",
        f"A column for each {'week, named by its Monday' if weekly else 'day'}, as tall as its number of responses.",
        tuple(f"{each.day} {each:%b}" for each in days), (Series("Responses", values),), "columns",
    )  # fmt: skip
    yield Table(
        f"Responses by {'week' if weekly else 'day'}",
        (Column("Week from" if weekly else "Day", 70), Column("Responses", 30, "right")),
        tuple((long_date(each), number(value)) for each, value in zip(days, values, strict=True) if value != 0),
    )
    yield from _only_readable(line)


def _only_readable(line: Mapping[str, Any]) -> Iterator[Part]:
    if line["readable"]:
        yield Paragraph(ONLY_READABLE, "note")


def stances(content: Mapping[str, Any]) -> Iterator[Part]:
    """Views on each intention: disagreement to the left, "no view" apart."""
    lines = content["tables"]["stances"]["lines"]
    if not lines:
        yield Paragraph("No intention was put to respondents.")
        return
    looks = (("disagree", "Disagree", "disagree"), ("partly", "Agree in part", "partly"), ("agree", "Agree", "agree"))
    yield Chart(
        _finding(lines),
        "A row for each intention: to the left how many disagree, to the right how many agree in part or agree. "
        "Rows with a number that is held back are empty. Those without a view are in the table.",
        tuple(_short(f"{each['key']} {each['label']}") for each in lines),
        tuple(Series(name, tuple(each["cells"][key] for each in lines), look) for key, name, look in looks),  # type: ignore[arg-type]
    )
    yield Table(
        "Views on each intention; “no view” is counted apart",
        (
            Column("Intention", 34), Column("Agree", 13, "right"), Column("In part", 13, "right"),
            Column("Disagree", 13, "right"), Column("Gave a view", 13, "right"), Column("No view", 14, "right"),
        ),
        tuple(_stance(each) for each in lines),
    )  # fmt: skip
    if any(each["readable"] for each in lines):
        yield Paragraph(READABLE, "note")


def _finding(lines: list[Mapping[str, Any]]) -> str:
    known = [each["cells"] for each in lines if None not in (each["cells"]["agree"], each["cells"]["disagree"])]
    more = sum(each["disagree"] > each["agree"] for each in known)
    verb = "draws" if more == 1 else "draw"
    return f"{more} of {len(known)} intentions whose numbers are shown {verb} more disagreement than agreement"


def _stance(line: Mapping[str, Any]) -> tuple[str, ...]:
    cells, total = line["cells"], line["total"]
    no_view = cells["no view"]
    view = None if total is None or no_view is None else total - no_view
    star = " *" if line["readable"] else ""
    return (
        f"{line['key']} {line['label']}{star}",
        *(number(cells[key], view) for key in ("agree", "partly", "disagree")), number(view), number(no_view),
    )  # fmt: skip


def themes(content: Mapping[str, Any]) -> Iterator[Part]:
    """Themes with their numbers, as responses and as distinct texts."""
    yield Table(
        "Themes, as responses and as distinct texts",
        (Column("Theme", 60), Column("Responses", 20, "right"), Column("Distinct texts", 20, "right")),
        tuple(
            (each["name"], number(each["responses"], content["responses"]), number(each["texts"]))
            for each in content["themes"]
        ),
    )


def themes_by_kind(content: Mapping[str, Any]) -> Iterator[Part]:
    """Themes by kind of respondent."""
    yield from _crossed(content["tables"]["themes"], "Themes by kind of respondent, in responses", "Theme", short=SHORT)


def what_was_raised(content: Mapping[str, Any]) -> Iterator[Part]:
    """Protected characteristics by intention."""
    kept = content["tables"]["characteristics"]
    if kept["lines"]:
        yield from _crossed(kept, "Responses that raise a characteristic, by intention", "Intention", by_key=True)


def _crossed(
    kept: Mapping[str, Any], caption: str, head: str, *, by_key: bool = False, short: Mapping[str, str] | None = None
) -> Iterator[Part]:
    """Lines under columns; a column in which nobody stands is left out, for the page is narrow."""
    used = [(key, label) for key, label in kept["columns"] if any(each["cells"][key] != 0 for each in kept["lines"])]
    rows = tuple(
        (_starred(each, "key" if by_key else "label"), *(number(each["cells"][key]) for key, _ in used))
        for each in kept["lines"]
    )
    names = [(short or {}).get(key, label) for key, label in used]
    yield Table(caption, (Column(head, 1 if by_key else 1.6), *(Column(name, 1.5, "right") for name in names)), rows)
    if any(each["readable"] for each in kept["lines"]):
        yield Paragraph(READABLE, "note")


def _starred(line: Mapping[str, Any], name: str) -> str:
    return f"{line[name]} *" if line["readable"] else str(line[name])


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1].rstrip()}…"
