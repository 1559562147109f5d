"""Whom an intention concerns, in words: by kind of provider, nation, sex held, by name, and by segment."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

KINDS = {
    "public prison": "public prisons",
    "contracted prison": "contracted prisons",
    "probation trust": "probation trusts",
    "voluntary": "voluntary bodies",
    "private": "private firms",
}
SETTINGS = {"community": "in the community", "custody": "in custody"}


def concerns(applies: Mapping[str, Any], segments: Sequence[Mapping[str, str]], names: Mapping[str, str]) -> str:
    """ "public prisons and contracted prisons in England that hold women"; `names` gives providers' names by code."""
    return f"{_providers(applies, names)}{_segments(segments)}"


def _providers(applies: Mapping[str, Any], names: Mapping[str, str]) -> str:
    by_name = applies.get("providers") or ()
    if by_name:
        return listed([names.get(code, code) for code in by_name])
    kinds = listed([KINDS.get(sector, sector) for sector in applies.get("sectors") or ()]) or "every kind of provider"
    nations = f" in {listed(applies['nations'])}" if applies.get("nations") else ""
    holds = f" that {_hold(kinds)} {listed(applies['holds'])}" if applies.get("holds") else ""
    return kinds + nations + holds


def _hold(kinds: str) -> str:
    return "holds" if kinds.startswith("every") else "hold"


def _segments(segments: Sequence[Mapping[str, str]]) -> str:
    """Each setting and risk once, with the offences it covers."""
    grouped: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for setting in dict.fromkeys(each["setting"] for each in segments):
        offences = dict.fromkeys(each["offence"] for each in segments if each["setting"] == setting)
        for offence in offences:
            risks = tuple(e["risk"] for e in segments if e["setting"] == setting and e["offence"] == offence)
            grouped.setdefault((setting, risks), []).append(offence)
    phrases = [
        f"people {SETTINGS.get(setting, setting)} for {listed(offences)} offences at {listed(risks)} risk"
        for (setting, risks), offences in grouped.items()
    ]
    return f"; {listed(phrases)}" if phrases else ""


def listed(words: Iterable[str]) -> str:
    """One, two and three."""
    each = list(words)
    return "".join(each) if len(each) < 2 else f"{', '.join(each[:-1])} and {each[-1]}"
