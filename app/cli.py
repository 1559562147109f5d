"""The commands of `flask`: one group a subject, each defined beside what it runs."""

from flask import Flask

from app.backup import cli as backup
from app.due import cli as due
from app.worker import cli as worker


def init_app(app: Flask) -> None:
    """Attach every command group."""
    for commands in (worker, backup, due):
        commands.init_app(app)
