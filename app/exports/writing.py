"""Write many agreements as Word files, one at a time, with a list of what was written."""

import csv
import hashlib
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from typing import IO

from app.documents import word
from app.extensions import db, only_reads
from app.signing import queries
from app.signing.facts import text_of
from app.signing.files import file_name

MANIFEST = "manifest.csv"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of a formula."""
MIDNIGHT = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Line:
    """One line of the manifest."""

    provider: str
    file: str
    version: str
    state: str
    sha256: str


@contextmanager
def reading() -> Iterator[None]:
    """Hold no write lock while the documents are written: others go on working, and progress can be told."""
    db.session.rollback()
    token = only_reads.set(True)
    try:
        yield
    finally:
        db.session.rollback()
        only_reads.reset(token)


def each(agreement_ids: Iterable[int]) -> Iterator[tuple[Line, bytes]]:
    """Every agreement's line and its Word file, one at a time: no more than one is held in memory."""
    for agreement_id in agreement_ids:
        agreement = queries.whole(agreement_id)
        document = text_of(agreement)
        content = word.as_bytes(document)
        line = Line(
            provider=agreement.provider.name,
            file=file_name(agreement, document),
            version=document.version,
            state=agreement.state.value,
            sha256=hashlib.sha256(content).hexdigest(),
        )
        yield line, content


def manifest(lines: Iterable[Line]) -> bytes:
    """What was written, as CSV that no spreadsheet runs."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(field.name for field in fields(Line))
    rows.writerows([harmless(cell) for cell in astuple(line)] for line in lines)
    return text.getvalue().encode()


def listed(package: bytes) -> set[str]:
    """The providers that the manifest of a zip names."""
    with zipfile.ZipFile(io.BytesIO(package)) as held:
        rows = csv.DictReader(io.StringIO(held.read(MANIFEST).decode(), newline=""))
        return {row["provider"] for row in rows}


def harmless(cell: str) -> str:
    """A cell that a spreadsheet shows as text, whatever it begins with."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def write_zip(
    agreement_ids: list[int], file: IO[bytes], report: Callable[[int, int], None] = lambda _done, _total: None
) -> int:
    """Write all into one zip with their manifest; the same agreements are always the same bytes. Returns how many."""
    lines: list[Line] = []
    with zipfile.ZipFile(file, "w") as package:
        for done, (line, content) in enumerate(each(agreement_ids), start=1):
            package.writestr(_member(line.file), content)
            lines.append(line)
            report(done, len(agreement_ids))
        package.writestr(_member(MANIFEST), manifest(lines))
    return len(lines)


def _member(name: str) -> zipfile.ZipInfo:
    """Stored as it is: a Word file is compressed already."""
    member = zipfile.ZipInfo(name, date_time=MIDNIGHT)
    member.create_system = 3
    member.external_attr = 0o644 << 16
    return member
