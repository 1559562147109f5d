"""Passwords, kept only as argon2 hashes (OWASP's parameters: 19 MiB, two passes)."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.languages import _

SHORTEST = 12
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_NOBODYS = _hasher.hash("nobody has this password")
"""Checked for addresses without an account, so that the answer takes as long."""


def hash_of(password: str) -> str:
    """The hash to keep."""
    return _hasher.hash(password)


def matches(password: str, kept: str | None) -> bool:
    """Whether `password` is the one behind the hash; as slow for no hash as for a wrong password."""
    try:
        return _hasher.verify(kept or _NOBODYS, password) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


def weakness(password: str, *known: str) -> str:
    """What to do about a password that is too easy to guess, as a sentence; empty when it will do.

    `known` are words that others know of the person: their name, their address.
    """
    plain = password.casefold()
    if len(password) < SHORTEST:
        return _(
            "Enter a password of %(number)s characters or more: three words you will remember are enough",
            number=SHORTEST,
        )
    if len(set(plain)) < 5:
        return _("Enter a password with more different characters")
    if any(len(word) > 3 and word.casefold() in plain and len(plain) - len(word) < 6 for word in known):
        return _("Enter a password that is not your name or your email address")
    if any(common in plain and len(plain) - len(common) < 6 for common in ("password", "12345678", "qwertyui")):
        return _("Enter a password that is harder to guess: this one is among the most used")
    return ""
