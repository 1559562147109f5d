"""Whom an intention concerns, in words: by kind of provider, nation, sex held, by name, and by segment."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.languages.lists import listed
from app.languages.words import _, translated, word

KINDS = {
    "public prison": word("public prisons"),
    "contracted prison": word("contracted prisons"),
    "probation trust": word("probation trusts"),
    "voluntary": word("voluntary bodies"),
    "private": word("private firms"),
}
SETTINGS = {"community": word("in the community"), "custody": word("in custody")}


def concerns(applies: Mapping[str, Any], segments: Sequence[Mapping[str, str]], names: Mapping[str, str]) -> str:
    """ "public prisons and contracted prisons in England that hold women"; `names` gives providers' names by code."""
    return f"{_providers(applies, names)}{_segments(segments)}"


def _providers(applies: Mapping[str, Any], names: Mapping[str, str]) -> str:
    by_name = applies.get("providers") or ()
    if by_name:
        return listed([names.get(code, code) for code in by_name])
    sectors = [translated(KINDS.get(sector, sector)) for sector in applies.get("sectors") or ()]
    kinds = listed(sectors) or _("every kind of provider")
    if applies.get("nations"):
        kinds = _("%(kinds)s in %(nations)s", kinds=kinds, nations=listed(map(translated, applies["nations"])))
    if not applies.get("holds"):
        return kinds
    held = listed(map(translated, applies["holds"]))
    if not sectors:
        return _("%(kinds)s that holds %(held)s", kinds=kinds, held=held)
    return _("%(kinds)s that hold %(held)s", kinds=kinds, held=held)


def _segments(segments: Sequence[Mapping[str, str]]) -> str:
    """Each setting and risk once, with the offences it covers."""
    grouped: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for setting in dict.fromkeys(each["setting"] for each in segments):
        offences = dict.fromkeys(each["offence"] for each in segments if each["setting"] == setting)
        for offence in offences:
            risks = tuple(e["risk"] for e in segments if e["setting"] == setting and e["offence"] == offence)
            grouped.setdefault((setting, risks), []).append(offence)
    phrases = [
        _(
            "people %(where)s for %(offences)s offences at %(risks)s risk",
            where=translated(SETTINGS.get(setting, setting)),
            offences=listed(map(translated, offences)),
            risks=listed(map(translated, risks)),
        )
        for (setting, risks), offences in grouped.items()
    ]
    return f"; {listed(phrases)}" if phrases else ""
