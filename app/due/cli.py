"""`flask due run` makes every move that time makes; the worker does the same on a schedule."""

import click
from flask import Flask
from flask.cli import AppGroup

from app import due

group = AppGroup("due", help="What time does to rounds, agreements and returns.")


@group.command("run")
def run() -> None:
    """Make every move that is due, and say what was done. Running it twice does nothing twice."""
    done = due.run()
    for words in done:
        click.echo(words)
    click.echo(f"{len(done)} done." if done else "Nothing is due.")


def init_app(app: Flask) -> None:
    app.cli.add_command(group)
