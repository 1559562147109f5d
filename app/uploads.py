"""Keep the files that people bring, and hand them out again only as downloads."""

import hashlib
import re
from io import BytesIO
from pathlib import PurePath
from typing import IO, Protocol

from flask import Response, send_file

from app import clock
from app.extensions import db
from app.file_types import LARGEST, Rejected, check
from app.models import Person, Upload

__all__ = ["Rejected", "as_download", "store"]
LONGEST_NAME = 120


class Brought(Protocol):
    """A file as it comes with a form: its name, and what can be read of it."""

    @property
    def filename(self) -> str | None: ...
    @property
    def stream(self) -> IO[bytes]: ...


def store(file: Brought, *, by: Person | None) -> Upload:
    """Keep a file in the current transaction. Raises Rejected, with the sentence to show, and then keeps nothing."""
    file.stream.seek(0)
    content = file.stream.read(LARGEST + 1)
    found = check(file.filename or "", content)
    upload = Upload(
        name=safe_name(file.filename or ""),
        media_type=found.media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        uploaded_by_id=by.id if by else None,
        uploaded_at=clock.now(),
        content=content,
    )
    db.session.add(upload)
    db.session.flush()
    return upload


def safe_name(name: str) -> str:
    """The file's own name without its folders, and without what a disk or a header could misread."""
    last = PurePath(name.replace("\\", "/")).name
    clean = re.sub(r"[^\w.,()\[\] -]", "_", last).strip(" .")
    path = PurePath(clean or "file")
    return f"{path.stem[:LONGEST_NAME]}{path.suffix.lower()}"


def as_download(upload: Upload) -> Response:
    """The file as an attachment of exactly its type: a browser saves it and never runs it."""
    answer = send_file(
        BytesIO(upload.content), mimetype=upload.media_type, as_attachment=True, download_name=upload.name, etag=False
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
