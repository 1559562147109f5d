"""Ask for an export, and make it in the background."""

import hashlib
from tempfile import TemporaryFile
from typing import IO

from app import clock, jobs
from app.exports import queries
from app.exports.writing import reading, write_zip
from app.extensions import db
from app.jobs import Progress, Task
from app.models import Export, Person, Round, Upload

NOTHING = "There was no agreement to export that you may see."


def ask(round_: Round, *, state: str, by: Person) -> Export:
    """Have the agreements of a round made into one zip, in one state or any. What is being made is not made twice."""
    export = queries.unfinished(round_, state, seen_by=by)
    if export is None or progress(export).state == "failed":
        export = Export(round_id=round_.id, asked_by_id=by.id, asked_at=clock.now(), agreement_state=state)
        db.session.add(export)
        db.session.flush()
        jobs.enqueue("export_agreements", key=job_of(export), export_id=export.id)
    return export


def job_of(export: Export) -> str:
    return f"export {export.id}"


def progress(export: Export) -> Progress:
    """How far it is. Its own row says so once it is finished, because jobs are forgotten after a while."""
    if export.finished_at:
        return Progress("done", export.done, export.total)
    return jobs.progress(job_of(export)) or Progress("failed")


def make(task: Task, export_id: int) -> None:
    """Write the zip of what the person who asked may see now. A second try begins anew."""
    with TemporaryFile() as file:
        with reading():
            name, total = _write(export_id, file, task)
        export = db.session.get_one(Export, export_id)
        export.total = export.done = total
        export.finished_at = clock.now()
        if total:
            file.seek(0)
            export.upload = _upload(name, file.read(), export)
        else:
            export.failed = NOTHING


def _write(export_id: int, file: IO[bytes], task: Task) -> tuple[str, int]:
    export = db.session.get_one(Export, export_id)
    person, state, slug = export.asked_by, export.agreement_state, export.round.slug
    ids = queries.agreement_ids(export.round_id, state=state, seen_by=person) if person.active else []
    name = "-".join(["agreements", slug, *state.split()]) + ".zip"
    return name, write_zip(ids, file, task.report)


def _upload(name: str, content: bytes, export: Export) -> Upload:
    return Upload(
        name=name,
        media_type="application/zip",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by_id=export.asked_by_id,
        uploaded_at=clock.real_now(),  # also in a rehearsal: by this the file is removed again
        content=content,
    )
