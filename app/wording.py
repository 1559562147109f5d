"""How things are called and coloured on pages: states, dates, money, sides. Templates use these as filters."""

from datetime import date, datetime
from typing import Any

from flask import Flask

from app.languages import _, dates, form_for, is_welsh, translated
from workflows.deadline import LONDON
from workflows.engine import in_words

COLOURS = {
    "planning": "grey", "consulting": "blue", "answering": "purple", "negotiating": "yellow", "delivering": "green",
    "closed": "grey",
    "draft": "grey", "submitted": "blue", "changing": "yellow",
    "writing together": "blue", "ready to certify": "yellow", "certified and sent": "green",
    "joined": "green", "left": "grey", "taken off": "grey",
    "standing": "blue", "broken up": "grey",
    "unanswered": "red", "answered": "blue", "waived": "orange", "released": "green", "withdrawn": "grey",
    "drafting": "grey", "stale": "red",
    "with provider": "yellow", "with commissioner": "blue", "agreed in principle": "purple", "approved": "teal",
    "signed": "green", "in force": "green", "superseded": "grey", "expired": "grey", "ended": "grey",
    "expected": "grey", "overdue": "red", "reviewed": "green",
    "invited": "yellow", "active": "green", "deactivated": "grey",
    "open": "grey", "proposed": "yellow", "countered": "yellow", "agreed": "green", "parked": "blue", "disputed": "red",
    "asked": "yellow", "declined": "red", "lapsed": "grey",
    "planned": "grey", "under way": "blue", "done": "green", "dropped": "grey",
    "opened": "grey", "shared": "yellow", "commented": "yellow", "with sub-committee": "blue",
    "decided by sub-committee": "purple", "with executive committee": "blue", "with senior people": "yellow",
    "with mediator or expert": "blue", "with arbitrator or court": "blue", "advice asked": "blue", "advised": "yellow",
    "with senior official": "blue", "decided": "green", "settled by agreement": "green",
    "drafted": "grey", "issued": "yellow", "accepted": "teal", "accepted at a cost": "purple", "objected to": "orange",
    "in effect": "green", "undone": "grey", "discarded": "grey",
    "in use": "green", "retired": "grey", "drawn": "blue", "compared": "yellow", "resolved": "green",
    "given up": "grey", "replaced": "grey",
    "prepared": "grey", "applying": "blue", "applied": "green", "undoing": "blue",
    "brought": "grey", "checking": "blue", "checked": "yellow", "importing": "blue", "imported": "green",
}  # fmt: skip
ACTIONS: dict[str, str] = {
    "publish_discussion": "Publish the discussion edition",
    "publish_revised": "Publish a revised edition",
    "publish_final": "Publish the final edition",
    "consult": "Start consulting",
    "negotiate": "Start negotiating",
    "deliver": "Start delivery",
    "close": "Close the round",
    "plan_action": "Plan an action",
    "rename": "Rename it",
    "break_up": "Break it up",
    "come_into_force": "Came into force",
}
"""Actions whose name alone would not make a good button or timeline heading."""


def day(value: date | datetime | None) -> str:
    """ "Friday 9 December 2011"; empty for none."""
    if value is None:
        return ""
    local = value.astimezone(LONDON) if isinstance(value, datetime) else value
    return dates.day(local) if is_welsh() else f"{local:%A} {local.day} {local:%B %Y}"


def short_day(value: date | datetime | None) -> str:
    """ "9 December 2011"; empty for none."""
    if value is None:
        return ""
    local = value.astimezone(LONDON) if isinstance(value, datetime) else value
    return dates.short_day(local) if is_welsh() else f"{local.day} {local:%B %Y}"


def moment(value: datetime | None) -> str:
    """ "Friday 9 December 2011 at 11:59pm", London time."""
    if value is None:
        return ""
    local = value.astimezone(LONDON)
    return _("%(day)s at %(time)s", day=day(local), time=_clock(local))


def short_moment(value: datetime) -> str:
    """ "9 December 2011 at 11:59pm", London time."""
    local = value.astimezone(LONDON)
    return _("%(day)s at %(time)s", day=short_day(local), time=_clock(local))


def _clock(local: datetime) -> str:
    return f"{local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"


def money(pounds: int | None) -> str:
    """ "£1,234,567", "-£1,200"; a figure that is not there says so."""
    if pounds is None:
        return _("Figure to follow")
    return f"-£{-pounds:,}" if pounds < 0 else f"£{pounds:,}"


def sentence_case(text: Any) -> str:
    """A state, a kind or a name with a capital, in the language of the page."""
    words = translated(str(text))
    return words[:1].upper() + words[1:]


def colour(state: Any) -> str:
    return COLOURS.get(str(state), "grey")


def action(name: str) -> str:
    """An action as a button or a heading: "publish_final" is "Publish the final edition"."""
    return translated(ACTIONS.get(name) or sentence_case(in_words(name)))


def plural(count: int, one: str, many: str = "") -> str:
    """ "1 point", "3 points"."""
    return form_for(f"%(num)s {one}", f"%(num)s {many or one + 's'}", count) % {"num": f"{count:,}"}


def the(title: str) -> str:
    """A round's title within a sentence: "the Strategic commissioning round 2012-13"."""
    if is_welsh():  # a name takes no article
        return title
    return f"the {title[4:] if title[:4].lower() == 'the ' else title}"


def init_app(app: Flask) -> None:
    for word in (day, short_day, moment, money, sentence_case, colour, action, plural, the):
        app.add_template_filter(word)
