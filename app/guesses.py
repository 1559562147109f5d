"""Slow down guessing from one internet address, for all machines alike because the count is in the database."""

import hashlib
import hmac
import ipaddress
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from app import clock
from app.extensions import db
from app.models import WrongGuess

LONGEST = 900
"""Seconds. Waiting makes trying pointless; it is not to lock people out."""
FORGOTTEN = timedelta(hours=1)
"""Whoever has guessed nothing wrong for this long starts afresh."""


@dataclass(frozen=True)
class Guessing:
    """What is guessed at, and how many wrong guesses are free."""

    what: str
    free: int


RECEIPT_CODES = Guessing("receipt code", free=2)
SIGN_INS = Guessing("sign-in", free=20)
"""A whole prison may sign in from one address, so more mistakes are free than anybody makes alone."""


def source(guessing: Guessing, address: str, key: str) -> str:
    """What stands for an internet address, which is not kept. Of the new long ones, one network counts as one."""
    try:
        network = ipaddress.ip_network(f"{address}/64", strict=False) if ":" in address else address
    except ValueError:
        network = address
    return hmac.new(key.encode(), f"{guessing.what} {network}".encode(), hashlib.sha256).hexdigest()


def seconds_to_wait(source_hash: str) -> int:
    """How long this source has to wait before its next try counts; 0 for not at all."""
    guess = _find(source_hash)
    if guess is None or guess.wait_until is None:
        return 0
    return max(int((guess.wait_until - clock.real_now()).total_seconds() + 0.999), 0)


def was_wrong(guessing: Guessing, source_hash: str) -> None:
    """Count a wrong guess: after the free ones the wait doubles with each, up to a quarter of an hour."""
    now = clock.real_now()
    guess = _find(source_hash, to_save=True) or _start(source_hash)
    guess.wrong = 1 if guess.at < now - FORGOTTEN else guess.wrong + 1
    guess.at, over = now, guess.wrong - guessing.free
    guess.wait_until = now + timedelta(seconds=min(2 ** min(over, 10), LONGEST)) if over > 0 else None
    db.session.flush()


def was_right(source_hash: str) -> None:
    """Forget the wrong ones. Not for sign-ins: one account of one's own would be enough to guess at all others."""
    db.session.execute(sa.delete(WrongGuess).where(WrongGuess.source_hash == source_hash))


def purge(_task: object = None) -> None:
    """Forget who has not guessed for a while. A daily job."""
    db.session.execute(sa.delete(WrongGuess).where(WrongGuess.at < clock.real_now() - FORGOTTEN))


def _find(source_hash: str, *, to_save: bool = False) -> WrongGuess | None:
    query = sa.select(WrongGuess).where(WrongGuess.source_hash == source_hash)
    return db.session.scalars(query.with_for_update() if to_save else query).one_or_none()


def _start(source_hash: str) -> WrongGuess:
    """The first wrong guess of a source. When one came in just before it, the request starts over and finds that."""
    guess = WrongGuess(source_hash=source_hash, wrong=0, at=clock.real_now())
    db.session.add(guess)
    return guess
