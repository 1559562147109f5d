"""Finding imports and dropped letters, for those who may enter responses; and the facts their guards need."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, undefer

from app.extensions import db
from app.imports import built
from app.imports.guessing import is_mapped
from app.models import DroppedLetter, Person, Response, ResponseImport, Round, SurveyMapping
from app.perform import facts_of
from app.permissions import Actor, imports_seen_by
from app.responses import places
from app.responses import queries as responses
from workflows.response_import import ImportState


def of_round(round_: Round, *, seen_by: Person) -> list[ResponseImport]:
    """The imports of a round, the newest first."""
    return list(
        db.session.scalars(
            sa.select(ResponseImport)
            .where(ResponseImport.round_id == round_.id, imports_seen_by(seen_by, ResponseImport.round_id))
            .options(joinedload(ResponseImport.brought_by))
            .order_by(ResponseImport.id.desc())
        )
    )


def get(slug: str, import_id: int, *, seen_by: Person, whole: bool = False) -> ResponseImport:
    """One import, or NoResultFound; `whole` with what a look at its file and its rows found."""
    found = (
        sa.select(ResponseImport)
        .join(ResponseImport.round)
        .where(ResponseImport.id == import_id, Round.slug == slug, imports_seen_by(seen_by, ResponseImport.round_id))
        .options(contains_eager(ResponseImport.round), joinedload(ResponseImport.brought_by))
    )
    if whole:
        found = found.options(
            undefer(ResponseImport.sheets), undefer(ResponseImport.columns), undefer(ResponseImport.problems)
        )
    return db.session.scalars(found).unique().one()


def offered(asked_: places.Places) -> list[tuple[str, str]]:
    """The places as choices."""
    by_ref = asked_.by_ref.values()
    return [(one.ref, one.title if one.ref == places.GENERAL else f"{one.ref} {one.title}") for one in by_ref]


def kept_for(round_id: int, fingerprint: str) -> SurveyMapping | None:
    """What was said before of a file with just these columns."""
    return db.session.scalars(
        sa.select(SurveyMapping)
        .where(SurveyMapping.round_id == round_id, SurveyMapping.fingerprint == fingerprint)
        .order_by(SurveyMapping.saved_at.desc())
        .limit(1)
    ).first()


def kept_as(round_id: int, name: str) -> SurveyMapping | None:
    """What was said before of a survey with this name."""
    return db.session.scalars(
        sa.select(SurveyMapping).where(SurveyMapping.round_id == round_id, SurveyMapping.name == name)
    ).one_or_none()


def surveys(round_: Round) -> list[str]:
    """The surveys whose mapping is kept."""
    kept = sa.select(SurveyMapping.name).where(SurveyMapping.round_id == round_.id).order_by(SurveyMapping.name)
    return list(db.session.scalars(kept))


# --- letters ----------------------------------------------------------------------------------------------------------


def letters(round_: Round, *, seen_by: Person) -> list[DroppedLetter]:
    """E-mails and letters that wait to be entered, the oldest first; then those entered or set aside."""
    return list(
        db.session.scalars(
            sa.select(DroppedLetter)
            .where(DroppedLetter.round_id == round_.id, imports_seen_by(seen_by, DroppedLetter.round_id))
            .options(joinedload(DroppedLetter.response).load_only(Response.name, Response.state))
            .order_by(DroppedLetter.response_id.is_not(None), DroppedLetter.set_aside_at.is_not(None), DroppedLetter.id)
        )
    )


def letter(slug: str, letter_id: int, *, seen_by: Person) -> DroppedLetter:
    """One dropped letter, or NoResultFound."""
    return db.session.scalars(
        sa.select(DroppedLetter)
        .join(DroppedLetter.round)
        .where(DroppedLetter.id == letter_id, Round.slug == slug, imports_seen_by(seen_by, DroppedLetter.round_id))
        .options(
            contains_eager(DroppedLetter.round), joinedload(DroppedLetter.upload), joinedload(DroppedLetter.response)
        )
    ).one()


def like(one: DroppedLetter) -> list[DroppedLetter]:
    """Other letters of the round with the same message id or the same words."""
    same = [DroppedLetter.digest == one.digest]
    same += [DroppedLetter.message_id == one.message_id] if one.message_id else []
    return list(
        db.session.scalars(
            sa.select(DroppedLetter)
            .where(DroppedLetter.round_id == one.round_id, DroppedLetter.id != one.id, sa.or_(*same))
            .order_by(DroppedLetter.id)
        )
    )


# --- facts ------------------------------------------------------------------------------------------------------------


@facts_of(ResponseImport)
def facts(one: ResponseImport, by: Actor | None, action: str | None) -> dict[str, Any]:  # noqa: ARG001 - as facts are asked
    """What the guards look at; what has been built on it is looked up for undoing it only."""
    counts = one.found.get("counts", {})
    known: dict[str, Any] = {
        "mapped": is_mapped(one.mapping.get("columns", [])),
        "good": counts.get("new", 0) + counts.get("changed", 0),
        "round_is_open": responses.is_open(one.round),
    }
    if one.state in (ImportState.IMPORTED, ImportState.UNDOING) and action in (None, "undo", "take_back"):
        known["built_on"] = built.on(one.id)
    return known
