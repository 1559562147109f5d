"""The tables of need as a page shows them: risk factors and risk bands by kind of offence, custody and community."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.languages import _, translated, word

WHOLE = 100
SETTINGS = {"community": word("In the community"), "custody": word("In custody")}


@dataclass(frozen=True)
class Segment:
    """One kind of offence in one setting, with the note that its figures need."""

    offence: str
    factors: list[Mapping[str, Any]]
    other_factors: list[str]
    bands: list[Mapping[str, Any]]
    note: str


def tables(rows: Iterable[Mapping[str, Any]]) -> list[tuple[str, str, list[Segment]]]:
    """Segments by setting: (key, heading, segments). `rows` are as an edition keeps them."""
    plain = list(rows)
    return [
        (key, translated(heading), found)
        for key, heading in SETTINGS.items()
        if (found := [_segment(row) for row in plain if row["setting"] == key])
    ]


def _segment(row: Mapping[str, Any]) -> Segment:
    return Segment(row["offence"], row["factors"], row["other_factors"], row["bands"], note(row["bands"]))


def note(bands: Iterable[Mapping[str, Any]]) -> str:
    """What to say where published percentages don't add up; empty where they do."""
    total = sum(band["percent"] for band in bands)
    if total == WHOLE:
        return ""
    return _("These percentages add up to %(total)s%%, not 100%%. They stand here as they were published.", total=total)
