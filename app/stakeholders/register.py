"""What can be done with the register: put somebody on it, correct them, retire them, take in a sheet."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass

import sqlalchemy as sa

from app import chain
from app.extensions import db
from app.languages import ENGLISH
from app.models import Invitee, Organisation, Round, Stakeholder
from app.perform import perform
from app.permissions import Actor, roles_of
from app.stakeholders import queries
from app.stakeholders.kinds import kind_of, place_of
from workflows.engine import NotAllowed, Refused
from workflows.roles import Role
from workflows.round import RoundState

EDITABLE = ("name", "kind", "area", "email", "language")


@dataclass(frozen=True)
class Line:
    """One stakeholder as a sheet says it."""

    name: str
    kind: str = ""
    area: str = ""
    email: str = ""
    language: str = ""


@dataclass
class Taken:
    """What a sheet did to the register."""

    added: int = 0
    changed: int = 0
    same: int = 0


def put_on(
    name: str, *, by: Actor, email: str = "", kind: str = "", area: str = "", language: str = "",
    organisation: Organisation | None = None,
) -> Stakeholder:  # fmt: skip
    """The stakeholder of this name, put on the register when they are not on it; what is known of them is kept.

    Without a language, letters to them are in English, and say where the Welsh is.
    """
    found = queries.named(name)
    if found is None:
        about = {"kind": kind, "area": area, "email": email, "language": language or ENGLISH}
        found = Stakeholder(name=name, name_key=queries.key_of(name), **about)
        found.organisation = organisation
        chain.created(found, by=by, action="add", what=name)
    if organisation is not None:
        found.organisation = organisation
        kind, area = kind or kind_of(organisation), area or place_of(organisation)
    found.kind, found.area = found.kind or kind, found.area or area
    found.email = found.email or email
    return found


def add(*, by: Actor, name: str, kind: str, area: str, email: str = "", language: str = "") -> Stakeholder:
    """Put a new stakeholder on the register. Raises NotAllowed, or Refused for a name that is on it."""
    _ensure_keeps_it(by)
    if queries.named(name) is not None:
        raise Refused("This name is on the register already. Find it under Stakeholders, and change it there.")
    about = {"kind": kind, "area": area, "email": email, "language": language}
    return put_on(name, by=by, organisation=_account(name), **about)


def edit(stakeholder: Stakeholder, *, by: Actor, **fields: str) -> None:
    """Correct what the register says; invitations of rounds that are not closed follow. Raises Refused."""
    if unknown := fields.keys() - set(EDITABLE):
        raise TypeError(f"A stakeholder has no {', '.join(sorted(unknown))} to edit.")
    changed = [name for name, value in fields.items() if getattr(stakeholder, name) != value]
    if not changed:
        return
    if "name" in changed:
        other = queries.named(fields["name"])
        if other is not None and other is not stakeholder:
            raise Refused("Another stakeholder has this name. Find it under Stakeholders, and change it there.")
        stakeholder.name_key = queries.key_of(fields["name"])
    perform(stakeholder, "edit", by=by, what=f"changed {', '.join(changed)}")
    for name in changed:
        setattr(stakeholder, name, fields[name])
    _let_invitations_follow(stakeholder, {name: fields[name] for name in changed if name != "name"})


def retire(stakeholder: Stakeholder, *, by: Actor) -> None:
    """Ask this one no more in rounds to come; their address goes, and invitations sent already keep theirs."""
    perform(stakeholder, "retire", by=by)
    stakeholder.email = ""


def reinstate(stakeholder: Stakeholder, *, by: Actor) -> None:
    """Let this one be asked again."""
    perform(stakeholder, "reinstate", by=by)


def take_in(lines: Iterable[Line], *, by: Actor) -> Taken:
    """Bring the register to what a sheet says, by name: new ones added, others changed where the sheet says more."""
    _ensure_keeps_it(by)
    known = {each.name_key: each for each in db.session.scalars(sa.select(Stakeholder))}
    taken = Taken()
    for line in lines:
        found = known.get(queries.key_of(line.name))
        said = {name: getattr(line, name) for name in EDITABLE[1:] if getattr(line, name)}
        if found is None:
            add(by=by, **asdict(line))
            taken.added += 1
        elif any(getattr(found, name) != value for name, value in said.items()):
            edit(found, by=by, **said)
            taken.changed += 1
        else:
            taken.same += 1
    return taken


def _account(name: str) -> Organisation | None:
    return db.session.scalars(
        sa.select(Organisation).where(sa.func.lower(Organisation.name) == name.strip().lower())
    ).first()


def _ensure_keeps_it(by: Actor) -> None:
    if Role.ROUND_MANAGER not in roles_of(by, Stakeholder(name="", name_key="")):
        raise NotAllowed("Only a round manager for the whole service keeps the register.")


def _let_invitations_follow(stakeholder: Stakeholder, changed: dict[str, str]) -> None:
    """A closed round's figures stand still; those of the others follow the register."""
    if changed:
        still_open = sa.select(Round.id).where(Round.state != RoundState.CLOSED)
        db.session.execute(
            sa.update(Invitee)
            .where(Invitee.stakeholder_id == stakeholder.id, Invitee.round_id.in_(still_open))
            .values(changed)
        )
