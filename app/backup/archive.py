"""The file a backup is: a zip of one JSON-lines file per table, and a manifest that vouches for each."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

FORMAT = 1
MANIFEST = "manifest.json"


class Unusable(Exception):
    """The file cannot be brought back. The message says why and what to do."""


@dataclass
class Manifest:
    """What is in the backup, and the checksum of each part."""

    taken_at: str
    schema: str
    rehearsal: bool
    database: str
    format: int = FORMAT
    rows: dict[str, int] = field(default_factory=dict)
    sha256: dict[str, str] = field(default_factory=dict)


class Writer:
    """Write a backup part by part, the manifest last."""

    def __init__(self, zip_: ZipFile, manifest: Manifest) -> None:
        self.zip, self.manifest = zip_, manifest

    def part(self, name: str, rows: Iterable[object]) -> None:
        """Write rows as they come, one line each; only one is in memory at a time."""
        digest, count = sha256(), 0
        with self.zip.open(_file(name), "w", force_zip64=True) as file:
            for row in rows:
                line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
                digest.update(line)
                file.write(line)
                count += 1
        self.manifest.rows[name], self.manifest.sha256[name] = count, digest.hexdigest()

    def close(self) -> None:
        self.zip.writestr(MANIFEST, json.dumps(asdict(self.manifest), indent=2) + "\n")


class Reader:
    """Read a backup, after checking that it is whole."""

    def __init__(self, zip_: ZipFile) -> None:
        self.zip = zip_
        self.manifest = _manifest_of(zip_)

    def check(self) -> None:
        """Raise Unusable when any part is missing or altered."""
        for name, expected in self.manifest.sha256.items():
            digest = sha256()
            try:
                with self.zip.open(_file(name)) as file:
                    for line in file:
                        digest.update(line)
            except (KeyError, BadZipFile, EOFError):
                raise Unusable(f"The part {name} is missing or damaged. Use another backup.") from None
            if digest.hexdigest() != expected:
                raise Unusable(f"The part {name} has been altered since the backup was taken. Use another backup.")

    def part(self, name: str) -> Iterator[dict[str, object]]:
        if name in self.manifest.sha256:
            with self.zip.open(_file(name)) as file:
                for line in file:
                    yield json.loads(line)


def open_to_read(path: Path) -> ZipFile:
    """Open a backup. Raises Unusable when it is not one."""
    try:
        return ZipFile(path)
    except FileNotFoundError:
        raise Unusable(f"There is no file {path}.") from None
    except (BadZipFile, OSError):
        raise Unusable(f"{path} is not a backup, or was cut short. Use another backup.") from None


def open_to_write(path: Path) -> ZipFile:
    return ZipFile(path, "w", ZIP_DEFLATED, compresslevel=6)


def _file(name: str) -> str:
    return f"tables/{name}.jsonl"


def _manifest_of(zip_: ZipFile) -> Manifest:
    try:
        manifest = Manifest(**json.loads(zip_.read(MANIFEST)))
    except (KeyError, TypeError, ValueError):
        raise Unusable("The file has no manifest, so it is not a backup of this service.") from None
    if manifest.format != FORMAT:
        raise Unusable(f"The backup has format {manifest.format}, this version reads {FORMAT}. Use its own version.")
    return manifest
