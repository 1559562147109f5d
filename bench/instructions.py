"""Instructions and CPU seconds of a request, in process. Instructions repeat where seconds do not.

Under valgrind's callgrind, counting is switched on around the measured requests only; without it, only CPU time.
"""

import os
import re
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

REQUESTS = 5
WARM_UP = 4


def counting() -> bool:
    """Whether this process runs under callgrind."""
    return "CALLGRIND_FOLDER" in os.environ


def instructions(request: Callable[[], object]) -> float:
    """Instructions of one request: the median of a few, as one may hold a pass of the garbage collector."""
    for _ in range(WARM_UP):
        request()
    return median(_one(request) for _ in range(REQUESTS))


def _one(request: Callable[[], object]) -> int:
    _control("--zero")
    _control("--instr=on")
    request()
    _control("--instr=off")
    _control("--dump=measured")
    return _newest_total()


def cpu_seconds(request: Callable[[], object], rounds: int = 40) -> float:
    """CPU seconds of one request: the best of three means."""
    for _ in range(WARM_UP):
        request()
    means = []
    for _ in range(3):
        began = time.process_time()
        for _ in range(rounds):
            request()
        means.append((time.process_time() - began) / rounds)
    return min(means)


def _control(what: str) -> None:
    subprocess.run(["callgrind_control", what, str(os.getpid())], check=True, capture_output=True)


def _newest_total() -> int:
    files = sorted(Path(os.environ["CALLGRIND_FOLDER"]).glob("out*"), key=lambda path: path.stat().st_mtime_ns)
    found = re.findall(r"^(?:summary|totals): (\d+)", files[-1].read_text(), re.MULTILINE)
    return int(found[-1])
