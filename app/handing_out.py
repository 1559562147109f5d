"""Hand a sheet out as a file that no browser keeps."""

from flask import Response

from app import clock
from app.models import Round
from app.sheets import Sheet, as_csv, as_workbook

TYPES = {"csv": "text/csv", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


def as_sheet(made: Sheet, kind: str, name: str, round_: Round | None = None) -> Response:
    """`made` as CSV or Excel, named after what it is."""
    return as_file(as_csv(made) if kind == "csv" else as_workbook(made), kind, named(name, kind, round_))


def as_file(content: bytes, kind: str, name: str) -> Response:
    """A sheet's bytes as a download."""
    answer = Response(content, mimetype=TYPES[kind])
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def named(name: str, kind: str, round_: Round | None = None) -> str:
    """A file's name with its round and the day; from a rehearsal or an illustrative round it says so."""
    demonstration = clock.rehearsed() or (round_ is not None and round_.illustrative)
    words = [*(["demonstration"] if demonstration else []), name, *([round_.slug] if round_ else [])]
    return f"{'-'.join(words)}-{clock.today():%Y-%m-%d}.{kind}"
