"""Forget who wrote, in files of answers and in dropped letters, when a round's names are forgotten."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.extensions import db
from app.models import DroppedLetter, ImportedChange, ResponseImport, Round, Upload


def forget_letters(response_ids: Sequence[int]) -> None:
    """Delete the letters that these responses were begun from; their originals go with the responses."""
    db.session.execute(sa.delete(DroppedLetter).where(DroppedLetter.response_id.in_(response_ids)))


def forget(round_: Round) -> None:
    """Delete the round's letters and files of answers, and what was kept of them; what became of each row stays."""
    letters = sa.select(DroppedLetter.upload_id).where(
        DroppedLetter.round_id == round_.id, DroppedLetter.response_id.is_(None)
    )
    uploads = list(db.session.scalars(letters))
    db.session.execute(sa.delete(DroppedLetter).where(DroppedLetter.round_id == round_.id))
    imports = list(db.session.scalars(sa.select(ResponseImport).where(ResponseImport.round_id == round_.id)))
    for one in imports:
        uploads += [one.upload_id] if one.upload_id else []
        one.upload_id = None
        one.sheets, one.columns, one.problems = [], [], []
        one.found = {**one.found, "examples": []}
    db.session.execute(
        sa.delete(ImportedChange).where(ImportedChange.response_import_id.in_([one.id for one in imports]))
    )
    db.session.flush()
    db.session.execute(sa.delete(Upload).where(Upload.id.in_(uploads)))
