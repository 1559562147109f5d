"""`flask agreement`: write agreements as Word files, as the system."""

from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup
from sqlalchemy.exc import NoResultFound

from app.exports import queries
from app.exports.writing import MANIFEST, each, manifest, reading
from app.permissions import SYSTEM
from app.rounds import queries as rounds
from workflows.agreement import AgreementState

agreement = AppGroup("agreement", help="Agreements as files.")


@agreement.command("export")
@click.argument("round_", metavar="ROUND")
@click.option("--provider", default="", metavar="CODE", help="Only the agreement with this provider.")
@click.option(
    "--state",
    default="",
    type=click.Choice(["", *(s.value for s in AgreementState)]),
    help="Only agreements in this state.",
)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="The folder to write to.")
def export(round_: str, provider: str, state: str, out: Path) -> None:
    """Write the agreements of ROUND as Word files, with manifest.csv beside them."""
    lines = []
    with reading():
        ids = _ids(round_, provider, state)
        out.mkdir(parents=True, exist_ok=True)
        for line, content in each(ids):
            (out / line.file).write_bytes(content)
            lines.append(line)
    (out / MANIFEST).write_bytes(manifest(lines))
    click.echo(f"Wrote {len(lines)} agreement{'' if len(lines) == 1 else 's'} and {MANIFEST} to {out}.")


def _ids(slug: str, code: str, state: str) -> list[int]:
    try:
        found = rounds.get(slug)
    except NoResultFound:
        raise click.ClickException(f"There is no round called {slug}. Rounds are named as in their address.") from None
    ids = queries.agreement_ids(found.id, state=state, code=code, seen_by=SYSTEM)
    if not ids:
        raise click.ClickException("No agreement fits. Check the provider's code and the state, and try again.")
    return ids


def init_app(app: Flask) -> None:
    app.cli.add_command(agreement)
