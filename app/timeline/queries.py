"""What happened to a thing, as far as the person asking may know it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from app.coding.blind import points_blind_to
from app.extensions import db
from app.languages import _, translated
from app.models import Entry, Person
from app.timeline.happened import happened
from app.wording import moment, sentence_case, short_moment

PRIVATE = frozenset(
    {
        "edit", "write_offer", "write_opening", "write", "assign", "allow_excess", "excuse", "open_dispute", "note",
        "ask_approval", "change_in_bulk", "undo_in_bulk", "remind",
        "code", "add_theme", "issue_frame", "draw_sample", "suggest_themes",
    }
)  # fmt: skip
"""What one side does before it sends anything: the other side never learns of it."""


@dataclass(frozen=True)
class Line:
    """One entry in words, as templates/_macros/timeline.html shows it."""

    title: str
    by: str
    at: datetime
    when: str
    detail: str
    why: str
    recorded: str = ""


def of(subject: Any, *, seen_by: Person | None, limit: int = 200) -> list[Line]:
    """The newest `limit` entries of one thing, in one query; without what the other side keeps private."""
    side = seen_by.organisation.kind.value if seen_by else ""
    rows = db.session.execute(
        sa.select(Entry, Person.name)
        .outerjoin(Person, Person.id == Entry.actor_id)
        .where(Entry.chain == f"{subject.workflow.name} {subject.id}")
        .where(sa.or_(Entry.action.not_in(PRIVATE), Entry.side == side), _is_not_hidden(subject, seen_by))
        .order_by(Entry.seq.desc())
        .limit(limit)
    )
    return [line(entry, name) for entry, name in rows]


def _is_not_hidden(subject: Any, seen_by: Person | None) -> sa.ColumnElement[bool]:
    """Whoever codes a point as the second coder does not learn from its history how the first coded it."""
    if subject.workflow.name != "point" or seen_by is None:
        return sa.true()
    return sa.or_(Entry.action != "code", Entry.subject_id.not_in(points_blind_to(seen_by)))


def line(entry: Entry, name: str | None) -> Line:
    moved = translated(f"From {entry.source} to {entry.dest}.") if entry.source and entry.source != entry.dest else ""
    what = sentence_case(entry.what)
    detail = f"{what.rstrip('.')}. {moved}" if what and moved else what or moved
    by = name or ("the respondent" if entry.side == "respondent" else "the system")
    return Line(happened(entry.action), by, entry.at, moment(entry.at), detail, entry.why, _recorded(entry))


def _recorded(entry: Entry) -> str:
    """In a rehearsal, whose clock is elsewhere, when it was really written down; empty otherwise."""
    elsewhere = abs(entry.at_real - entry.at) > timedelta(minutes=1)
    return _("recorded %(moment)s real time", moment=short_moment(entry.at_real)) if elsewhere else ""
