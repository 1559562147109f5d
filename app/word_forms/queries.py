"""Finding the forms that were taken of a response and what came back, for those who write in it."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, undefer

from app.extensions import db
from app.models import BroughtForm, Colleague, Response, ResponseForm, Room, Wording


def forms_of(response: Response) -> list[ResponseForm]:
    """The forms that were taken, the newest first."""
    return list(
        db.session.scalars(
            sa.select(ResponseForm)
            .where(ResponseForm.response_id == response.id)
            .options(joinedload(ResponseForm.colleague))
            .order_by(ResponseForm.number.desc())
            .limit(20)
        )
    )


def brought_to(response: Response) -> list[BroughtForm]:
    """What came back, the newest first."""
    return list(
        db.session.scalars(
            sa.select(BroughtForm)
            .where(BroughtForm.response_id == response.id)
            .options(joinedload(BroughtForm.colleague), joinedload(BroughtForm.form))
            .order_by(BroughtForm.number.desc())
            .limit(20)
        )
    )


def get(response: Response, number: int) -> BroughtForm:
    """One form that came back to this response, or NoResultFound."""
    return db.session.scalars(
        sa.select(BroughtForm)
        .join(BroughtForm.form)
        .where(BroughtForm.response_id == response.id, BroughtForm.number == number)
        .options(contains_eager(BroughtForm.form), joinedload(BroughtForm.colleague))
    ).one()


def printed_in(response: Response) -> dict[int, Any]:
    """What each form of this response said, by the form's id."""
    found = db.session.scalars(
        sa.select(ResponseForm).where(ResponseForm.response_id == response.id).options(undefer(ResponseForm.printed))
    )
    return {form.id: form.printed for form in found}


def next_number(kind: type[ResponseForm] | type[BroughtForm], response: Response) -> int:
    """The number of the next form, or of the next one that comes back."""
    return (db.session.scalar(sa.select(sa.func.max(kind.number)).where(kind.response_id == response.id)) or 0) + 1


def changed_by(response: Response) -> dict[str, tuple[str, Any]]:
    """Who of a team saved what stands in each place now, and when."""
    newest = (
        sa.select(sa.func.max(Wording.id)).join(Room, Room.id == Wording.room_id)
        .where(Room.response_id == response.id).group_by(Wording.place)
    )  # fmt: skip
    rows = db.session.execute(
        sa.select(Wording.place, Colleague.name, Wording.at)
        .join(Colleague, Colleague.id == Wording.colleague_id)
        .where(Wording.id.in_(newest))
    )
    return {row.place: (row.name, row.at) for row in rows}
