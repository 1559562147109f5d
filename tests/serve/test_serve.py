"""One command serves the pages and does the jobs, and ends both cleanly."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).parents[2]
PRODUCTION = {
    "REHEARSAL": "",
    "SECRET_KEY": "s" * 40,
    "AUDIT_KEY": "a" * 40,
    "SERVICE_URL": "https://round.example.test",
    "MAIL_SERVER": "mail.example.test",
}


def free_port():
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def answers(port):
    try:
        with urlopen(f"http://127.0.0.1:{port}/no-such-page", timeout=5):
            return True
    except HTTPError as error:
        return error.code == 404
    except OSError:
        return False


def until(condition, seconds=40):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


@pytest.fixture
def serving(tmp_path):
    port = free_port()
    environment = os.environ | PRODUCTION | {"DATABASE_URL": f"sqlite:///{tmp_path}/served.sqlite"}
    with subprocess.Popen(
        [sys.executable, "-m", "app.serve", "--port", str(port), "--workers", "1"],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as process:  # fmt: skip
        yield process, port
        if process.poll() is None:
            process.kill()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_operator_starts_it_on_an_empty_database_and_ends_it_cleanly(serving, number):
    process, port = serving
    until(lambda: answers(port) or process.poll() is not None)
    assert process.poll() is None, process.stdout.read()
    process.send_signal(number)
    assert process.wait(30) == 0
    assert f"Open http://127.0.0.1:{port}" in process.stdout.read()
    assert not answers(port)


def test_it_refuses_to_start_unsafe_and_says_what_to_set(tmp_path):
    environment = os.environ | PRODUCTION | {"SECRET_KEY": "short", "DATABASE_URL": f"sqlite:///{tmp_path}/none.sqlite"}
    done = subprocess.run(
        [sys.executable, "-m", "app.serve"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "Set SECRET_KEY to a secret of at least 32 characters" in done.stderr
    assert "Traceback" not in done.stderr
