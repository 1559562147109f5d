"""Which agreements an export holds, and the exports that one has asked for."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, lazyload

from app.exports.writing import harmless, listed
from app.extensions import db
from app.models import Agreement, Export, Organisation, Person, Round
from app.permissions import System, agreements_seen_by, exports_seen_by
from workflows.agreement import AgreementState

SHOWN = 5


def agreement_ids(round_id: int, *, state: str = "", code: str = "", seen_by: Person | System) -> list[int]:
    """Agreements of a round that `seen_by` may see now, in one state or any, with one provider or all; by provider."""
    which = [Agreement.round_id == round_id]
    if not isinstance(seen_by, System):
        which.append(agreements_seen_by(seen_by))
    if state:
        which.append(Agreement.state == AgreementState(state))
    if code:
        which.append(Organisation.code == code)
    ids = sa.select(Agreement.id).join(Agreement.provider).where(*which).order_by(Organisation.code)
    return list(db.session.scalars(ids))


def counts(round_: Round, *, seen_by: Person) -> dict[str, int]:
    """How many agreements in each state one may see, in the order of an agreement's life."""
    rows = db.session.execute(
        sa.select(Agreement.state, sa.func.count(Agreement.id))
        .where(Agreement.round_id == round_.id, agreements_seen_by(seen_by))
        .group_by(Agreement.state)
    )
    found = {state: count for state, count in rows}  # noqa: C416 - rows are not pairs
    return {state.value: found[state] for state in AgreementState if state in found}


def get(export_id: int, *, seen_by: Person) -> Export:
    """The export, or NoResultFound for everyone but who asked for it."""
    return db.session.scalars(
        sa.select(Export)
        .where(Export.id == export_id, exports_seen_by(seen_by))
        .options(joinedload(Export.round).options(lazyload(Round.dates)), joinedload(Export.upload))
    ).one()


def may_still_be_seen(export: Export, *, seen_by: Person) -> bool:
    """Whether everything in a finished export is still this person's to see: assignments and roles end."""
    names = db.session.scalars(
        sa.select(Organisation.name)
        .join(Agreement, Agreement.provider_id == Organisation.id)
        .where(Agreement.round_id == export.round_id, agreements_seen_by(seen_by))
    )
    return export.upload is not None and listed(export.upload.content) <= {harmless(name) for name in names}


def unfinished(round_: Round, state: str, *, seen_by: Person) -> Export | None:
    """The same export, asked for and not made yet: a second press leads to it."""
    return db.session.scalars(
        sa.select(Export)
        .where(Export.round_id == round_.id, Export.agreement_state == state, Export.finished_at.is_(None))
        .where(exports_seen_by(seen_by))
        .order_by(Export.id.desc())
        .limit(1)
    ).first()


def newest(round_: Round, *, seen_by: Person) -> Sequence[Export]:
    """The last exports of a round that one has asked for, the newest first."""
    return db.session.scalars(
        sa.select(Export)
        .where(Export.round_id == round_.id, exports_seen_by(seen_by))
        .order_by(Export.id.desc())
        .limit(SHOWN)
    ).all()
