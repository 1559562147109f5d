"""Lock a national template from a file: `flask template load FILE`."""

import json
from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from app.agreements import commands
from app.extensions import db
from workflows.engine import Refused
from workflows.instrument import Instrument

group = AppGroup("template", help="The national templates that agreements are drafted from.")


def init_app(app: Flask) -> None:
    """Attach the commands."""
    app.cli.add_command(group)


@group.command("load")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load(file: Path) -> None:
    """Lock the template in FILE (JSON: instrument, version, title, sections and, if it has one, glossary)."""
    try:
        said = json.loads(file.read_text(encoding="utf-8"))
        template = commands.load_template(
            instrument=Instrument(said["instrument"]),
            number=said["version"],
            title=said["title"],
            sections=said["sections"],
            glossary=said.get("glossary", ()),
        )
    except Refused as refused:
        raise click.ClickException(str(refused)) from None
    except (KeyError, ValueError) as fault:
        raise click.ClickException(f"{file} is not a template: look at {fault}.") from None
    db.session.commit()
    click.echo(f"Locked version {template.number} of the {template.instrument} template.")
