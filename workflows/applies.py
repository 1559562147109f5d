"""To which providers an intention applies: by kind of provider, nation, sex held, or by name (domain §3)."""

from collections.abc import Mapping, Sequence
from typing import Protocol


class Provider(Protocol):
    """What the rule looks at. `holds` reads "men", "women", "men and women", or is empty for those who hold nobody."""

    @property
    def code(self) -> str: ...
    @property
    def sector(self) -> str | None: ...
    @property
    def nation(self) -> str | None: ...
    @property
    def holds(self) -> str: ...


def applies(limits: Mapping[str, Sequence[str]], provider: Provider) -> bool:
    """Whether limits by sectors, nations, holds and providers all admit `provider`; an empty limit admits all.

    A limit by sex held admits those who hold nobody too (a probation trust works with women and men alike).
    """
    by_name = limits.get("providers") or ()
    if by_name:
        return provider.code in by_name
    return (
        _admits(limits.get("sectors"), provider.sector)
        and _admits(limits.get("nations"), provider.nation)
        and (not provider.holds or not limits.get("holds") or bool(set(_holds(provider)) & set(limits["holds"])))
    )


def _admits(limit: Sequence[str] | None, value: str | None) -> bool:
    return not limit or value in limit


def _holds(provider: Provider) -> list[str]:
    return provider.holds.split(" and ")
