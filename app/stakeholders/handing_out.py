"""Hand a sheet out as a file that no browser keeps."""

from flask import Response

from app import clock
from app.sheets import Sheet, as_csv, as_workbook

TYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def as_sheet(made: Sheet, kind: str, name: str) -> Response:
    """`made` as CSV or Excel, named after what it is and the day; from a rehearsal the name says so."""
    answer = Response(as_csv(made) if kind == "csv" else as_workbook(made), mimetype=TYPES[kind])
    demonstration = "demonstration-" if clock.rehearsed() else ""
    file = f"{demonstration}{name}-{clock.today():%Y-%m-%d}.{kind}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{file}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
