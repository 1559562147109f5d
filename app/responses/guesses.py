"""Slow down the guessing of receipt codes, for all machines alike because the count is in the database."""

import hashlib
import hmac
from datetime import timedelta

import sqlalchemy as sa

from app import clock
from app.extensions import db
from app.models import CodeGuess

FREE = 3
LONGEST = 900
"""Seconds. A code has 100 bits, so the wait only needs to make trying pointless, not to lock people out."""


def source(address: str, key: str) -> str:
    """What stands for an internet address, which is not kept."""
    return hmac.new(key.encode(), address.encode(), hashlib.sha256).hexdigest()


def seconds_to_wait(source_hash: str) -> int:
    """How long this source has to wait before its next try counts; 0 for not at all."""
    guess = _find(source_hash)
    if guess is None or guess.wait_until is None:
        return 0
    return max(int((guess.wait_until - clock.real_now()).total_seconds() + 0.999), 0)


def was_wrong(source_hash: str) -> None:
    """Count a wrong code: after three the wait doubles with each, up to a quarter of an hour."""
    guess = _find(source_hash, to_save=True)
    if guess is None:
        guess = CodeGuess(source_hash=source_hash, wrong=0)
        db.session.add(guess)
    guess.wrong += 1
    if guess.wrong >= FREE:
        wait = min(2 ** min(guess.wrong - FREE + 1, 10), LONGEST)
        guess.wait_until = clock.real_now() + timedelta(seconds=wait)
    db.session.flush()


def was_right(source_hash: str) -> None:
    """Forget the wrong ones."""
    db.session.execute(sa.delete(CodeGuess).where(CodeGuess.source_hash == source_hash))


def _find(source_hash: str, *, to_save: bool = False) -> CodeGuess | None:
    query = sa.select(CodeGuess).where(CodeGuess.source_hash == source_hash)
    return db.session.scalars(query.with_for_update() if to_save else query).one_or_none()
