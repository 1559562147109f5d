"""Everything that a report says, as plain values: shown while it is drafted, kept when it is released."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from app.editions.content import commissioner
from app.extensions import db
from app.figures.queries import Figures
from app.languages.stretches import kept
from app.models import Report, ReportSection, ReportWelsh, Round, Theme
from app.published.hidden import Hidden, hidden_in
from app.published.kept_words import quotation
from app.published.queries import taken_out_of
from app.published.words import public_name
from app.reports import counted, decided, in_welsh, method, prose, respondents
from app.reports.proposals import proposed
from app.reports.prose import THEME, Section
from app.wording import day

DAYS = {"opened": "discussion_edition", "closed": "feedback_closes"}
"""The days of a round that a report names."""


def gathered(report: Report) -> dict[str, Any]:
    """The whole report but its address, number and dates: figures from the database, prose from its sections.

    What it says in Welsh stands beside it, under "welsh", with each stretch that is in English only.
    """
    content = figures(report.round)
    every = sections(report, content)
    content["sections"] = {each.key: each.filled for each in every}
    content["welsh"]["sections"] = {
        each.key: kept(each.welsh.filled) for each in every if each.welsh.stands != in_welsh.IN_ENGLISH
    }
    content["quotations"] = quotations(report)
    return content


def figures(round_: Round) -> dict[str, Any]:
    """Everything in a report that nobody writes."""
    found = counted.for_report(round_)
    hidden = hidden_in(round_.id)
    content: dict[str, Any] = {
        "title": round_.title,
        "slug": round_.slug,
        "commissioner": commissioner(),
        "introduction": round_.introduction,
        "window_reason": round_.window_reason,
        "contact": round_.contact,
        "days": {name: _iso(round_, key) for name, key in DAYS.items()},
        **counted.gathered(found),
    }
    content["welsh"] = {**in_welsh.of_round(round_), "reasons": decided.in_welsh(found, hidden)}
    content["themes"] = _themes(found, content, hidden)
    content["changes"] = decided.changes(found, hidden)
    content["refusals"] = decided.refusals(found, hidden)
    content["method"] = method.gathered(round_, content)
    content["respondents"] = respondents.listed(round_, found.scope.until)
    content["named"] = _named(round_, content)
    content["basis"] = _basis(content)
    return content


def _themes(found: Figures, content: Mapping[str, Any], hidden: Hidden) -> list[dict[str, Any]]:
    lines = {line["key"]: line for line in content["tables"]["themes"]["lines"]}
    rows = db.session.execute(
        sa.select(Theme.id, Theme.name, Theme.name_cy, Theme.definition)
        .where(Theme.round_id == found.round.id, Theme.id.in_([int(key) for key in lines]))
        .order_by(Theme.position, Theme.id)
    ).all()
    content["welsh"]["names"] |= {f"{THEME}{row.id}": row.name_cy for row in rows if row.name_cy}
    answers = decided.answers_by_theme(found, [row.id for row in rows], hidden)
    return [
        {
            "key": f"{THEME}{row.id}",
            "name": row.name,
            "definition": row.definition,
            "responses": lines[str(row.id)]["total"],
            "texts": lines[str(row.id)]["texts"],
            "decided": answers.get(row.id, []),
        }
        for row in rows
    ]


def _named(round_: Round, content: Mapping[str, Any]) -> dict[str, Any]:
    """What prose can name in braces."""
    return {
        **{name: content[name] for name in ("responses", "late", "points", "texts")},
        "themes": len(content["themes"]),
        "campaigns": len(content["tables"]["campaigns"]["lines"]),
        **{name: day(round_.day(key)) for name, key in DAYS.items()},
    }


def _iso(round_: Round, key: str) -> str:
    date_ = round_.day(key)
    return date_.isoformat() if date_ else ""


def _basis(content: Mapping[str, Any]) -> dict[str, int]:
    """What sections rest on, and go out of date with."""
    return {
        "responses": content["responses"],
        "points": content["points"],
        "changes": len(content["changes"]),
        "refusals": len(content["refusals"]),
        "coded": content["method"]["coded"],
        "samples": content["method"]["samples"],
        "named": len(content["respondents"]),
    }


def sections(report: Report, content: Mapping[str, Any]) -> list[Section]:
    """Every section as it stands, with what is out of date in it."""
    written = {each.key: each for each in report.sections}
    translated = {each.key: each for each in report.welsh}
    return [_section(key, content, written.get(key), translated.get(key)) for key in prose.keys(content)]


def _section(
    key: str, content: Mapping[str, Any], kept: ReportSection | None, translated: ReportWelsh | None
) -> Section:
    proposal = proposed(key, content)
    text = kept.text if kept else proposal
    welsh = in_welsh.of_section(key, content, text, translated, is_proposed=text == proposal)
    standing = [kept, translated if welsh.stands == in_welsh.WRITTEN else None]
    stale = [prose.changed(key, each.seen, content) for each in standing if each is not None]
    return Section(
        key,
        prose.title_of(key, content),
        text,
        prose.filled(text, key, content),
        kept is not None,
        welsh,
        next((each for each in stale if each), ""),
        kept.by.name if kept else "",
    )


def quotations(report: Report) -> list[dict[str, Any]]:
    """What the report quotes, as far as it may be read now."""
    out = taken_out_of({each.point.response_id for each in report.quotations})
    found: list[dict[str, Any]] = []
    for each in report.quotations:
        response, taken = each.point.response, out.get(each.point.response_id, [])
        words = quotation(each.words, each.point, taken)
        if words:
            name = public_name(response, taken) if response.capacity == "organisation" else ""
            found.append({"section": each.section, "point": each.point_id, "words": words, "name": name,
                          "place": each.point.place, "language": response.language})  # fmt: skip
    return found
