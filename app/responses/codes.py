"""Receipt codes: what brings a respondent back on any device. Only their fingerprint is kept."""

import hashlib
import hmac
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: nothing in it can be misread for something else in it."""
LENGTH, GROUP = 20, 4  # 100 bits
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


def new() -> str:
    """A receipt code nobody has had, like "7F3K-M2QX-0R9T-VB4C-HJ6W"."""
    return _grouped("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)))


def fingerprint(code: str) -> str:
    """What is stored of a code, however it was typed: small letters, spaces, an O for a nought."""
    return hashlib.sha256(_letters(code).encode()).hexdigest()


def tidy(code: str) -> str:
    """A code as it was given out, however it was typed."""
    return _grouped(_letters(code))


def _letters(code: str) -> str:
    return "".join(c for c in code.upper().translate(MISREAD) if c.isascii() and c.isalnum())


def from_once(once: str, key: str) -> str:
    """The code of the response that one showing of the start page starts, however often its button is pressed."""
    number = int.from_bytes(hmac.new(key.encode(), f"receipt {once}".encode(), hashlib.sha256).digest())
    return _grouped("".join(ALPHABET[number >> 5 * at & 31] for at in range(LENGTH)))


def _grouped(letters: str) -> str:
    return "-".join(letters[at : at + GROUP] for at in range(0, len(letters), GROUP))
