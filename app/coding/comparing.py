"""What one version of the code frame changed from another: themes that came and went, and words that changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WORDS = {
    "name": "Name",
    "name_cy": "Name in Welsh",
    "definition": "Definition",
    "includes": "It includes",
    "excludes": "It excludes",
}
Content = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Changed:
    """A theme whose words changed: which, from what, to what."""

    name: str
    words: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Changes:
    """The names of themes that came and went, themes that changed, and whether the order did."""

    came: tuple[str, ...]
    went: tuple[str, ...]
    changed: tuple[Changed, ...]
    is_reordered: bool

    @property
    def is_empty(self) -> bool:
        return not (self.came or self.went or self.changed or self.is_reordered)


def changes(before: Content, after: Content) -> Changes:
    """What `after` says otherwise than `before`. A theme is the same by its number, whatever it is called."""
    old, new = {one["id"]: one for one in before}, {one["id"]: one for one in after}
    stayed = [id_ for id_ in new if id_ in old]
    return Changes(
        came=tuple(one["name"] for id_, one in new.items() if id_ not in old),
        went=tuple(one["name"] for id_, one in old.items() if id_ not in new),
        changed=tuple(Changed(new[id_]["name"], words) for id_ in stayed if (words := _words(old[id_], new[id_]))),
        is_reordered=stayed != [id_ for id_ in old if id_ in new],
    )


def _words(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (label, before.get(name, ""), after.get(name, ""))
        for name, label in WORDS.items()
        if before.get(name, "") != after.get(name, "")
    )
