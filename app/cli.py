"""The commands of `flask`: one group a subject, each defined beside what it runs."""

from flask import Flask

from app.agreements import cli as agreements
from app.backup import cli as backup
from app.demo import cli as demo
from app.due import cli as due
from app.exports import cli as exports
from app.people import cli as people
from app.timeline import cli as timeline
from app.worker import cli as worker


def init_app(app: Flask) -> None:
    """Attach every command group."""
    for commands in (demo, people, worker, backup, due, timeline, exports, agreements):
        commands.init_app(app)
