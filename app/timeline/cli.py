"""`flask audit`: check the timeline, and print its heads for safe keeping."""

import json
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from app.timeline import verify

audit = AppGroup("audit", help="Check that nobody altered the history.")


@audit.command("verify")
@click.option("--head", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Heads kept elsewhere.")
def verify_chains(head: Path | None) -> None:
    """Find any altered, missing or re-ordered entry and name it; with --head, a cut tail too."""
    found = list(verify.faults(verify.read_heads(head) if head else None))
    for fault in found:
        click.echo(fault.sentence)
    if found:
        raise SystemExit(1)
    click.echo(f"{len(verify.heads()):,} chains are whole.")


@audit.command("head")
def head() -> None:
    """Print the end of every chain. Keep it outside the database, and give it to `audit verify --head`."""
    click.echo(json.dumps(verify.heads(), indent=1))


def init_app(app: Flask) -> None:
    app.cli.add_command(audit)
