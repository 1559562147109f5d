"""`flask backup FILE` and `flask restore FILE`."""

from pathlib import Path

import click
from flask import Flask, current_app

from app.backup.archive import Manifest, Unusable
from app.backup.restoring import restore
from app.backup.taking import take
from app.extensions import db

FILE = click.argument("file", type=click.Path(path_type=Path, dir_okay=False))


@click.command("backup")
@FILE
def backup_command(file: Path) -> None:
    """Save everything in FILE, uploaded evidence included, while the service runs."""
    try:
        manifest = take(db.engine, file, rehearsal=current_app.config["REHEARSAL"])
    except Unusable as reason:
        raise click.ClickException(str(reason)) from None
    click.echo(f"Saved {_amount(manifest)} in {file}. It holds everything, so keep it as safe as the database.")


@click.command("restore")
@FILE
@click.option("--overwrite", is_flag=True, help="Replace what the database holds now.")
def restore_command(file: Path, overwrite: bool) -> None:  # noqa: FBT001 - click passes it by name
    """Bring back everything from FILE, into a migrated and empty database."""
    try:
        manifest = restore(db.engine, file, rehearsal=current_app.config["REHEARSAL"], overwrite=overwrite)
    except Unusable as reason:
        raise click.ClickException(str(reason)) from None
    click.echo(f"Brought back {_amount(manifest)} as of {manifest.taken_at}. Run `flask audit verify` to check it.")


def _amount(manifest: Manifest) -> str:
    return f"{sum(manifest.rows.values()):,} rows from {len(manifest.rows)} tables"


def init_app(app: Flask) -> None:
    app.cli.add_command(backup_command)
    app.cli.add_command(restore_command)
