"""Letters in the language that somebody chose: the facts put into its words, the links to its pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.languages.addresses import PREFIX
from app.languages.content import called
from app.languages.words import ENGLISH, WELSH


@dataclass(frozen=True, slots=True)
class Tongue:
    """The language of somebody's letters, and whether they chose it: if not, English says where the Welsh is."""

    code: str = ENGLISH
    is_chosen: bool = False


def tongue_of(address: str, chosen: Mapping[str, str], listed: str = ENGLISH) -> Tongue:
    """What somebody chose when they answered (by address, in small letters), else what the register says of them.

    English is what the register begins with, so that nobody need have chosen it.
    """
    code = chosen.get(address.casefold())
    return Tongue(code, is_chosen=True) if code else Tongue(listed or ENGLISH, is_chosen=listed == WELSH)


def site(code: str) -> str:
    """What addresses within letters in this language begin with."""
    return PREFIX if code == WELSH else ""


def about(round_: Any, code: str, path: str, *, is_chosen: bool = True) -> dict[str, str]:
    """The facts of a letter about a round: its title, and the page it leads to. Ask within `speaking(code)`.

    To somebody whose language nobody knows, also where that page is in Welsh.
    """
    elsewhere = {} if is_chosen or code == WELSH else {"welsh": PREFIX + path}
    return {"language": code, "round": str(called(round_)), "link": site(code) + path, **elsewhere}
