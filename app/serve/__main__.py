"""Bring the database up to date, load the demonstration into an empty one, then serve until told to stop.

Run as `python -m app.serve --stage negotiating --port 8000`; `make run` does.
"""

import argparse
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from types import FrameType
from typing import Any, NoReturn

import click
import sqlalchemy as sa
from flask import Flask

from app.demo.stages import MARK
from app.extensions import db
from app.models import Round, Setting

PATIENCE = 15.0
"""Seconds for a page or a job to finish before its process is ended."""


def main(arguments: Sequence[str]) -> int:
    """Serve until Ctrl-C or SIGTERM. The exit code is that of the part which ended by itself, or 0."""
    parser = argparse.ArgumentParser(prog="python -m app.serve", description=__doc__)
    parser.add_argument("--stage", default="negotiating", help="the demonstration's stage, for an empty database")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2, help="processes that serve pages")
    chosen = parser.parse_args(arguments)
    prepare(chosen.stage)
    return serve(chosen.port, chosen.workers)


def prepare(stage: str) -> None:
    """Migrate, load the demonstration if there is no round yet, and print who can sign in."""
    from wsgi import app  # noqa: PLC0415 - reads the environment, so only when it is about to serve

    flask(app, "db", "upgrade")
    if not app.config["REHEARSAL"]:
        return
    if not _stands(app, sa.select(Round.id)):
        flask(app, "demo", "load", "--stage", stage)
    if _stands(app, sa.select(Setting.name).where(Setting.name == MARK)):
        flask(app, "demo", "people")


def _stands(app: Flask, what: sa.Select[Any]) -> bool:
    """Whether there is such a row. Leaves no connection behind, since processes are about to be started."""
    with app.app_context():
        found = db.session.execute(what.limit(1)).first() is not None
        db.session.remove()
        db.engine.dispose()
    return found


def flask(app: Flask, *words: str) -> None:
    """Run one `flask` command in this process. Raises SystemExit with its message when it refuses."""
    try:
        app.cli.main(args=list(words), prog_name="flask", standalone_mode=False)
    except click.ClickException as refusal:
        refusal.show()
        raise SystemExit(refusal.exit_code) from None


def serve(port: int, workers: int) -> int:
    """Run the web server and the worker side by side; when one ends, or we are told to stop, end the other."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)
    parts = [
        subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own words, no shell
        for command in (web_server(port, workers), [sys.executable, "-m", "flask", "--app", "wsgi", "worker"])
    ]
    click.echo(f"\nOpen http://127.0.0.1:{port}   (Ctrl-C ends it)\n")
    try:
        return next_to_end(parts)
    except KeyboardInterrupt:
        click.echo("\nEnding.")
        return 0
    finally:
        end(parts)


def web_server(port: int, workers: int) -> list[str]:
    """The command of the web server: sync workers, which beat threads on short pages."""
    settings = ["--config", "python:app.serve.gunicorn_settings", "--bind", f"127.0.0.1:{port}"]
    return [sys.executable, "-m", "gunicorn", *settings, "--workers", str(workers), "wsgi:app"]


def next_to_end(parts: Sequence["subprocess.Popen[bytes]"]) -> int:
    """Wait until one part ends; its exit code."""
    while True:
        for part in parts:
            if (code := part.poll()) is not None:
                return code
        time.sleep(0.2)


def end(parts: Sequence["subprocess.Popen[bytes]"]) -> None:
    """Ask every part to finish what it is doing and end; end it after a while if it does not."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    for part in parts:
        part.terminate()
    until = time.monotonic() + PATIENCE
    for part in parts:
        try:
            part.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            part.kill()


def _stop(_number: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
