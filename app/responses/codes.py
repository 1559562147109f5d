"""Receipt codes: what brings a respondent back on any device. Only their fingerprint is kept."""

import hashlib
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: nothing in it can be misread for something else in it."""
LENGTH, GROUP = 20, 4  # 100 bits
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


def new() -> str:
    """A receipt code nobody has had, like "7F3K-M2QX-0R9T-VB4C-HJ6W"."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(letters[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def fingerprint(code: str) -> str:
    """What is stored of a code, however it was typed: small letters, spaces, an O for a nought."""
    letters = "".join(c for c in code.upper().translate(MISREAD) if c.isascii() and c.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()
