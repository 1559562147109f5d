"""The publishing lint: what an edition must not go out with unless somebody says why (domain §4)."""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from itertools import combinations
from typing import Protocol

NEARLY_THE_SAME = 0.8
PLACEHOLDER = re.compile(r"\[[^\]\n]{0,80}\]|\b(?:TBC|TBD|TBA)\b|\bXX+\b|_{3,}|\?{2,}")
REFERENCE = re.compile(r"\b(?:CO|CM|CU|PA)-\d+\b")
NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){2,}")
PAGE = re.compile(r"\bpages?\s+\d+(?:\s*(?:-|–|to|and)\s*\d+)?", re.IGNORECASE)


class Intention(Protocol):
    """What the lint reads of one intention."""

    @property
    def ref(self) -> str: ...
    @property
    def group(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def summary_title(self) -> str: ...
    @property
    def in_summary(self) -> bool: ...
    @property
    def explanation(self) -> str: ...


def lint(intentions: Sequence[Intention], texts: Mapping[str, str], groups: Mapping[str, str]) -> list[str]:
    """Everything to mend before publishing, as sentences; empty when there is nothing.

    `texts` are the other passages by their name ("Introduction", "PA-2"); `groups` the groups' titles by key.
    """
    passages = {**texts, **{f"{each.ref}": f"{each.title}\n{each.explanation}" for each in intentions}}
    known = {each.ref for each in intentions} | set(texts)
    return [
        *numbers_that_differ(intentions, groups),
        *titles_that_differ(intentions),
        *gaps(passages, intentions),
        *references_to_nothing(passages, known),
        *near_duplicates(intentions),
    ]


def numbers_that_differ(intentions: Sequence[Intention], groups: Mapping[str, str]) -> list[str]:
    """Summary and detail agree in number."""
    found = []
    for key, title in groups.items():
        detail = [each for each in intentions if each.group == key]
        left_out = [each.ref for each in detail if not each.in_summary]
        if left_out:
            listed = len(detail) - len(left_out)
            found.append(
                f"{title}: the summary lists {listed} and the detail has {len(detail)}. "
                f"Add {_listed(left_out)} to the summary."
            )
    return found


def titles_that_differ(intentions: Sequence[Intention]) -> list[str]:
    """Summary and detail agree in title."""
    return [
        f"{each.ref} is called “{each.summary_title}” in the summary and “{each.title}” in the detail. Use one title."
        for each in intentions
        if each.in_summary and each.summary_title and each.summary_title != each.title
    ]


def gaps(passages: Mapping[str, str], intentions: Sequence[Intention]) -> list[str]:
    """No bracketed or empty placeholder."""
    empty = [f"{each.ref} has no explanation. Write one." for each in intentions if not each.explanation.strip()]
    empty += [f"{name} is empty. Write it or take it out." for name, text in passages.items() if not text.strip()]
    left_in = [
        f"{name} still has a placeholder in it: {match}. Put the fact in its place."
        for name, text in passages.items()
        for match in dict.fromkeys(PLACEHOLDER.findall(text))
    ]
    return empty + left_in


def references_to_nothing(passages: Mapping[str, str], known: set[str]) -> list[str]:
    """Internal references resolve; page numbers don't, for pages move and a web page has none."""
    found = []
    for name, text in passages.items():
        found += [
            f"{name} refers to {ref}, which is not in this edition."
            for ref in dict.fromkeys(REFERENCE.findall(text))
            if ref not in known
        ]
        found += [
            f"{name} refers to “{page}”. Name the section or the intention instead: page numbers move."
            for page in dict.fromkeys(PAGE.findall(text))
        ]
    return found


def near_duplicates(intentions: Sequence[Intention]) -> list[str]:
    """Two intentions of one group that say nearly the same are one too many, or need telling apart."""
    return [
        f"{one.ref} and {other.ref} have nearly the same title. Join them, or say in the titles how they differ."
        for one, other in combinations(intentions, 2)
        if one.group == other.group and _alike(one.title, other.title)
    ]


def _alike(one: str, other: str) -> bool:
    """Nearly the same letters, or about the same thing that has a name of its own."""
    if _names(one) & _names(other):
        return True
    return SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio() > NEARLY_THE_SAME


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _names(title: str) -> set[str]:
    """Things with a name of their own; a title's first word has its capital for another reason."""
    return set(NAME.findall(title[:1].lower() + title[1:]))
