"""Which of the values that came back a person chose, what they meant where it was asked, and what forbids it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.word_copies.preview import Group, Line, Preview
from workflows.checks import Finding
from workflows.loose import Unclear, understand

Check = Callable[[Any, dict[str, Any]], Iterable[Finding]]
"""From a term, and its cells as they would be: what may not be."""


LONGEST_REASON = 2000


@dataclass(frozen=True)
class Chosen:
    """Cells by term, and the reason of each."""

    values: dict[int, dict[str, Any]]
    reasons: dict[int, str]


def start(preview: Preview) -> None:
    """Choose what is beyond doubt, before anybody has chosen."""
    for line in preview.lines:
        line.chosen = line.is_sure and line.new is not None


def choose(
    preview: Preview, names: Iterable[str], answers: Mapping[str, str], *, reason: str, check: Check
) -> Chosen | None:
    """What was chosen. None when something must be mended first: each line and group then carries what to do.

    `names` are the ticked values, `answers` what was typed for those asked about, and `reason-<term>` for the terms.
    """
    ticked = set(names)
    chosen = Chosen({}, {})
    good = True
    for group in preview.groups:
        cells = {}
        for line in () if group.locked else group.lines:
            good &= _read(line, ticked, answers.get(line.name, ""))
            if line.chosen and not line.error and group.term.fields.get(line.column.key) != line.value:
                cells[line.column.key] = line.value
        group.reason = answers.get(f"reason-{group.term.id}", "").strip()
        if len(group.reason) > LONGEST_REASON:
            group.errors.append(f"Shorten the reason to {LONGEST_REASON:,} characters or fewer")
            good = False
        if cells:
            good &= _allowed(group, cells, check)
            chosen.values[group.term.id] = cells
            chosen.reasons[group.term.id] = group.reason or reason
    return chosen if good else None


def _read(line: Line, ticked: set[str], answer: str) -> bool:
    """Whether the line can go on as it is: an answer is understood like any value, and must be clear."""
    line.answer = answer.strip()
    line.chosen = line.name in ticked if line.new is not None else bool(line.answer)
    if not line.chosen or line.new is not None:
        return True
    meant = understand(line.column, line.answer)
    if isinstance(meant, Unclear):
        line.error = f"{line.column.label}: {meant.question}"
        return False
    line.value, line.new = meant.value, None
    return True


def _allowed(group: Group, cells: dict[str, Any], check: Check) -> bool:
    found = list(check(group.term, {**group.term.fields, **cells}))
    for finding in found:
        line = next((line for line in group.lines if line.column.key == finding.column), None)
        if line is not None and line.chosen:
            line.error = finding.sentence
        else:
            group.errors.append(finding.sentence)
    return not found
