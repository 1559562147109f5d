"""What the report on the responses says: the Ministry's pattern, each figure with its number, tables before words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
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
    lines_of,
    locale,
    numbered,
)
from app.documents.report_sections import TITLES
from app.documents.report_tables import held_back, kinds, over_time, stances, themes, themes_by_kind, what_was_raised
from app.documents.report_words import long_day, method_of, name_of, place_of, prose, reason_of, section_of, title_of
from app.languages import ENGLISH, _, translated
from app.languages.content import in_english, known
from app.languages.stretches import put_in, quoted, stretches
from app.wording import day as full_day


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


def compose(content: Mapping[str, Any], issue: Issue) -> Document:
    """The whole report as parts, from what app/reports/gathering.py gathered."""
    dated = _("Version %(number)s, %(date)s", number=issue.number, date=long_day(issue.dated))
    return Document(
        title=put_in(_("Response to feedback: %(round)s"), round=title_of(content)),
        subtitle=_("Draft") if issue.draft else dated,
        reference=_("Response report %(round)s", round=content["slug"]),
        language=locale(),
        version=issue.number,
        demonstration=issue.demonstration,
        draft=issue.draft,
        author=content["commissioner"],
        dated=issue.dated,
        parts=numbered([*_front(content, issue), *_sections(content)]),
    )


def _front(content: Mapping[str, Any], issue: Issue) -> Iterator[Part]:
    entries = [(_("From"), known(content["commissioner"])), (_("Version"), issue.number)]
    if open_ := _was_open(content):
        entries.append((_("Feedback was open"), open_))
    entries += [(_("Responses"), f"{content['responses']:,}"), (_("Permanent address"), issue.address)]
    yield Facts(tuple(entries), caption=_("About this document"))
    if issue.versions:
        columns = (Column(_("Version"), 15), Column(_("Reason for issue or changes"), 60), Column(_("Date issued"), 25))
        rows = tuple((number, in_english(reason), long_day(day)) for number, reason, day in issue.versions)
        yield Table(_("Versions of this document"), columns, rows)
    yield PageBreak()
    yield Contents(_("Contents"))


def _was_open(content: Mapping[str, Any]) -> str:
    """From when to when; as it was kept for a report that was released before its days were."""
    days, named = content.get("days"), content["named"]
    if not named["opened"] or not named["closed"]:
        return ""
    if days is None:
        return in_english(f"from {named['opened']} to {named['closed']}")
    opened, closed = (full_day(date.fromisoformat(days[name])) for name in ("opened", "closed"))
    return _("from %(opened)s to %(closed)s", opened=opened, closed=closed)


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
        yield Heading(translated(title), 1, str(number), f"section-{key}")
        yield from prose(section_of(content, key))
        if key in bodies:
            yield from bodies[key](content)


def _summary(content: Mapping[str, Any]) -> Iterator[Part]:
    yield Paragraph(held_back(), "note")
    yield Heading(_("Who responded"), 2, anchor="who")
    yield from kinds(content)
    yield Heading(_("When responses came"), 2, anchor="when")
    yield from over_time(content)
    yield Heading(_("Views on each intention"), 2, anchor="views")
    yield from stances(content)
    raised = list(what_was_raised(content))
    if raised:
        yield PageBreak("landscape")  # a column for each characteristic
        yield Heading(_("What was said about equality"), 2, anchor="equality")
        yield from raised


def _themes(content: Mapping[str, Any]) -> Iterator[Part]:
    if not content["themes"]:
        return
    yield from themes(content)
    yield from themes_by_kind(content)
    for each in content["themes"]:
        yield Heading(name_of(content, each["key"], each["name"]), 2, anchor=each["key"])
        yield from prose(section_of(content, each["key"]))
        yield from _quoted(content["quotations"], each["key"])


def _quoted(quotations: Sequence[Mapping[str, Any]], key: str) -> Iterator[Part]:
    said = [each for each in quotations if each["section"] == key]
    if said:
        yield Paragraph(_("In their own words, with their permission:"), "note")
        yield Bullets(tuple(_quotation(each) for each in said))


def _quotation(each: Mapping[str, Any]) -> str:
    words = quoted(each["words"], each.get("language", ENGLISH))
    if each["name"]:
        return put_in(_("“%(words)s” – %(name)s (on %(place)s)"), words=words, name=each["name"], place=_at(each))
    return put_in(_("“%(words)s” (on %(place)s)"), words=words, place=_at(each))


def _at(quotation: Mapping[str, Any]) -> str:
    return _("anything else") if quotation["place"] == "general" else str(quotation["place"])


def _changes(content: Mapping[str, Any]) -> Iterator[Part]:
    exact = [each for each in content["changes"] if each["edition"]]
    told = [each for each in content["changes"] if not each["edition"]]
    if exact:
        rows = [
            (_("%(place)s, edition %(number)s", place=each["passage"], number=each["edition"]),
             in_english(each["before"].strip()) or _("(new)"), in_english(each["after"].strip()) or _("(taken out)"),
             number_of(each["responses"]))
            for each in exact
        ]  # fmt: skip
        columns = (Column(_("Where"), 14), Column(_("Before"), 35), Column(_("Now"), 35))
        yield _with_numbers(_("Words that changed"), columns, rows)
    if told:
        words = [
            (place_of(each["passage"]), reason_of(content, each["words"]), number_of(each["responses"]))
            for each in told
        ]
        yield _with_numbers(_("Other changes"), (Column(_("Where"), 14), Column(_("What changed"), 70)), words)


def _with_numbers(caption: str, columns: tuple[Column, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    """A table whose last column is how many responses; left out where every number is held back."""
    if all(row[-1] == number_of(None) for row in rows):
        return Table(caption, columns, tuple(row[:-1] for row in rows))
    return Table(caption, (*columns, Column(_("Responses"), 16, "right")), tuple(rows))


def _refusals(content: Mapping[str, Any]) -> Iterator[Part]:
    if content["refusals"]:
        rows = [
            (place_of(each["place"]), reason_of(content, each["reason"]), number_of(each["responses"]))
            for each in content["refusals"]
        ]
        yield _with_numbers(_("Points not accepted"), (Column(_("Where"), 14), Column(_("Why"), 70)), rows)


def _method(content: Mapping[str, Any]) -> Iterator[Part]:
    paragraphs, agreement = method_of(content)
    yield from (Paragraph(text) for text in paragraphs)
    if agreement:
        columns = (Column(_("Sample"), 12), Column(_("Theme"), 48), Column("Kappa", 12, "right"),
                   Column(_("95%% interval"), 28))  # fmt: skip
        yield Table(_("Agreement of two coders, theme by theme"), columns, tuple(tuple(row) for row in agreement))
    lines = content["tables"]["campaigns"]["lines"]
    if lines:
        yield Table(
            _("Campaigns: near-identical texts, each counted as one distinct text"),
            (Column(_("Campaign"), 80), Column(_("Responses"), 20, "right")),
            tuple((_campaign(each["label"]), number_of(each["cells"]["responses"])) for each in lines),
        )


def _campaign(label: str) -> str:
    """What analysts call a campaign; one without a name has its number."""
    word, _space, number = label.partition(" ")
    return f"{_('Campaign')} {number}" if word == "Campaign" and number.isdecimal() else in_english(label)


def _respondents(content: Mapping[str, Any]) -> Iterator[Part]:
    names = [each if isinstance(each, str) else each[1] for each in content["respondents"]]
    if names:
        yield Bullets(tuple(names))
    else:
        yield Paragraph(_("No organisation allows its name to be listed."))


def number_of(value: int | None) -> str:
    """A number as it is published; "[c]" for one that is held back."""
    return "[c]" if value is None else f"{value:,}"


def to_take_away(document: Document) -> Document:
    """The same as a file: as a page says it at its foot, it says at its front that some of it stands in English."""
    if not any(
        code == ENGLISH for part in document.parts for line in lines_of(part) for code, _words in stretches(line)
    ):
        return document
    note = Paragraph(_("Some of the words in this document have not been translated, and stand in English."), "note")
    return replace(document, parts=(note, *document.parts))
