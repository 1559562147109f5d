"""The points that a search finds as a file for a spreadsheet: at once when there are some thousand, else by a job."""

import csv
import hashlib
from collections.abc import Iterator, Sequence
from datetime import timedelta
from io import TextIOWrapper
from tempfile import TemporaryFile
from typing import IO, Any

import sqlalchemy as sa

from app import clock
from app.coding.blind import codes_seen_by
from app.extensions import db, reading
from app.handing_out import TYPES, named
from app.jobs import Task
from app.models import Campaign, Person, Point, PointSheet, PointTheme, Response, Round, Theme, Upload
from app.searching.filters import Search, from_arguments
from app.searching.queries import ORDER, selected
from app.sheets import Heading, Sheet, as_workbook, harmless
from app.wording import short_day

AT_ONCE = 5_000
"""Points that are written while somebody waits."""
MOST_IN_EXCEL = 50_000
"""Points of one workbook; a workbook is made in memory, a CSV file is not."""
KEPT_FOR = timedelta(days=7)
HEADINGS = (
    *(Heading(words) for words in ("Point", "About", "State", "View", "What they say", "From", "Kind", "Area")),
    *(Heading(words) for words in ("Arrived", "Days late", "Language", "May be published", "Concerns", "Themes")),
    *(Heading(words) for words in ("Campaign", "Given to", "Disposition", "Reason", "Change")),
)


def rows(round_: Round, search: Search, *, seen_by: Person) -> Iterator[list[Any]]:
    """A row for each point, in the order of the list."""
    themes = sa.select(sa.func.aggregate_strings(Theme.name, "; ")).join(PointTheme, PointTheme.theme_id == Theme.id)
    found = (
        selected(round_, search, seen_by=seen_by)
        .with_only_columns(
            Point.id, Point.place, Point.state, Point.stance, Point.text,
            sa.case((Response.organisation_name != "", Response.organisation_name), else_=Response.name),
            Response.organisation_kind, Response.area, Point.received_at, Response.late_days, Response.language,
            Response.permission, Point.characteristics,
            themes.where(PointTheme.point_id == Point.id, codes_seen_by(seen_by)).correlate(Point).scalar_subquery(),
            Campaign.title, Person.name, Point.disposition, Point.reason, Point.change,
        )
        .join(Response, Response.id == Point.response_id)
        .outerjoin(Campaign, Campaign.id == Point.campaign_id)
        .outerjoin(Person, Person.id == Point.assigned_to_id)
        .order_by(*ORDER)
        .execution_options(yield_per=1_000)
    )  # fmt: skip
    for row in db.session.execute(found):
        yield [_plain(cell) for cell in row]


def as_file(round_: Round, search: Search, file: IO[bytes], *, kind: str, seen_by: Person) -> int:
    """Write the file; returns how many points it has."""
    if kind == "xlsx":
        found = list(rows(round_, search, seen_by=seen_by))
        file.write(as_workbook(Sheet(f"Points of {round_.title}", HEADINGS, found, [_note(round_)])))
        return len(found)
    number = 0
    out = TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(out)
    writer.writerow([heading.words for heading in HEADINGS])
    for row in rows(round_, search, seen_by=seen_by):
        writer.writerow([harmless(cell) for cell in row])
        number += 1
    out.detach()
    return number


def make(task: Task, sheet_id: int) -> None:
    """Write the file of what the person who asked may see now. A second try begins anew."""
    with TemporaryFile() as file:
        with reading():
            sheet = db.session.get_one(PointSheet, sheet_id)
            search = from_arguments(sheet.arguments)
            task.report(0, 1)
            name = named("points", sheet.kind, sheet.round)
            total = as_file(sheet.round, search, file, kind=sheet.kind, seen_by=sheet.asked_by)
        file.seek(0)
        sheet = db.session.get_one(PointSheet, sheet_id)
        sheet.total, sheet.finished_at = total, clock.now()
        sheet.upload = _upload(name, file.read(), sheet)


def remove_files(_task: Task) -> None:
    """Remove every sheet's file that is older than `KEPT_FOR` in real time; a daily job."""
    old = (
        sa.select(PointSheet.id, PointSheet.upload_id)
        .join(Upload, Upload.id == PointSheet.upload_id)
        .where(Upload.uploaded_at < clock.real_now() - KEPT_FOR)
    )
    found = db.session.execute(old).all()
    db.session.execute(sa.update(PointSheet).where(PointSheet.id.in_([row.id for row in found])).values(upload_id=None))
    db.session.execute(sa.delete(Upload).where(Upload.id.in_([row.upload_id for row in found])))


def _upload(name: str, content: bytes, sheet: PointSheet) -> Upload:
    return Upload(
        name=name,
        media_type=TYPES[sheet.kind],
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by_id=sheet.asked_by_id,
        uploaded_at=clock.real_now(),  # also in a rehearsal: by this the file is removed again
        content=content,
    )


def _plain(cell: Any) -> Any:
    if hasattr(cell, "astimezone"):
        return short_day(cell)
    if isinstance(cell, str):
        return str(cell)
    return "; ".join(cell) if isinstance(cell, Sequence) else cell


def _note(round_: Round) -> str:
    return f"What people said about {round_.title}, with names: for those who work on it."
