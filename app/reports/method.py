"""How responses were read, coded and counted: what was actually done, in sentences of each language."""

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from app.coding import method as coding
from app.extensions import db
from app.languages import WELSH, _, ngettext, speaking, translated, word
from app.languages.lists import listed
from app.models import Response, Round
from app.reports import coders
from app.wording import short_day
from workflows.response import ResponseState

CHANNELS = {
    "paper": word("on paper"), "email": word("by email"), "phone": word("by phone"), "meeting": word("at a meeting"),
    "import": word("from a file"), "survey": word("from a survey tool"),
}  # fmt: skip


def gathered(round_: Round, numbers: Mapping[str, Any]) -> dict[str, Any]:
    """Paragraphs, and a row for each theme of each sample, in English and under "welsh" in Welsh."""
    done, ways = coding.of(round_), _ways(round_)
    with speaking(WELSH):
        in_welsh = _said(done, ways, numbers)
    return {
        **_said(done, ways, numbers),
        "welsh": in_welsh,
        "coded": done.coded,
        "samples": len(done.samples),
    }


def _said(done: coding.Method, ways: Sequence[str], numbers: Mapping[str, Any]) -> dict[str, Any]:
    """What was done, in the current language."""
    return {
        "paragraphs": [
            *_came(ways, numbers),
            *_counted(numbers),
            *_coded(done),
            *(coders.of(each) for each in done.samples),
            *([] if done.samples else [_no_second()]),
            _suppressed(numbers["threshold"]),
        ],
        "agreement": [coders.row(sample, each) for sample in done.samples for each in sample.themes],
    }


def _ways(round_: Round) -> list[str]:
    """How responses came besides on the web. Few that came one way are not told apart."""
    return list(
        db.session.scalars(
            sa.select(Response.channel)
            .where(Response.round_id == round_.id, Response.state != ResponseState.DRAFT, Response.channel != "web")
            .group_by(Response.channel)
            .order_by(Response.channel)
        )
    )


def _came(ways: Sequence[str], numbers: Mapping[str, Any]) -> list[str]:
    said = [
        ngettext(
            "%(num)s response came in. It was read and split into the points it makes.",
            "%(num)s responses came in. Each was read and split into the points it makes.",
            numbers["responses"],
        )
    ]
    if ways:
        how = listed(translated(CHANNELS.get(way, way)) for way in ways)
        said[0] += " " + _("Besides those sent on the web, some came %(how)s and were entered by staff.", how=how)
    late = numbers["late"]
    if late is None:
        said.append(_("Some responses came after feedback had closed. They are counted and answered like the others."))
    elif late:
        said.append(
            ngettext(
                "%(num)s response came after feedback had closed. It is marked as late, counted and answered.",
                "%(num)s responses came after feedback had closed. They are marked as late, counted and answered.",
                late,
            )
        )
    return said


def _counted(numbers: Mapping[str, Any]) -> list[str]:
    """Near-identical texts are counted both ways."""
    apart = _(
        "Views are counted as each response last sent them. Silence is not support: those with “no view” are counted "
        "apart, and a percentage is of those who gave a view. A percentage never stands without its number."
    )
    points = ngettext("The responses make %(num)s point.", "The responses make %(num)s points.", numbers["points"])
    return [apart, f"{points} {_campaigns(len(numbers['tables']['campaigns']['lines']))} {_distinct(numbers['texts'])}"]


def _campaigns(number: int) -> str:
    if not number:
        return _("No campaign of near-identical texts was found.")
    found = ngettext(
        "Many people sent the same words, or nearly: %(num)s campaign of near-identical texts was found by comparing "
        "texts on this machine.",
        "Many people sent the same words, or nearly: %(num)s campaigns of near-identical texts were found by comparing "
        "texts on this machine.",
        number,
    )
    both = _("Numbers are given both as responses and as distinct texts.")
    more = _("A response may say several things, so there can be more texts than responses.")
    return f"{found} {both} {more}"


def _distinct(texts: int) -> str:
    return ngettext("There is %(num)s distinct text.", "There are %(num)s distinct texts.", texts)


def _coded(done: coding.Method) -> list[str]:
    if done.frame_version is None:
        return [_("No code frame was issued, so nothing is said by theme.")]
    return [f"{_frame(done)} {_so_far(done)} {_suggested(done)}".strip()]


def _frame(done: coding.Method) -> str:
    themes = ngettext("%(num)s theme", "%(num)s themes", done.themes)
    if not done.frame_issued_at:
        return _(
            "Points were coded by hand with version %(version)s of a code frame of %(themes)s; a point may carry "
            "several.",
            version=done.frame_version, themes=themes,
        )  # fmt: skip
    return _(
        "Points were coded by hand with version %(version)s of a code frame of %(themes)s, issued on %(day)s; a point "
        "may carry several.",
        version=done.frame_version, themes=themes, day=short_day(done.frame_issued_at),
    )  # fmt: skip


def _so_far(done: coding.Method) -> str:
    return ngettext(
        "%(coded)s of %(num)s point had been coded when this was written.",
        "%(coded)s of %(num)s points had been coded when this was written.",
        done.points, coded=f"{done.coded:,}",
    )  # fmt: skip


def _suggested(done: coding.Method) -> str:
    decided = done.suggestions_confirmed + done.suggestions_dismissed
    if not decided:
        return ""
    confirmed = ngettext(
        "A program on this machine suggested themes; a person confirmed %(confirmed)s of the %(num)s suggestion looked "
        "at.",
        "A program on this machine suggested themes; a person confirmed %(confirmed)s of the %(num)s suggestions "
        "looked at.",
        decided, confirmed=f"{done.suggestions_confirmed:,}",
    )  # fmt: skip
    before = _("None counted before a person had confirmed it.")
    return f"{confirmed} {before}"


def _no_second() -> str:
    return _(
        "No second coder has coded a sample of the points, so there is no figure of how far two coders would agree. "
        "The numbers by theme rest on one reading."
    )


def _suppressed(threshold: int) -> str:
    return _(
        "Numbers from 1 to %(most)s are not shown, nor others from which they could be worked out; “[c]” stands in "
        "their place.",
        most=threshold - 1,
    )
