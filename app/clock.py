"""The time: the round's own in a rehearsal, the clock on the wall otherwise. Nothing else asks for it."""

from datetime import UTC, date, datetime

from flask import current_app

from app.extensions import db
from app.models import Setting
from workflows.deadline import LONDON

SETTING = "rehearsal clock"


def now() -> datetime:
    """The moment that dates of rounds are compared with."""
    return rehearsed() or real_now()


def today() -> date:
    """The day in London, where the round's days are counted."""
    return now().astimezone(LONDON).date()


def real_now() -> datetime:
    """The moment that security is timed with: sessions, codes, lock-outs."""
    return datetime.now(UTC)


def rehearsed() -> datetime | None:
    """Where an administrator has put the rehearsal's clock; None in production. It stands still until moved."""
    if not current_app.config["REHEARSAL"]:
        return None
    session = db.session()
    setting = session.info.get(SETTING)
    if setting is None or setting not in session:
        setting = session.get(Setting, SETTING)
        session.info[SETTING] = setting  # held, or the session forgets it and asks again at every look at the clock
    return datetime.fromisoformat(setting.value) if setting else None
