"""What can be done to organisations and to the settings of the service, and finding them."""

from typing import Any

import sqlalchemy as sa

from app.extensions import db
from app.models import Organisation, OrganisationKind, Setting
from app.people.queries import REQUIRES_SECOND_FACTOR
from app.perform import perform
from app.permissions import Actor
from workflows.engine import Refused
from workflows.roles import GIVEN_ROLES, Role

HELP_ADDRESS = "help address"
"""The setting with the address that people write to when they cannot sign in."""


def add_organisation(
    *, code: str, name: str, kind: OrganisationKind, by: Actor, **provider_fields: Any
) -> Organisation:
    """Add an organisation; a provider with its sector, instrument, nation and region. Raises NotAllowed or Refused."""
    taken = sa.select(Organisation.id).where(sa.or_(Organisation.code == code, Organisation.name == name))
    if db.session.scalars(taken).first() is not None:
        raise Refused(f"There is an organisation called {name}, or with the code {code}, already.")
    organisation = Organisation(code=code, name=name, kind=kind, **provider_fields)
    perform(organisation, "add", by=by, what=f"{name}, {OrganisationKind(kind)}")
    return organisation


def edit_organisation(organisation: Organisation, *, by: Actor, **fields: Any) -> None:
    """Correct what is known of an organisation; its code and its kind stay."""
    changed = changes(organisation, fields)
    if not changed:
        return
    perform(organisation, "edit", by=by, what=", ".join(name.replace("_", " ") for name in changed))
    for name in changed:
        setattr(organisation, name, fields[name])


def changes(organisation: Organisation, fields: dict[str, Any]) -> list[str]:
    """The names of those fields that are not so yet."""
    return [name for name, value in fields.items() if getattr(organisation, name) != value]


def get(code: str) -> Organisation:
    """The organisation with this code. Raises NoResultFound."""
    return db.session.scalars(sa.select(Organisation).where(Organisation.code == code)).one()


def every(kind: str = "", words: str = "") -> list[Organisation]:
    """Organisations by name, of one kind or with these words in their name when asked."""
    found = sa.select(Organisation).order_by(Organisation.name)
    if kind:
        found = found.where(Organisation.kind == kind)
    if words:
        found = found.where(Organisation.name.ilike(f"%{words.replace('%', '').replace('_', '')}%"))
    return list(db.session.scalars(found))


def commissioner() -> Organisation | None:
    """The organisation that buys; None on the first day."""
    return db.session.scalars(
        sa.select(Organisation).where(Organisation.kind == OrganisationKind.COMMISSIONER).order_by(Organisation.id)
    ).first()


def settings() -> dict[str, Any]:
    """What an administrator has set."""
    names = (REQUIRES_SECOND_FACTOR, HELP_ADDRESS)
    kept = {one.name: one.value for one in db.session.scalars(sa.select(Setting).where(Setting.name.in_(names)))}
    return {"second_factor": kept.get(REQUIRES_SECOND_FACTOR, []), "help_address": kept.get(HELP_ADDRESS, "")}


def change_settings(*, second_factor: list[str], help_address: str, by: Actor) -> None:
    """Ask holders of these roles for a code, those signed in at once; say whom people may write to for help."""
    roles = [role for role in Role if role in GIVEN_ROLES and role in second_factor]
    now = settings()
    if (now["second_factor"], now["help_address"]) == (roles, help_address):
        return
    what = f"second factor for {', '.join(roles) or 'nobody'}; help address {help_address or 'none'}"
    perform(commissioner(), "change_settings", by=by, what=what[:300])  # type: ignore[arg-type]
    db.session.merge(Setting(name=REQUIRES_SECOND_FACTOR, value=[str(role) for role in roles]))
    db.session.merge(Setting(name=HELP_ADDRESS, value=help_address))
