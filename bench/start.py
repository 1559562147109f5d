"""How soon a server shows its first page, and how much memory a web process then has: `python -m bench.start`.

Works on the database that DATABASE_URL names, with the demonstration loaded.
"""

import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

PAGES = ("/", "/rounds/2012-13", "/rounds/2012-13/intentions", "/rounds/2012-13/editions/2/document")
PATIENCE = 30


def main() -> None:
    """Start one server, fetch pages, say seconds and megabytes."""
    port = _free_port()
    began = time.monotonic()
    command = [sys.executable, "-m", "gunicorn", "--workers", "1", "--bind", f"127.0.0.1:{port}", "wsgi:app"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _fetch(port, PAGES[0])
        print(f"first page after {time.monotonic() - began:.2f} s (limit 3)")
        for page in PAGES:
            _fetch(port, page)
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        print(f"web process {max(_megabytes(child) for child in children):.0f} MB (limit 150)")
    finally:
        server.terminate()
        server.wait()


def _fetch(port: int, page: str) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{page}") as answer:
                answer.read()
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


def _megabytes(process: str) -> float:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmRSS"))) / 1024


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


if __name__ == "__main__":
    main()
