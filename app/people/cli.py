"""`flask people first-administrator` lets the first person in; they invite everyone else."""

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from app.extensions import db
from app.models import OrganisationKind
from app.people import commands, links, organisations
from app.permissions import SYSTEM
from workflows.engine import WorkflowError

people = AppGroup("people", help="Accounts.")


@people.command("first-administrator")
@click.argument("email")
@click.argument("name")
@click.option(
    "--organisation", default="The commissioner", help="The commissioning organisation, if none is there yet."
)
def first_administrator(email: str, name: str, organisation: str) -> None:
    """Make the first administrator, and send them the link to choose a password."""
    try:
        at = organisations.commissioner() or organisations.add_organisation(
            code="commissioner", name=organisation, kind=OrganisationKind.COMMISSIONER, by=SYSTEM
        )
        person = commands.first_administrator(email=email, name=name, organisation=at)
        db.session.commit()
    except WorkflowError as refusal:
        db.session.rollback()
        raise click.ClickException(" ".join(refusal.reasons)) from None
    address = current_app.config["SERVICE_URL"].rstrip("/")
    click.echo(f"{name} is invited, by mail to {email}. The same link, once, for seven days:")
    click.echo(f"{address}/invitation/{links.make(links.INVITATION, person)}")


def init_app(app: Flask) -> None:
    app.cli.add_command(people)
