"""Remove the files of old exports: anyone who still needs one has it made again, as it is by then."""

from datetime import timedelta

import sqlalchemy as sa

from app import clock
from app.extensions import db
from app.jobs import Task
from app.models import Export, Upload

KEPT_FOR = timedelta(days=7)


def remove_files(_task: Task) -> None:
    """Remove every export's file that is older than `KEPT_FOR` in real time; the export itself stays, and says so."""
    old = (
        sa.select(Export.id, Export.upload_id)
        .join(Upload, Upload.id == Export.upload_id)
        .where(Upload.uploaded_at < clock.real_now() - KEPT_FOR)
    )
    found = db.session.execute(old).all()
    db.session.execute(sa.update(Export).where(Export.id.in_([row.id for row in found])).values(upload_id=None))
    db.session.execute(sa.delete(Upload).where(Upload.id.in_([row.upload_id for row in found])))
