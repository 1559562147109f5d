"""Open one file in a process of its own and say what it cost: `python -m tests.word_copies.opening FILE`."""

import json
import socket
import sys
import time
from pathlib import Path

from app.documents.word.package import NotReadable, opened
from app.documents.word.reading import read
from app.word_copies.matching import match


def no_network(*_args: object, **_given: object) -> None:
    raise AssertionError("the file was fetched from")


def main() -> None:
    content = Path(sys.argv[1]).read_bytes()
    socket.socket.connect = no_network  # type: ignore[method-assign, assignment]
    socket.getaddrinfo = no_network  # type: ignore[assignment]
    before = megabytes("VmRSS")
    start = time.process_time()
    refused = ""
    try:
        match(read(opened(content)), lambda _: None, {})
    except NotReadable as why:
        refused = str(why)
    seconds = time.process_time() - start
    said = {"refused": refused, "seconds": seconds, "megabytes": megabytes("VmHWM") - before}
    sys.stdout.write(json.dumps(said))


def megabytes(which: str) -> float:
    """What this process takes now, or has taken at most: getrusage would count what started it as well."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return float(next(line for line in lines if line.startswith(which)).split()[1]) / 1024


if __name__ == "__main__":
    main()
