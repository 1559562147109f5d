"""What the timelines say was done, in the order in which it was."""

from app.extensions import db
from app.models import Entry


def actions(**of) -> list[str]:
    """The actions of the entries that are like `of`: `chain="point 3"`, `subject_type="response"`."""
    return [entry.action for entry in db.session.query(Entry).filter_by(**of).order_by(Entry.id)]
