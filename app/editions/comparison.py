"""Compare two editions word by word."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

Kind = Literal["same", "ins", "del"]
WORD = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Run:
    """Words that stayed, came or went."""

    kind: Kind
    text: str


@dataclass(frozen=True)
class Passage:
    """One passage that differs; `status` is "new", "gone" or "changed"."""

    name: str
    status: str
    runs: list[Run]


def words(old: str, new: str) -> list[Run]:
    """The two texts as one: words that stayed, words that came, words that went."""
    before, after = WORD.findall(old), WORD.findall(new)
    runs: list[Run] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Run("same", "".join(before[a:b])))
            continue
        if b > a:
            runs.append(Run("del", "".join(before[a:b])))
        if d > c:
            runs.append(Run("ins", "".join(after[c:d])))
    return runs


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Passage]:
    """Every passage of two editions' contents that differs, in the order of the newer one."""
    before, after = dict(_passages(old)), dict(_passages(new))
    changed = [_passage(name, before.get(name), text) for name, text in after.items() if before.get(name) != text]
    gone = [_passage(name, text, None) for name, text in before.items() if name not in after]
    return changed + gone


def _passage(name: str, old: str | None, new: str | None) -> Passage:
    status = "new" if old is None else "gone" if new is None else "changed"
    return Passage(name, status, words(old or "", new or ""))


def _passages(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    yield "Introduction", content["round"]["introduction"]
    for each in content["assumptions"]:
        yield each["ref"], f"{each['title']}\n\n{each['text']}"
    for group in content["groups"]:
        yield group["title"], group.get("introduction") or ""
    for each in content["intentions"]:
        summary = "" if each["in_summary"] else "\n\nNot in the summary."
        if each["in_summary"] and each["summary_title"] != each["title"]:
            summary = f"\n\nIn the summary: {each['summary_title']}"
        direction = str(each["direction"]).capitalize()
        yield (
            each["ref"],
            f"{each['title']}\n\n{direction}. Concerns {each['concerns']}.\n\n{each['explanation']}{summary}",
        )
    for each in content["questions"]:
        yield f"Equality question {each['number']}", each["text"]
