"""`flask worker` does the jobs; `flask jobs` shows those given up, and tries them again."""

import os
import signal
import sys
import threading

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from app.worker import history
from app.worker.slot import NameTaken


@click.command("worker")
@click.option("--name", default="", help="This worker's own name; two on one database need two (WORKER_NAME).")
def worker(name: str) -> None:
    """Do background jobs until told to stop."""
    from app.worker import engine  # noqa: PLC0415 - only this command needs the engine

    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    name = name or app.config["WORKER_NAME"]
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    try:
        engine.run(app, name, stop, ready=lambda: click.echo(f"Worker {name} is ready."))
    except NameTaken:
        raise click.ClickException(
            f"{name} is already at work on this database. Set WORKER_NAME to another name, such as {name}-b."
        ) from None
    click.echo(f"Worker {name} has stopped.")
    _leave()


def _leave() -> None:
    """Go now. A job that waits to try again would keep the process for minutes; the queue still has it."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)


queue = AppGroup("jobs", help="Background jobs that were given up.")


@queue.command("failed")
def failed() -> None:
    """List the jobs that were given up, with the reason."""
    for job in history.failed():
        click.echo(f"{job.id}  {job.name}  {job.at:%Y-%m-%d %H:%M}  {job.reason}")


@queue.command("retry")
@click.argument("job_id")
def retry(job_id: str) -> None:
    """Put a job that was given up back in the queue."""
    if not history.retry(job_id):
        raise click.ClickException(f"No failed job is called {job_id}. See `flask jobs failed`.")
    click.echo("It is back in the queue.")


def init_app(app: Flask) -> None:
    app.cli.add_command(worker)
    app.cli.add_command(queue)
