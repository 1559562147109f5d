"""What can be said about an agreement: to both sides, or to one's own only; and marking it as read."""

from collections.abc import Iterable

from app import clock
from app.agreements.sides import side_that_negotiates
from app.extensions import db
from app.models import Agreement, Person, Remark, RemarkRead, Term, Upload
from app.perform import perform
from app.permissions import Actor
from app.remarks import letters, queries
from workflows.engine import Refused


def remark(
    agreement: Agreement,
    term: Term | None,
    *,
    text: str,
    private: bool,
    by: Actor,
    upload: Upload | None = None,
    corrects: Remark | None = None,
) -> Remark:
    """Say something about a term, or (without one) about the whole agreement; `private` keeps it to one's own side.

    What both sides read is on the timeline with its words; of a note only that there is one, and to its own side. The
    other side gets a letter. `upload` is the file it was read from. Raises NotAllowed, or Refused as when it corrects
    somebody else's words.
    """
    about = term.ref if term else "the whole agreement"
    if corrects is not None:
        _ensure_own(corrects, private=private, by=by)
    words = {"what": f"on {about}", "reason": text}
    if private:
        perform(agreement, "note", by=by, **words)
    else:
        perform(agreement, "remark", by=by, why=text, **words)
    made = Remark(
        agreement_id=agreement.id,
        term_id=term.id if term else None,
        side=side_that_negotiates(by),
        private=private,
        author_id=by.id,
        at=clock.now(),
        text=text.strip(),
        corrects_id=corrects.id if corrects else None,
        upload_id=upload.id if upload else None,
    )
    db.session.add(made)
    db.session.flush()
    if not private:
        letters.tell(agreement, made)
    return made


def _ensure_own(corrected: Remark, *, private: bool, by: Actor) -> None:
    if corrected.author_id != by.id:
        raise Refused("Only whoever wrote it corrects it. Answer it with a remark of your own.")
    if corrected.private is not private:
        raise Refused("A note is corrected by a note, and a remark by a remark. Choose the same readers as before.")


def mark_read(agreement: Agreement, *, by: Person, up_to: int, terms: Iterable[int | None] | None = None) -> int:
    """Mark what a person's page showed as read, up to the newest remark on it. Returns how many were new to them.

    `terms` limits it to some terms, None among them meaning the whole agreement. Reading is no move of the
    agreement's: it is not on the timeline.
    """
    found = queries.new_to(agreement, by, up_to=up_to, terms=terms)
    db.session.add_all(RemarkRead(person_id=by.id, remark_id=remark_id) for remark_id in found)
    db.session.flush()
    return len(found)
