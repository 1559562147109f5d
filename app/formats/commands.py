"""What can be done with the formats of an edition: attach one, take one away."""

from app import clock
from app.extensions import db
from app.formats.queries import KINDS, fingerprint_of
from app.models import Edition, EditionFormat, Upload
from app.perform import perform
from app.permissions import Actor
from workflows.engine import Refused


def attach_format(
    edition: Edition,
    kind: str,
    *,
    note: str = "",
    note_in_welsh: str = "",
    url: str = "",
    upload: Upload | None = None,
    by: Actor,
) -> EditionFormat:
    """Attach a file or an address to an edition. Raises Refused for neither, both, or an unknown kind."""
    if kind not in KINDS:
        raise Refused("Choose one of the formats in the list.")
    if bool(url) == (upload is not None):
        raise Refused("Give either a file or an address.")
    perform(edition.round, "attach_format", by=by, what=f"{KINDS[kind].lower()} of edition {edition.number}")
    attached = EditionFormat(
        edition_id=edition.id,
        kind=kind,
        note=note,
        welsh={"note": note_in_welsh} if note and note_in_welsh else None,
        url=url,
        upload_id=upload.id if upload else None,
        made_from=fingerprint_of(edition),
        added_at=clock.now(),
        added_by_id=by.id,
    )
    db.session.add(attached)
    db.session.flush()
    return attached


def take_format_away(attached: EditionFormat, *, by: Actor) -> None:
    """Take a format away. What it was stays on the round's timeline."""
    edition = attached.edition
    what = f"{KINDS.get(attached.kind, attached.kind).lower()} of edition {edition.number}"
    perform(edition.round, "take_format_away", by=by, what=what)
    db.session.delete(attached)
    db.session.flush()
