"""What one run of the tests makes once for all of its processes: compiled templates, and demonstrations to copy."""

import fcntl
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from jinja2 import FileSystemBytecodeCache

FOLDER = "FOLDER_OF_THE_TESTS"
"""The variable of the environment that says where: processes pass it on to those which they start."""


def begin() -> Callable[[], None]:
    """Make the folder for this process and all that it starts; how to remove it again."""
    folder = TemporaryDirectory(prefix="tests-", ignore_cleanup_errors=True)
    os.environ[FOLDER] = folder.name
    return folder.cleanup


def compile_templates_once() -> None:
    """Each template is compiled by whichever process needs it first: all of them take two seconds of a processor."""
    if FOLDER in os.environ:
        Flask.jinja_options = {"bytecode_cache": FileSystemBytecodeCache(os.environ[FOLDER])}


def copy_of(name: str, make: Callable[[str], None], database_url: str) -> None:
    """Fill a database with what `make` puts into an empty one, making it once in a run."""
    if FOLDER not in os.environ:
        make(database_url)
        return
    kept = Path(os.environ[FOLDER], f"{name}.sqlite")
    with _alone(kept.with_suffix(".lock")):
        if not kept.exists():
            make(f"sqlite:///{kept}.part")
            Path(f"{kept}.part").rename(kept)
    with closing(sqlite3.connect(kept)) as there, closing(sqlite3.connect(database_url.split("///", 1)[1])) as here:
        there.backup(here)


class Words:
    """A set of words that all processes of the run fill. None knows at once what another adds, only soon."""

    def __init__(self, name: str) -> None:
        self._name, self._known, self._read = name, set[str](), 0

    def missing(self, words: Iterable[str]) -> list[str]:
        """Those of the words that nobody has added."""
        if FOLDER in os.environ and self._file.exists():
            with self._file.open() as file:
                file.seek(self._read)
                lines, self._read = file.readlines(), file.tell()
            self._known.update(word for line in lines for word in line.split())
        return [word for word in words if word not in self._known]

    def add(self, words: Iterable[str]) -> None:
        """Add these words, for everybody."""
        new = list(words)
        self._known.update(new)
        if FOLDER in os.environ:
            with self._file.open("a") as file, _alone(self._file.with_suffix(".lock")):
                file.write(" ".join(new) + "\n")

    @property
    def _file(self) -> Path:
        return Path(os.environ[FOLDER], self._name)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
