"""When two texts say the same: what word processors change by themselves does not count."""

import re
import unicodedata

_LOOKS_LIKE = str.maketrans(
    {"’": "'", "‘": "'", "‚": "'", "´": "'", "`": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-",
     "—": "-", "‑": "-", "−": "-", "…": "..."}
)  # fmt: skip
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def same(one: str, other: str) -> bool:
    """Whether two texts differ in nothing but quotes, dashes, kinds of space and marks that nobody sees."""
    return one == other or plain(one) == plain(other)


def plain(text: str) -> str:
    """A text as typed on a plain keyboard."""
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", text)).translate(_LOOKS_LIKE)
    return " ".join(text.split())
