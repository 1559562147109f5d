"""Finding agreements with their exact texts, who is party to them, and what was said about them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, lazyload, undefer

from app.extensions import db
from app.models import (
    Agreement,
    AgreementVersion,
    Appointment,
    Approval,
    Assignment,
    Intention,
    Organisation,
    OrganisationKind,
    Person,
    Publication,
    Round,
    Signature,
)
from app.models.base import Utc
from app.permissions import agreements_seen_by
from workflows.agreement import AgreementState, Side
from workflows.roles import PROVIDER_ROLES, Role

WHOLE = (
    joinedload(Agreement.round).options(lazyload(Round.dates)),
    joinedload(Agreement.provider),
    joinedload(Agreement.opening),
    joinedload(Agreement.template),
)
"""What an agreement's text is made of, in the agreement's own query."""
THIS: sa.BindParameter[int] = sa.bindparam("agreement_id")
ITS_ROUND: sa.BindParameter[int] = sa.bindparam("round_id")
"""Stand in questions that are asked so often that they are written once, when this module is read."""


def get(slug: str, code: str, *, seen_by: Person) -> Agreement:
    """The agreement of this provider in this round with what its text needs, or NoResultFound."""
    return db.session.scalars(
        sa.select(Agreement)
        .join(Agreement.round)
        .join(Agreement.provider)
        .where(Round.slug == slug, Organisation.code == code, agreements_seen_by(seen_by))
        .options(*WHOLE)
    ).one()


def whole(agreement_id: int) -> Agreement:
    """An agreement that has already been found, with what its text needs."""
    return db.session.get_one(Agreement, agreement_id, options=WHOLE)


# --- texts ------------------------------------------------------------------------------------------------------------


def current_version(agreement: Agreement, on: date | None = None) -> AgreementVersion:
    """The version that applies on a day, or the newest: what was signed, as notices of change have varied it since."""
    varied = AgreementVersion.applies_from.is_not(None) if on is None else AgreementVersion.applies_from <= on
    return db.session.scalars(
        sa.select(AgreementVersion)
        .where(
            AgreementVersion.agreement_id == agreement.id,
            sa.or_(AgreementVersion.digest == agreement.text_digest, varied),
        )
        .order_by(AgreementVersion.id.desc())
        .limit(1)
        .options(undefer(AgreementVersion.text))
    ).one()


def version(agreement: Agreement, number: str) -> AgreementVersion:
    """One version as it was issued, or NoResultFound. Both sides have seen every version: none is issued unsent."""
    return db.session.scalars(
        sa.select(AgreementVersion)
        .where(AgreementVersion.agreement_id == agreement.id, AgreementVersion.number == number)
        .options(undefer(AgreementVersion.text))
    ).one()


def count_versions(agreement: Agreement) -> int:
    return db.session.scalar(VERSIONS, {"agreement_id": agreement.id}) or 0


VERSIONS = sa.select(sa.func.count(AgreementVersion.id)).where(AgreementVersion.agreement_id == THIS)


def predecessors(agreement: Agreement) -> list[Agreement]:
    """The provider's agreements of earlier rounds that this one takes the place of: there is at most one."""
    return list(
        db.session.scalars(
            sa.select(Agreement).where(
                Agreement.provider_id == agreement.provider_id,
                Agreement.starts_on < agreement.starts_on,
                Agreement.state.in_((AgreementState.IN_FORCE, AgreementState.EXPIRED)),
            )
        )
    )


def said_about(agreement: Agreement) -> Sequence[Any]:
    """Versions, live approvals and signatures, the commissioner, and titles of intentions: all in one query.

    Rows of kind, side_or_ref, name, post, authority, words, digest and at; each kind leaves empty what it has not.
    """
    return db.session.execute(SAID, {"agreement_id": agreement.id, "round_id": agreement.round_id}).all()


def _row(kind: str, side_or_ref: Any, name: Any = "", **given: Any) -> Any:
    text = {key: given.get(key, "") for key in ("post", "authority", "words", "digest")}
    at = given.get("at", sa.cast(sa.null(), Utc()))
    values = {"kind": kind, "side_or_ref": side_or_ref, "name": name, **text}
    return sa.select(*[sa.type_coerce(value, sa.Text).label(key) for key, value in values.items()], at.label("at"))


def _versions() -> Any:
    version = AgreementVersion
    row = _row("version", version.number, words=version.reason, digest=version.digest, at=version.issued_at)
    return row.where(version.agreement_id == THIS)


def _approvals() -> Any:
    row = _row("approval", Approval.side, Person.name, post=Person.post, digest=Approval.digest, at=Approval.at)
    return row.join(Person, Person.id == Approval.person_id).where(
        Approval.agreement_id == THIS, Approval.voided_at.is_(None)
    )


def _signatures() -> Any:
    sign = Signature
    given = {"post": sign.post, "authority": sign.authority, "words": sign.declaration, "digest": sign.digest}
    row = _row("signature", sign.side, sign.name, at=sign.at, **given)
    return row.where(sign.agreement_id == THIS, sign.voided_at.is_(None))


def _commissioner() -> Any:
    return _row("commissioner", "", Organisation.name).where(Organisation.kind == OrganisationKind.COMMISSIONER)


def _titles() -> Any:
    return _row("intention", Intention.ref, Intention.title).where(Intention.round_id == ITS_ROUND)


SAID = sa.union_all(_versions(), _approvals(), _signatures(), _commissioner(), _titles())
"""Written once: every text that is issued asks it."""


def has_approved(agreement: Agreement, person: Person) -> bool:
    """Whether this person's approval of the text as it stands counts."""
    return _has(Approval, agreement, person)


def has_signed(agreement: Agreement, person: Person) -> bool:
    """Whether this person's signature of the text as it stands counts."""
    return _has(Signature, agreement, person)


def _has(model: type[Approval] | type[Signature], agreement: Agreement, person: Person) -> bool:
    mine = sa.select(model.id).where(
        model.agreement_id == agreement.id,
        model.person_id == person.id,
        model.digest == agreement.text_digest,
        model.voided_at.is_(None),
    )
    return db.session.scalar(mine.limit(1)) is not None


# --- people -----------------------------------------------------------------------------------------------------------


def people_of(agreement: Agreement) -> Sequence[Any]:
    """Negotiators and signatories on both sides, as rows of id, name, post, email and role."""
    return db.session.execute(PEOPLE, {"provider_id": agreement.provider_id, "round_id": agreement.round_id}).all()


def side_of_role(role: Role) -> Side:
    return Side.PROVIDER if role in PROVIDER_ROLES else Side.COMMISSIONER


def _for_agreement() -> sa.ColumnElement[bool]:
    provider_id: sa.BindParameter[int] = sa.bindparam("provider_id")
    assigned = sa.select(Assignment.person_id).where(Assignment.provider_id == provider_id)
    return sa.or_(
        sa.and_(Appointment.provider_id == provider_id, Person.organisation_id == provider_id),
        Appointment.role == Role.COMMISSIONER_SIGNATORY,
        sa.and_(Appointment.role == Role.COMMISSIONER_NEGOTIATOR, Person.id.in_(assigned)),
    )


PEOPLE = (
    sa.select(Person.id, Person.name, Person.post, Person.email, Appointment.role)
    .join(Appointment, Appointment.person_id == Person.id)
    .where(Person.active, Appointment.ended_at.is_(None), _for_agreement())
    .where(sa.or_(Appointment.round_id.is_(None), Appointment.round_id == ITS_ROUND))
    .order_by(Appointment.role.desc(), Person.id)
)
"""Written once: every text and every letter asks it."""


# --- what is published ------------------------------------------------------------------------------------------------


def publications() -> Sequence[Any]:
    """Every agreement that has been published, as rows to list: the newest round first, then by provider."""
    rows = db.session.execute(
        sa.select(
            Round.slug, Round.title, Organisation.code, Organisation.name, Agreement.instrument, Agreement.state,
            AgreementVersion.number, Publication.published_at,
        )
        .join(AgreementVersion, AgreementVersion.id == Publication.agreement_version_id)
        .join(Agreement, Agreement.id == AgreementVersion.agreement_id)
        .join(Round, Round.id == Agreement.round_id)
        .join(Organisation, Organisation.id == Agreement.provider_id)
        .order_by(Round.starts_on.desc(), Organisation.name, AgreementVersion.id.desc())
    )  # fmt: skip
    return rows.all()


def published(slug: str, code: str) -> list[Publication]:
    """The publications of one agreement, the newest version first, or NoResultFound. The newest has its text."""
    found = db.session.scalars(
        sa.select(Publication)
        .join(Publication.agreement_version)
        .join(AgreementVersion.agreement)
        .join(Agreement.round)
        .join(Agreement.provider)
        .where(Round.slug == slug, Organisation.code == code)
        .order_by(AgreementVersion.id.desc())
        .options(
            joinedload(Publication.agreement_version)
            .joinedload(AgreementVersion.agreement)
            .options(joinedload(Agreement.provider), joinedload(Agreement.round).options(lazyload(Round.dates)))
        )
    ).all()
    if not found:
        raise sa.exc.NoResultFound
    return list(found)


def numbered(publications: list[Publication], number: str) -> Publication:
    """The publication of this version, or NoResultFound."""
    for publication in publications:
        if publication.agreement_version.number == number:
            return publication
    raise sa.exc.NoResultFound
