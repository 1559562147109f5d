"""What a search asks for: filters and words that stand in the address, so that they can be saved and sent on."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

LONGEST = 400


@dataclass(frozen=True)
class Search:
    """What points are narrowed to. Every part is words of the address; an empty one asks for nothing.

    `assigned` is a person's id, "me" or "nobody"; `campaign` a campaign's id, "any" or "none"; `read` is "read" or
    "unread", by whoever looks; `coded` is "coded" or "uncoded".
    """

    words: str = ""
    place: str = ""
    theme: str = ""
    stance: str = ""
    kind: str = ""
    area: str = ""
    late: str = ""
    language: str = ""
    characteristic: str = ""
    read: str = ""
    coded: str = ""
    state: str = ""
    disposition: str = ""
    assigned: str = ""
    campaign: str = ""
    permission: str = ""

    def as_arguments(self) -> dict[str, Any]:
        """What is asked for, as it stands in an address."""
        return {name: value for name, value in vars(self).items() if value}


NAMES = tuple(each.name for each in fields(Search))


def from_arguments(arguments: Mapping[str, str]) -> Search:
    """The search that an address asks for; whatever else stands in it is passed over."""
    return Search(**{name: (arguments.get(name) or "").strip()[:LONGEST] for name in NAMES})
