"""Links in letters that say whose they are: a number, and a keyed fingerprint that only we can make. Nothing is stored.

Whoever holds such a link may do what its page offers, and nothing else: it is a key, not a sign-in.
"""

import base64
import hashlib
import hmac
import re

from flask import current_app

LENGTH = 26
"""Letters of base 32: 130 bits, which nobody guesses."""
WRITTEN = re.compile(r"(\d{1,9})-([a-z2-7]{26})")


def token(purpose: str, number: int, *about: str) -> str:
    """What stands in the link to row `number`; another `about` (its address, say) makes another link."""
    said = "\n".join((purpose, str(number), *about)).encode()
    mac = hmac.new(f"link {current_app.config['SECRET_KEY']}".encode(), said, hashlib.sha256).digest()
    return f"{number}-{base64.b32encode(mac).decode().lower()[:LENGTH]}"


def number_in(written: str) -> int | None:
    """The row that a link says it is about, not yet believed; None for what is no such link."""
    found = WRITTEN.fullmatch(written)
    return int(found[1]) if found else None


def is_genuine(written: str, purpose: str, number: int, *about: str) -> bool:
    """Whether we made this link."""
    return hmac.compare_digest(written, token(purpose, number, *about))
