"""The register, and a round's invitation list with what became of it, as sheets."""

from collections.abc import Iterable, Mapping, Sequence

from app import clock
from app.models import Round, Stakeholder
from app.sheets import Heading, Sheet
from app.stakeholders import silence
from app.stakeholders.kinds import KINDS
from app.wording import moment, short_day

REGISTER = ("Name", "Kind", "Area", "Email", "Language", "State")
SPOKEN = {"en": "English", "cy": "Welsh"}
ROUND = (
    "Name", "Kind", "Area", "Email", "How far", "Told on", "Opened on", "Answered on", "Reminders", "Last reminded on",
    "Own last day", "Asked for no letters",
)  # fmt: skip


def of_register(found: Iterable[Stakeholder]) -> Sheet:
    """The register, in columns that it can be brought back in."""
    rows = [
        (one.name, KINDS.get(one.kind, ""), one.area, one.email, SPOKEN[one.language], str(one.state)) for one in found
    ]
    return Sheet("Register of stakeholders", [Heading(words) for words in REGISTER], rows, _notes())


def of_round(round_: Round, people: Sequence[silence.Invited], asked: Mapping[str, str]) -> Sheet:
    """Who was invited, and how far each has come."""
    headings = [Heading(words, "whole" if words == "Reminders" else "words") for words in ROUND]
    filters = [f"Only: {', '.join(f'{name} {value}' for name, value in asked.items())}."] if asked else []
    opened = "Opened means that somebody pressed the button behind their personal link; reading a letter is not noted."
    return Sheet(f"Invited to {round_.title}", headings, [_row(one) for one in people], [*_notes(), *filters, opened])


def _row(one: silence.Invited) -> tuple[object, ...]:
    kind, area = one.in_words
    days = (short_day(at) for at in (one.invited_at, one.opened_at, one.answered_at))
    told, opened, answered = days
    return (
        one.name, kind, area, one.email, str(one.step), told, opened, answered, one.reminders,
        short_day(one.reminded_at), short_day(one.extended_to), "yes" if one.opted_out else "",
    )  # fmt: skip


def _notes() -> list[str]:
    demonstration = ["Demonstration: not a real consultation."] if clock.rehearsed() else []
    return [
        *demonstration,
        f"As it was on {moment(clock.now())}. It holds names and addresses: keep it to those who need it.",
    ]
