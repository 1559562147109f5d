"""Compare two editions word by word."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.documents.differences import Runs, by_paragraph


@dataclass(frozen=True)
class Passage:
    """One passage that differs; `status` is "new", "gone" or "changed"."""

    name: str
    status: str
    runs: Runs


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Passage]:
    """Every passage of two editions' contents that differs, in the order of the newer one."""
    before, after = dict(passages(old)), dict(passages(new))
    changed = [_passage(name, before.get(name), text) for name, text in after.items() if before.get(name) != text]
    gone = [_passage(name, text, None) for name, text in before.items() if name not in after]
    return changed + gone


def _passage(name: str, old: str | None, new: str | None) -> Passage:
    status = "new" if old is None else "gone" if new is None else "changed"
    return Passage(name, status, by_paragraph(old or "", new or ""))


def passages(content: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every passage of an edition's content by its name: "Introduction", "CU-4", "Equality question 1"."""
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
