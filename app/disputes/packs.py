"""Ask for a dispute pack, and make it in the background: a Word document, a redline and the evidence in one zip."""

import hashlib
import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from tempfile import TemporaryFile
from typing import IO

import sqlalchemy as sa

from app import clock, jobs
from app.disputes import folder, queries
from app.disputes.folder import EvidenceRow, Folder
from app.disputes.pack_facts import pack_facts, redline_of
from app.disputes.parties import name_of
from app.documents import word
from app.documents.dispute_document import AnnexFacts, compose
from app.documents.word import redline as word_redline
from app.extensions import db, reading
from app.jobs import Progress, Task
from app.models import Dispute, DisputePack, Person, Upload
from app.permissions import disputes_seen_by
from workflows.engine import Refused

DOCUMENT = "dispute-pack.docx"
REDLINE = "annexes/redline.docx"
KEPT_FOR = timedelta(days=7)
MIDNIGHT = (1980, 1, 1, 0, 0, 0)
GONE = "The dispute is no longer yours to see, so nothing was made."
NOT_SHARED = "Share the report first: a pack holds what both sides may read."


def ask(dispute: Dispute, *, by: Person) -> DisputePack:
    """Have the pack of a shared dispute made. What is being made already is not made twice. Raises Refused."""
    if dispute.shared_at is None:
        raise Refused(NOT_SHARED)
    pack = queries.unfinished_pack(dispute, seen_by=by)
    if pack is None or progress(pack).state == "failed":
        pack = DisputePack(dispute_id=dispute.id, asked_by_id=by.id, asked_at=clock.now())
        db.session.add(pack)
        db.session.flush()
        jobs.enqueue("make_dispute_pack", key=job_of(pack), pack_id=pack.id)
    return pack


def job_of(pack: DisputePack) -> str:
    return f"dispute pack {pack.id}"


def progress(pack: DisputePack) -> Progress:
    """How far it is. Its own row says so once it is finished, because jobs are forgotten after a while."""
    if pack.finished_at:
        return Progress("done", 1, 1)
    return jobs.progress(job_of(pack)) or Progress("failed")


def make(task: Task, pack_id: int) -> None:
    """Write the zip, if the person who asked may still see the dispute. A second try begins anew."""
    with TemporaryFile() as file:
        with reading():
            name = _write(pack_id, file)
        task.report(1, 1)
        pack = db.session.get_one(DisputePack, pack_id)
        pack.finished_at = clock.now()
        if name:
            file.seek(0)
            pack.upload = _upload(name, file.read(), pack)
        else:
            pack.failed = GONE


def remove_files(_task: Task) -> None:
    """Remove every pack's file that is older than `KEPT_FOR` in real time: it can be made again."""
    old = (
        sa.select(DisputePack.id, DisputePack.upload_id)
        .join(Upload, Upload.id == DisputePack.upload_id)
        .where(Upload.uploaded_at < clock.real_now() - KEPT_FOR)
    )
    found = db.session.execute(old).all()
    db.session.execute(
        sa.update(DisputePack).where(DisputePack.id.in_([row.id for row in found])).values(upload_id=None)
    )
    db.session.execute(sa.delete(Upload).where(Upload.id.in_([row.upload_id for row in found])))


def _write(pack_id: int, file: IO[bytes]) -> str:
    pack = db.session.get_one(DisputePack, pack_id)
    dispute = _seen(pack)
    if dispute is None:
        return ""
    write_zip(dispute, file)
    return f"dispute-{dispute.round.slug}-{dispute.provider.code}-{dispute.number}.zip"


def _seen(pack: DisputePack) -> Dispute | None:
    person = pack.asked_by
    found = sa.select(Dispute.id).where(Dispute.id == pack.dispute_id, disputes_seen_by(person))
    seen = person.active and db.session.scalar(found.where(Dispute.shared_at.is_not(None))) is not None
    return queries.whole(pack.dispute_id) if seen else None


def write_zip(dispute: Dispute, file: IO[bytes]) -> None:
    """The document first, then its annexes; the same dispute on the same day is always the same bytes."""
    beside = folder.of(dispute)
    annexes: list[AnnexFacts] = []
    with zipfile.ZipFile(file, "w") as package:
        for annex, content in _annexes(dispute, beside):
            package.writestr(_member(annex.file), content)
            annexes.append(annex)
        document = compose(pack_facts(dispute, beside, annexes))
        package.writestr(_member(DOCUMENT), word.as_bytes(document))


def _annexes(dispute: Dispute, beside: Folder) -> Iterator[tuple[AnnexFacts, bytes]]:
    redline = redline_of(dispute, beside) if dispute.terms else None
    if redline is not None:
        at = dispute.shared_at or clock.now()
        author = dispute.provider.name
        content = word_redline.as_bytes(redline, author=author, at=at, version=redline.new.version)
        title = "The agreement as the commissioner last offered it, with the provider’s last offer as tracked changes"
        yield AnnexFacts(REDLINE, title, "This service", hashlib.sha256(content).hexdigest()), content
    for number, each in enumerate(beside.evidence, start=1):
        upload = db.session.get_one(Upload, each.upload_id)
        source = name_of(dispute, each.party)
        yield AnnexFacts(_annex_name(number, each), each.title, _capital(source), each.sha256), upload.content
        db.session.expunge(upload)


def _annex_name(number: int, each: EvidenceRow) -> str:
    return f"annexes/{number:02}-{re.sub(r'[^A-Za-z0-9._-]+', '-', each.file)}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _member(name: str) -> zipfile.ZipInfo:
    """Stored as it is: most of it is compressed already."""
    member = zipfile.ZipInfo(name, date_time=MIDNIGHT)
    member.create_system = 3
    member.external_attr = 0o644 << 16
    return member


def _upload(name: str, content: bytes, pack: DisputePack) -> Upload:
    return Upload(
        name=name,
        media_type="application/zip",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by_id=pack.asked_by_id,
        uploaded_at=clock.real_now(),  # also in a rehearsal: by this the file is removed again
        content=content,
    )
