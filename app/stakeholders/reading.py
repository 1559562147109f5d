"""Read a sheet of stakeholders; every problem is named by its row and column."""

import re
from dataclasses import dataclass, field

from app.sheet_reading import MOST_ROWS, Unreadable, places, rows, text
from app.stakeholders.kinds import AREAS_SAID, KINDS, LANGUAGES_SAID, SAID
from app.stakeholders.queries import key_of
from app.stakeholders.register import Line

HEADINGS = {
    "name": ("name", "stakeholder", "organisation"),
    "kind": ("kind", "type", "kind of organisation"),
    "area": ("area", "region"),
    "email": ("email", "email address", "e-mail"),
    "language": ("language", "language of letters"),
}
"""What each column may be called, in any order; other columns are left alone."""
ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
LONGEST = {"name": 200, "email": 254}


@dataclass
class Read:
    """The lines of a sheet, and what is wrong in it, a sentence for each."""

    lines: list[Line] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def read(name: str, content: bytes) -> Read:
    """The stakeholders of a sheet. Raises Unreadable for what is no such sheet."""
    brought = rows(name, content)
    if not brought:
        raise Unreadable(
            "The sheet is empty. Give it the headings name, kind, area, email and language, and a row for each."
        )
    columns = places(brought[0], HEADINGS, {"name"})
    if len(brought) - 1 > MOST_ROWS:
        raise Unreadable(f"The sheet has more than {MOST_ROWS:,} rows. Bring it in parts.")
    found, seen = Read(), dict[str, int]()
    for number, row in enumerate(brought[1:], 2):
        cells = {key: _plain(text(row[at])) if at < len(row) else "" for key, at in columns.items()}
        if any(cells.values()):
            _take(number, cells, found, seen)
    if not found.lines and not found.problems:
        raise Unreadable("The sheet has headings and no rows. Add a row for each stakeholder.")
    return found


def _take(number: int, cells: dict[str, str], found: Read, seen: dict[str, int]) -> None:
    wrong = list(_problems(cells))
    key = key_of(cells["name"])
    if key and key in seen:
        wrong.append(f"name: “{cells['name']}” stands in row {seen[key]} already. Leave one of them")
    seen.setdefault(key, number)
    found.problems += [f"Row {number}, {each}." for each in wrong]
    if not wrong:
        said = {
            "kind": SAID.get(cells.get("kind", "").lower(), ""),
            "area": _area(cells.get("area", "")),
            "language": LANGUAGES_SAID.get(cells.get("language", "").lower(), ""),
        }
        found.lines.append(Line(cells["name"], email=cells.get("email", ""), **said))


def _problems(cells: dict[str, str]) -> list[str]:
    kind, area, email, language = (cells.get(name, "") for name in ("kind", "area", "email", "language"))
    wrong = [
        f"{name}: at most {most} characters fit" for name, most in LONGEST.items() if len(cells.get(name, "")) > most
    ]
    if not cells["name"]:
        wrong.append("name: enter a name")
    if kind and kind.lower() not in SAID:
        wrong.append(f"kind: “{kind}” is none of {', '.join(KINDS.values())}")
    if area and not _area(area):
        wrong.append(f"area: “{area}” is no region of England, nor Wales, nor National")
    if language and language.lower() not in LANGUAGES_SAID:
        wrong.append(f"language: “{language}” is neither English nor Welsh")
    if email and not ADDRESS.fullmatch(email):
        wrong.append(f"email: “{email}” is not in the format name@example.com")
    return wrong


def _area(said: str) -> str:
    return AREAS_SAID.get(said.lower(), "")


def _plain(cell: str) -> str:
    """Without the apostrophe that our own CSV puts before words that a spreadsheet could run."""
    return cell[1:].strip() if cell[:1] == "'" and cell[1:2] in "=+-@" else cell
