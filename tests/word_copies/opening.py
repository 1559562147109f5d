"""Open files, each in a process of its own, and say what each cost: `python -m tests.word_copies.opening`."""

import json
import os
import signal
import socket
import sys
import time
import traceback
from pathlib import Path

from app.documents.word.package import NotReadable, opened
from app.documents.word.reading import read
from app.word_copies.matching import match

MOST_SECONDS = 60


def no_network(*_args: object, **_given: object) -> None:
    raise AssertionError("the file was fetched from")


def main() -> None:
    """Name a file on each line of what is typed; a line of JSON answers it. What opens it has imported all it needs."""
    socket.socket.connect = no_network  # type: ignore[method-assign, assignment]
    socket.getaddrinfo = no_network  # type: ignore[assignment]
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _answer_and_leave(Path(line.strip()))
        status = os.waitpid(child, 0)[1]
        if status:
            _say({"died": status})


def _answer_and_leave(file: Path) -> None:
    """Whatever happens, this process does not go on to the next file."""
    signal.alarm(MOST_SECONDS)
    try:
        _say(cost(file))
    except BaseException:  # noqa: BLE001 - said here, since nothing above this hears of it
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


def cost(file: Path) -> dict[str, object]:
    """What is said of the file, in how much of the processor's time, and how much more memory it took."""
    content = file.read_bytes()
    before = megabytes("VmRSS")
    start = time.process_time()
    refused = ""
    try:
        match(read(opened(content)), lambda _: None, {})
    except NotReadable as why:
        refused = str(why)
    seconds = time.process_time() - start
    return {"refused": refused, "seconds": seconds, "megabytes": megabytes("VmHWM") - before}


def _say(words: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def megabytes(which: str) -> float:
    """What this process takes now, or has taken at most: getrusage would count what started it as well."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return float(next(line for line in lines if line.startswith(which)).split()[1]) / 1024


if __name__ == "__main__":
    main()
