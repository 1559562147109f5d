"""What can be done with a search: save it under a name, change it, delete it; and have its points made into a file."""

from typing import Any

from app import clock, jobs
from app.extensions import db
from app.jobs import Progress
from app.models import Person, PointSheet, Round, SavedSearch
from app.searching.filters import Search


def save(round_: Round, search: Search, *, name: str, shared: bool, by: Person) -> SavedSearch:
    """Keep a search under a name of one's own; shared, everyone who works on the round's feedback finds it."""
    made = SavedSearch(round_id=round_.id, owner_id=by.id, saved_at=clock.now(), arguments=search.as_arguments())
    made.name, made.shared = name, shared
    db.session.add(made)
    return made


def edit(saved: SavedSearch, *, name: str, shared: bool) -> None:
    """Call it something else, share it or no longer."""
    saved.name, saved.shared = name, shared


def delete(saved: SavedSearch) -> None:
    """The points that it finds stay as they are."""
    db.session.delete(saved)


def ask_for_sheet(round_: Round, search: Search, *, kind: str, by: Person) -> PointSheet:
    """Have the points that a search finds made into a file in the background."""
    asked: dict[str, Any] = {"arguments": search.as_arguments(), "kind": kind}
    sheet = PointSheet(round_id=round_.id, asked_by_id=by.id, asked_at=clock.now(), **asked)
    db.session.add(sheet)
    db.session.flush()
    jobs.enqueue("make_point_sheet", key=job_of(sheet), sheet_id=sheet.id)
    return sheet


def job_of(sheet: PointSheet) -> str:
    return f"point sheet {sheet.id}"


def progress(sheet: PointSheet) -> Progress:
    """How far it is. Its own row says so once it is finished, because jobs are forgotten after a while."""
    if sheet.finished_at:
        return Progress("done", sheet.total, sheet.total)
    return jobs.progress(job_of(sheet)) or Progress("failed")
