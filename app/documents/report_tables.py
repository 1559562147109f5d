"""The tables of the report on the responses, and the charts that stand above them."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from app.documents.chart import Chart, Series
from app.documents.parts import Column, HeatMap, Paragraph, Part, Table
from app.documents.report_words import long_day, name_of
from app.figures.drawing import shade
from app.languages import _, dates, is_welsh, ngettext, translated, word
from app.languages.content import English, known
from app.languages.stretches import joined

LONGEST_LABEL = 48
SHORT = {
    "public": word("Public"), "provider": word("Providers"), "department": word("Official"),
    "voluntary body": word("Voluntary"), "private company": word("Private"), "representative body": word("Umbrella"),
    "other": word("Others"),
}  # fmt: skip
"""Kinds of respondent at the head of a narrow column."""


def held_back() -> str:
    """What "[c]" stands for."""
    return _("“[c]” stands for a number that is held back, because it is small or would tell one that is.")


def _readable() -> Paragraph:
    return Paragraph(_("Lines marked * count only responses that anybody may read."), "note")


def number(value: int | None, whole: int | None = None) -> str:
    """A number with its percentage, where there is a whole; "[c]" for one that is held back."""
    if value is None:
        return "[c]"
    return f"{value:,} ({100 * value / whole:.0f}%)" if whole else f"{value:,}"


def kinds(content: Mapping[str, Any]) -> Iterator[Part]:
    """Respondents by kind, and by area where that was asked."""
    tables = (("kinds", _("Respondents by kind"), _("Who")), ("areas", _("Respondents by area"), _("Where")))
    for name, caption, head in tables:
        kept = content["tables"][name]
        line = kept["lines"][0] if kept["lines"] else None
        if line is None or not kept["columns"]:
            continue
        labels = tuple(known(label) for _key, label in kept["columns"])
        values = tuple(line["cells"][key] for key, _label in kept["columns"])
        if name == "kinds":
            yield Chart(
                ngettext("%(num)s response came", "%(num)s responses came", content["responses"]),
                _drawn(_("A bar for each kind of respondent, as long as its number."), values),
                labels, (Series(_("Responses"), values),),
            )  # fmt: skip
        yield Table(
            caption, (Column(head, 70), Column(_("Responses"), 30, "right")),
            tuple((label, number(value, line["total"])) for label, value in zip(labels, values, strict=True)),
        )  # fmt: skip
        yield from _only_readable(line)


def over_time(content: Mapping[str, Any]) -> Iterator[Part]:
    """Responses by week or day."""
    kept = content["tables"]["over_time"]
    if not kept["columns"]:
        yield Paragraph(_("No response came."))
        return
    line = kept["lines"][0]
    weekly = line["key"] == "weeks"
    caption = _("Responses by week") if weekly else _("Responses by day")
    described = (
        _("A column for each week, named by its Monday, as tall as its number of responses.")
        if weekly
        else _("A column for each day, as tall as its number of responses.")
    )
    days, values = (
        [key for key, _label in kept["columns"]],
        tuple(line["cells"][key] for key, _label in kept["columns"]),
    )
    described = _drawn(described, values)
    yield Chart(caption, described, tuple(map(_brief, days)), (Series(_("Responses"), values),), "columns")
    yield Table(
        caption,
        (Column(_("Week from") if weekly else _("Day"), 70), Column(_("Responses"), 30, "right")),
        tuple((long_day(day), number(value)) for day, value in zip(days, values, strict=True) if value != 0),
    )
    yield from _only_readable(line)


def _drawn(described: str, values: tuple[int | None, ...]) -> str:
    """What a chart draws; with a number held back also that no bar is not nought."""
    if None not in values:
        return described
    return f"{described} " + _("Nothing is drawn where the number is held back.")


def _brief(iso: str) -> str:
    """ "9 Dec"."""
    day = date.fromisoformat(iso)
    return dates.brief_day(day) if is_welsh() else f"{day.day} {day:%b}"


def _only_readable(line: Mapping[str, Any]) -> Iterator[Part]:
    if line["readable"]:
        yield Paragraph(
            _(
                "These numbers count only the responses that anybody may read: those of the others could be worked out "
                "from them."
            ),
            "note",
        )


def stances(content: Mapping[str, Any]) -> Iterator[Part]:
    """Views on each intention: disagreement to the left, "no view" apart."""
    lines = content["tables"]["stances"]["lines"]
    if not lines:
        yield Paragraph(_("No intention was put to respondents."))
        return
    titles = [joined(f"{each['key']} ", name_of(content, each["key"], each["label"])) for each in lines]
    looks = (("disagree", _("Disagree"), "disagree"), ("partly", _("Agree in part"), "partly"),
             ("agree", _("Agree"), "agree"))  # fmt: skip
    yield Chart(
        _finding(lines),
        _(
            "A row for each intention: to the left how many disagree, to the right how many agree in part or agree. "
            "Rows with a number that is held back are empty. Those without a view are in the table."
        ),
        tuple(_short(each) for each in titles),
        tuple(Series(name, tuple(each["cells"][key] for each in lines), look) for key, name, look in looks),  # type: ignore[arg-type]
    )
    yield Table(
        _("Views on each intention; “no view” is counted apart"),
        (
            Column(_("Intention"), 39), Column(_("Agree"), 12, "right"), Column(_("In part"), 12, "right"),
            Column(_("Disagree"), 14, "right"), Column(_("Gave a view"), 13, "right"),
            Column(_("No view"), 10, "right"),
        ),
        tuple(_stance(each, title) for each, title in zip(lines, titles, strict=True)),
    )  # fmt: skip
    if any(each["readable"] for each in lines):
        yield _readable()


def _finding(lines: list[Mapping[str, Any]]) -> str:
    told = [each["cells"] for each in lines if None not in (each["cells"]["agree"], each["cells"]["disagree"])]
    more = sum(each["disagree"] > each["agree"] for each in told)
    return ngettext(
        "%(num)s of %(of)s intentions whose numbers are shown draws more disagreement than agreement",
        "%(num)s of %(of)s intentions whose numbers are shown draw more disagreement than agreement",
        more, of=f"{len(told):,}",
    )  # fmt: skip


def _stance(line: Mapping[str, Any], title: str) -> tuple[str, ...]:
    cells, total = line["cells"], line["total"]
    no_view = cells["no view"]
    view = None if total is None or no_view is None else total - no_view
    return (
        _starred(line, title), *(number(cells[key], view) for key in ("agree", "partly", "disagree")),
        number(view), number(no_view),
    )  # fmt: skip


def themes(content: Mapping[str, Any]) -> Iterator[Part]:
    """Themes with their numbers, as responses and as distinct texts."""
    yield Table(
        _("Themes, as responses and as distinct texts"),
        (Column(_("Theme"), 60), Column(_("Responses"), 20, "right"), Column(_("Distinct texts"), 20, "right")),
        tuple(
            (name_of(content, each["key"], each["name"]), number(each["responses"], content["responses"]),
             number(each["texts"]))
            for each in content["themes"]
        ),
    )  # fmt: skip


def themes_by_kind(content: Mapping[str, Any]) -> Iterator[Part]:
    """Themes by kind of respondent."""
    kept = content["tables"]["themes"]
    names = [name_of(content, f"theme-{each['key']}", each["label"]) for each in kept["lines"]]
    heads = {key: translated(SHORT[key]) if key in SHORT else known(label) for key, label in kept["columns"]}
    yield from _crossed(kept, _("Themes by kind of respondent, in responses"), Column(_("Theme"), 2.2), names, heads)


def what_was_raised(content: Mapping[str, Any]) -> Iterator[Part]:
    """Protected characteristics by intention."""
    kept = content["tables"]["characteristics"]
    if kept["lines"]:
        names = [each["key"] for each in kept["lines"]]
        heads = {key: name_of(content, key, label) for key, label in kept["columns"]}
        caption = _("Responses that raise a characteristic, by intention")
        yield from _crossed(kept, caption, Column(_("Intention")), names, heads)


def _crossed(
    kept: Mapping[str, Any], caption: str, first: Column, names: list[str], heads: Mapping[str, str]
) -> Iterator[Part]:
    """Lines under columns; a column in which nobody stands is left out, for the page is narrow."""
    used = [key for key, _label in kept["columns"] if any(each["cells"][key] != 0 for each in kept["lines"])]
    rows = tuple(
        (_starred(each, name), *(number(each["cells"][key]) for key in used))
        for each, name in zip(kept["lines"], names, strict=True)
    )
    columns = (first, *(Column(heads[key], 1.5, "right") for key in used))
    if not rows:
        yield Table(caption, columns, rows)
        return
    most = max((each["cells"][key] or 0 for each in kept["lines"] for key in used), default=0)
    shades = tuple((0, *(shade(each["cells"][key], most) for key in used)) for each in kept["lines"])
    yield HeatMap(caption, columns, rows, shades=shades)
    yield Paragraph(_("The darker a field, the more responses."), "note")
    if any(each["readable"] for each in kept["lines"]):
        yield _readable()


def _starred(line: Mapping[str, Any], name: str) -> str:
    return joined(name, " *") if line["readable"] else name


def _short(label: str) -> str:
    """A name that leaves room for its bar."""
    if len(label) <= LONGEST_LABEL:
        return label
    cut = f"{label[: LONGEST_LABEL - 1].rstrip()}…"
    return cut if type(label) is str else English(cut)
