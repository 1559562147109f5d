"""Whose move a notice of change is, and what it waits for, as one plain sentence."""

from datetime import date
from typing import Any

from workflows.agreement import Side
from workflows.notice import NoticeKind, NoticeState
from workflows.waiting import Waiting

S = NoticeState


def waiting(notice: Any, provider: str) -> Waiting:
    """Whose move it is and what happens next and by when; `provider` is the provider's name."""
    names = {Side.PROVIDER: provider, Side.COMMISSIONER: "the commissioner"}
    giver, other = names[notice.side], names[notice.side.other]
    match notice.state:
        case S.DRAFTED:
            return Waiting(notice.side, f"Only {giver}’s side sees it, until a signatory issues it.")
        case S.ISSUED:
            return Waiting(
                notice.side.other, f"It waits for {other} to answer by {_day(notice.answer_by)}. {_then(notice)}"
            )
        case S.ACCEPTED | S.DECIDED:
            return Waiting(None, f"It takes effect on {_day(notice.effective_on)}.")
        case S.AT_A_COST:
            return Waiting(
                notice.side, f"It waits for {giver} to decide on the cost that {other} states. {_then(notice)}"
            )
        case S.OBJECTED if notice.kind is NoticeKind.MANDATORY:
            return Waiting(notice.side, f"It waits for {giver} to decide on its price. {_then(notice)}")
        case S.OBJECTED:
            return Waiting(notice.side, f"{_capital(other)} objects. It goes no further unless they come to accept it.")
        case S.IN_EFFECT:
            return _in_effect(notice, giver)
        case _:
            return Waiting(None, "It was withdrawn, and changes nothing.")


def _in_effect(notice: Any, giver: str) -> Waiting:
    since = f"The agreement has read so since {_day(notice.took_effect_on)}."
    if notice.price_in_question:
        return Waiting(notice.side, f"{since} Its price waits for {giver} to decide.")
    return Waiting(None, since)


def _then(notice: Any) -> str:
    if notice.kind is NoticeKind.MANDATORY:
        return f"It takes effect on {_day(notice.effective_on)} whatever the answer."
    return f"If both sides consent, it takes effect on {_day(notice.effective_on)}."


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
