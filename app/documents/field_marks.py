"""The mark on each field of a negotiation copy: which copy, term and column it is, signed so that no other passes."""

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass

_SHAPE = re.compile(r"cw_([0-9a-z]{1,9})_([0-9a-z]{1,9})_([0-9a-z]{1,2})_([a-z2-7]{10})")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Mark:
    """One value of one term, as it stood in one numbered copy: the copy says which version it came from."""

    copy: int
    term: int
    column: int


def written(mark: Mark, key: bytes) -> str:
    """The mark as a content control's tag (at most 64 characters) and a bookmark's name (at most 40) carry it."""
    place = f"{_base36(mark.copy)}_{_base36(mark.term)}_{_base36(mark.column)}"
    return f"cw_{place}_{_signature(place, key)}"


def is_like_one(text: str) -> bool:
    """Whether it has the shape of a mark, whoever made it."""
    return _SHAPE.fullmatch(text.lower()) is not None


def read(text: str, key: bytes) -> Mark | None:
    """The mark that `text` is; None for anything that was not written with this key."""
    found = _SHAPE.fullmatch(text.lower())
    if found is None:
        return None
    copy, term, column, signature = found.groups()
    if not hmac.compare_digest(signature, _signature(f"{copy}_{term}_{column}", key)):
        return None
    return Mark(int(copy, 36), int(term, 36), int(column, 36))


def _signature(place: str, key: bytes) -> str:
    """Fifty bits: too many to guess by uploading, few enough for a bookmark's name."""
    digest = hmac.new(key, f"field of a negotiation copy {place}".encode(), hashlib.sha256).digest()
    return base64.b32encode(digest).decode().lower()[:10]


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits or "0"
