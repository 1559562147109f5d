"""The rows that were not imported, as they came, with the reason before them: to mend and bring again."""

import csv
from io import StringIO

from app.imports import checking
from app.imports.cells import letter
from app.imports.meaning import WHOLE_ROW
from app.models import ResponseImport
from app.sheets import harmless

BEFORE = ("Row", "Why it was left out")


def as_csv(one: ResponseImport) -> bytes:
    """As UTF-8 that Excel recognises; cells that it could run are made plain text."""
    why: dict[int, list[str]] = {}
    for row, column, sentence in one.problems:
        where = "" if column == WHOLE_ROW else f"{letter(column)} ({one.names[column]}): "
        why.setdefault(row, []).append(f"{where}{sentence}")
    out = StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow([*BEFORE, *(harmless(name) for name in one.names)])
    for number, cells in checking.body(one):
        if number in why:
            rows.writerow([number, harmless(" ".join(why[number])), *(harmless(cell) for cell in cells)])
    return out.getvalue().encode("utf-8-sig")
