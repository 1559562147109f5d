"""What can be done to organisations and to the settings of the service, and finding them."""

from typing import Any

import sqlalchemy as sa

from app.assurance.queries import ACTION_PLAN, ACTION_PLAN_DAYS
from app.extensions import db
from app.figures.settings import SMALLEST_NUMBER
from app.models import Organisation, OrganisationKind, Setting
from app.people.queries import REQUIRES_SECOND_FACTOR
from app.perform import perform
from app.permissions import Actor
from workflows.engine import Refused
from workflows.roles import GIVEN_ROLES, Role
from workflows.small_numbers import THRESHOLD

HELP_ADDRESS = "help address"
"""The setting with the address that people write to when they cannot sign in."""


def add_organisation(
    *, code: str, name: str, kind: OrganisationKind, by: Actor, **provider_fields: Any
) -> Organisation:
    """Add an organisation; a provider with its sector, instrument, nation and region. Raises NotAllowed or Refused."""
    _ensure_free(
        sa.or_(Organisation.code == code, Organisation.name == name),
        f"There is an organisation called {name}, or with the code {code}, already.",
    )
    organisation = Organisation(code=code, name=name, kind=kind, **provider_fields)
    perform(organisation, "add", by=by, what=f"{name}, {OrganisationKind(kind)}")
    return organisation


def edit_organisation(organisation: Organisation, *, by: Actor, **fields: Any) -> None:
    """Correct what is known of an organisation; its code and its kind stay. Raises Refused for a name that is taken."""
    changed = changes(organisation, fields)
    if not changed:
        return
    if "name" in changed:
        _ensure_free(Organisation.name == fields["name"], f"There is an organisation called {fields['name']} already.")
    perform(organisation, "edit", by=by, what=", ".join(name.replace("_", " ") for name in changed))
    for name in changed:
        setattr(organisation, name, fields[name])


def _ensure_free(is_taken: sa.ColumnElement[bool], sentence: str) -> None:
    if db.session.scalars(sa.select(Organisation.id).where(is_taken)).first() is not None:
        raise Refused(sentence)


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
    names = (REQUIRES_SECOND_FACTOR, HELP_ADDRESS, ACTION_PLAN, SMALLEST_NUMBER)
    kept = {one.name: one.value for one in db.session.scalars(sa.select(Setting).where(Setting.name.in_(names)))}
    plan = kept.get(ACTION_PLAN, ACTION_PLAN_DAYS)
    return {
        "second_factor": kept.get(REQUIRES_SECOND_FACTOR, []),
        "help_address": kept.get(HELP_ADDRESS, ""),
        "plan_days": plan["days"],
        "plan_clock": plan["clock"],
        "smallest_number": kept.get(SMALLEST_NUMBER, THRESHOLD),
    }


def change_settings(
    *,
    second_factor: list[str],
    help_address: str,
    plan_days: int,
    plan_clock: str,
    smallest_number: int = THRESHOLD,
    by: Actor,
) -> None:
    """Save what holds for everyone; nothing happens when it is so already.

    Holders of the roles in `second_factor` need a code, those signed in at once. `help_address` is shown to who cannot
    sign in. A provider has `plan_days` of `plan_clock` for the action plan after a failed return (domain §8). Numbers
    below `smallest_number` are published nowhere.
    """
    roles = [str(role) for role in Role if role in GIVEN_ROLES and role in second_factor]
    after = {
        "second_factor": roles, "help_address": help_address, "plan_days": plan_days, "plan_clock": plan_clock,
        "smallest_number": smallest_number,
    }  # fmt: skip
    changed = {name for name, value in settings().items() if after[name] != value}
    if not changed:
        return
    said = {
        "second_factor": f"second factor for {', '.join(roles) or 'nobody'}",
        "help_address": f"help address {help_address or 'none'}",
        "plan_days": f"action plans within {plan_days} {plan_clock}",
        "smallest_number": f"numbers below {smallest_number} not published",
    }
    said["plan_clock"] = said["plan_days"]
    what = "; ".join(dict.fromkeys(said[name] for name in after if name in changed))
    perform(commissioner(), "change_settings", by=by, what=what[:300])  # type: ignore[arg-type]
    db.session.merge(Setting(name=REQUIRES_SECOND_FACTOR, value=roles))
    db.session.merge(Setting(name=HELP_ADDRESS, value=help_address))
    db.session.merge(Setting(name=ACTION_PLAN, value={"days": plan_days, "clock": plan_clock}))
    db.session.merge(Setting(name=SMALLEST_NUMBER, value=smallest_number))
