"""`flask demo`: load the demonstration, and print who can sign in to it."""

import json
import time

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from app.demo import cast, stages
from app.demo.files import THIS_YEAR
from app.extensions import db
from app.models import Organisation, Setting
from app.responses.codes import fingerprint
from app.responses.queries import by_fingerprint

demo = AppGroup("demo", help="The demonstration round, 2012-13.")


@demo.command("load")
@click.option("--stage", type=click.Choice(stages.STAGES), default="negotiating", show_default=True)
def load(stage: str) -> None:
    """Build the demonstration in an empty database. It never overwrites anything."""
    if not current_app.config["REHEARSAL"]:
        raise click.ClickException("The demonstration is for a rehearsal. Set REHEARSAL=1, and never do in production.")
    if db.session.get(Setting, stages.MARK) is not None:
        click.echo("The demonstration is already loaded here.")
        return
    if db.session.query(Organisation.id).first() is not None:
        raise click.ClickException(
            "This database is not empty, and what is in it is not a whole demonstration. Use an empty database, or "
            "delete the file if an earlier load was interrupted."
        )
    began = time.monotonic()
    stages.load(stage, click.echo)
    click.echo(f"The demonstration stands at stage {stage}, after {time.monotonic() - began:.0f} seconds.")


@demo.command("people")
@click.option("--json", "as_json", is_flag=True, help="As JSON: e-mail, password, roles, organisation.")
def people(*, as_json: bool) -> None:
    """Print who can sign in to the demonstration."""
    rows = [
        {
            "email": cast.address(part.key),
            "password": cast.PASSWORD,
            "name": part.name,
            "roles": [str(role) for role in part.roles],
            "organisation": db.session.query(Organisation.name).filter_by(code=part.organisation).scalar(),
        }
        for part in cast.PRINTED
    ]
    if as_json:
        click.echo(json.dumps(rows, indent=1))
        return
    click.echo(f"Everyone's password is {cast.PASSWORD}")
    for row in rows:
        roles = ", ".join(row["roles"]) or "responds to consultations"
        click.echo(f"  {row['email']:58} {roles} ({row['organisation']})")
    if by_fingerprint(THIS_YEAR, fingerprint(cast.RECEIPT_CODE)):
        click.echo(f"A receipt code to follow, at /rounds/{THIS_YEAR}/respond/what-became: {cast.RECEIPT_CODE}")


def init_app(app: Flask) -> None:
    app.cli.add_command(demo)
