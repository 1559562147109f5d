"""What can be done to accounts: invite people, give and end their roles, let them go. Nobody is ever deleted."""

import secrets
from typing import Any

from app import chain, clock, permissions
from app.extensions import db
from app.models import Appointment, Assignment, Organisation, Person, Round
from app.people import letters, passwords, queries, second_factor, sign_in
from app.people.organisations import add_organisation
from app.perform import perform
from app.permissions import SYSTEM, Actor
from workflows.engine import Refused, Step
from workflows.person import PersonState
from workflows.roles import PROVIDER_ROLES, Role

__all__ = ["add_organisation"]  # with everything below


def invite(*, email: str, name: str, post: str, organisation: Organisation, by: Actor, silent: bool = False) -> Person:
    """Make an account and send the link with which its owner chooses a password. Raises NotAllowed or Refused."""
    email = email.strip().lower()
    if queries.find_by_email(email) is not None:
        raise Refused(f"{email} already has an account. Find it under People and give it the roles it needs.")
    person = Person(
        email=email, name=name, post=post, organisation=organisation, organisation_id=organisation.id,
        state=PersonState.INVITED, active=True, fs_uniquifier=secrets.token_hex(32),
    )  # fmt: skip
    perform(person, "invite", by=by, what=f"for {organisation.name}")
    if not silent:
        letters.invite(person, by)
    return person


def ask_for_known(known: Person, *, by: Person, organisation: Organisation) -> None:
    """Tell whoever has this address, and the administrators, that somebody who may not know so invited them."""
    letters.tell_of_invitation(known, by, organisation)
    for administrator in queries.administrators():
        letters.tell_administrator_of_invitation(administrator, known, by, organisation)


def invite_again(person: Person, *, by: Actor) -> None:
    """Send a new link to somebody who has not chosen a password yet."""
    perform(person, "invite", by=by, what="again")
    letters.invite(person, by)


def edit(person: Person, *, name: str, post: str, by: Actor) -> None:
    """Correct somebody's name and post; nothing happens when they are so already."""
    if (person.name, person.post) != (name, post):
        perform(person, "edit", by=by, what=_details(name, post))
        _correct(person, name, post)


def give_role(
    person: Person, role: Role, *, by: Actor, round_: Round | None = None, provider: Organisation | None = None
) -> Appointment:
    """Let `person` play a part: for the whole service or one round; a provider's part for their own provider.

    Raises NotAllowed or Refused: nobody gives themselves a role, and nobody stands on both sides (domain §2).
    """
    if role in PROVIDER_ROLES and provider is None:
        provider = person.organisation
    perform(
        person, "give_role", by=by, what=queries.role_in_words(role, round_), **_facts(person, role, round_, provider)
    )
    appointment = Appointment(
        person_id=person.id, role=role, round_id=round_.id if round_ else None,
        provider_id=provider.id if provider else None, given_by_id=by.id, given_at=clock.now(),
    )  # fmt: skip
    person.appointments.append(appointment)
    return appointment


def end_role(appointment: Appointment, *, by: Actor) -> None:
    """End a part from now on; what was done in it stays."""
    person = appointment.person
    perform(
        person, "end_role", by=by, what=queries.role_in_words(appointment.role, queries.round_of(appointment)),
        has_ended=appointment.ended_at is not None,
        ends_administration=appointment.role is Role.ADMINISTRATOR and queries.is_last_administrator(person),
    )  # fmt: skip
    appointment.ended_by_id, appointment.ended_at = by.id, clock.now()


def assign(person: Person, provider: Organisation, *, by: Actor) -> Assignment:
    """Have a commissioner negotiator work with a provider."""
    perform(
        person, "assign", by=by, what=provider.name,
        is_negotiator=Role.COMMISSIONER_NEGOTIATOR in permissions.parts(person),
        works_with_it=provider.id in permissions.assigned_ids(person),
    )  # fmt: skip
    assignment = Assignment(person_id=person.id, provider_id=provider.id)
    person.assignments.append(assignment)
    return assignment


def unassign(person: Person, provider: Organisation, *, by: Actor) -> None:
    """Have a negotiator no longer work with a provider. Nothing happens when they don't."""
    found = next((one for one in person.assignments if one.provider_id == provider.id), None)
    if found is not None:
        perform(person, "unassign", by=by, what=provider.name)
        db.session.delete(found)
        person.assignments.remove(found)


def deactivate(person: Person, *, by: Actor, why: str = "") -> None:
    """Close an account; every session of it ends at once. Its name stays on what it did."""
    perform(person, "deactivate", by=by, why=why)
    person.active = False
    end_sessions(person)


def reactivate(person: Person, *, by: Actor) -> None:
    """Open a closed account again, with the roles that had not ended."""
    perform(person, "reactivate", by=by)
    person.active = True
    sign_in.succeed(person)


def reset_second_factor(person: Person, *, by: Actor) -> None:
    """Forget the authenticator app of somebody who has lost it."""
    perform(person, "reset_second_factor", by=by)
    second_factor.remove(person)
    end_sessions(person)


def end_sessions(person: Person) -> None:
    """End every session of `person`, in every browser: a copy of a cookie is worth nothing any more."""
    person.fs_uniquifier = secrets.token_hex(32)


def set_password(person: Person, password: str) -> None:
    """Give `person` this password; every session ends. The first one takes up their invitation."""
    if person.state is PersonState.INVITED:
        perform(person, "accept", by=SYSTEM)
    else:
        _by_oneself(person, "set_password")
    person.password = passwords.hash_of(password)
    end_sessions(person)
    sign_in.succeed(person)


def change_password(person: Person, password: str) -> None:
    """Give oneself another password, and be told of it by mail."""
    set_password(person, password)
    letters.tell_of_new_password(person)


def correct_own_details(person: Person, *, name: str, post: str) -> None:
    """Correct one's own name and post; nothing happens when they are so already."""
    if (person.name, person.post) != (name, post):
        _by_oneself(person, "edit", _details(name, post))
        _correct(person, name, post)


def set_up_second_factor(person: Person, seed: str, counter: int) -> list[str]:
    """Ask for a code of this app at every sign-in. Returns the recovery codes."""
    _by_oneself(person, "set_up_second_factor")
    return second_factor.set_up(person, seed, counter)


def remove_second_factor(person: Person) -> None:
    """Ask for no code any more."""
    _by_oneself(person, "remove_second_factor")
    second_factor.remove(person)


def _by_oneself(person: Person, action: str, what: str = "") -> None:
    """What people do to their own account needs no part, only that it is theirs."""
    chain.append(person, Step(action, person.state, person.state), by=person, what=what)


def _correct(person: Person, name: str, post: str) -> None:
    person.name, person.post, person.version = name, post, person.version + 1


def _details(name: str, post: str) -> str:
    return f"{name}, {post}" if post else name


def _facts(person: Person, role: Role, round_: Round | None, provider: Organisation | None) -> dict[str, Any]:
    is_own_provider = role not in PROVIDER_ROLES or (provider is not None and provider.id == person.organisation_id)
    return {
        "role": role,
        "role_in_words": str(role).capitalize(),
        "organisation": person.organisation.name,
        "may_hold": permissions.may_hold(role, person.organisation) and is_own_provider,
        "for_one_round": round_ is not None,
        "holds_it": queries.holds(person, role, round_),
    }


def first_administrator(*, email: str, name: str, organisation: Organisation, silent: bool = False) -> Person:
    """The person who invites everyone else. Raises Refused when the service has an administrator."""
    if queries.has_administrator():
        raise Refused("The service has an administrator already. Ask them for an account.")
    person = invite(email=email, name=name, post="", organisation=organisation, by=SYSTEM, silent=silent)
    give_role(person, Role.ADMINISTRATOR, by=SYSTEM)
    return person
