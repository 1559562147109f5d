"""Who is told that a round asks for views: everyone named in an intention, and whoever is added."""

from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from app import clock
from app.extensions import db
from app.languages import speaking
from app.languages.letters import about, tongue_of
from app.mail import post
from app.models import Invitee, Organisation, Round, Stakeholder
from app.perform import perform
from app.permissions import Actor
from app.responses.queries import languages_of
from app.rounds import queries
from app.wording import day, plural
from workflows.round import RoundState

MOST_REFS = 300


def invite(
    round_: Round,
    name: str,
    email: str,
    *,
    named_in: str = "",
    organisation: Organisation | None = None,
    by: Actor,
) -> Invitee:
    """Put someone on the invitation list and on the register, or complete their line on both.

    While consulting, they are told at once.
    """
    perform(round_, "invite", by=by, what=f"invited {name}"[:300])
    invitee = _listed(round_, name) or Invitee(round_id=round_.id, name=name)
    invitee.email = email or invitee.email or ""
    invitee.named_in = named_in[:MOST_REFS] or invitee.named_in or ""
    if organisation is not None:
        invitee.organisation_id = organisation.id
    _register(invitee, organisation, by=by)
    db.session.add(invitee)
    db.session.flush()
    if round_.state is RoundState.CONSULTING:
        _tell_all(round_, [invitee])
    return invitee


def invite_everyone_named(round_: Round, *, by: Actor) -> list[Invitee]:
    """Put everyone named in an intention on the list and on the register, with the address of organisations here."""
    missing = set(queries.uninvited(round_))
    named = {name: refs for name, refs in queries.named(round_).items() if name in missing}
    perform(round_, "invite", by=by, what=f"invited {plural(len(named), 'name')} from the intentions")
    known = {
        each.name: each for each in db.session.scalars(sa.select(Organisation).where(Organisation.name.in_(named)))
    }
    made = [_named(round_, name, refs, known.get(name)) for name, refs in named.items()]
    for invitee in made:
        _register(invitee, known.get(invitee.name), by=by)
    db.session.add_all(made)
    db.session.flush()
    if round_.state is RoundState.CONSULTING:
        _tell_all(round_, made)
    return made


def invite_listed(round_: Round, stakeholders: Iterable[Stakeholder], *, by: Actor) -> int:
    """Put these from the register on the invitation list; those on it already stay as they are. Gives how many."""
    listed = {each.stakeholder_id for each in queries.invitees(round_)}
    new = [each for each in stakeholders if each.id not in listed and _listed(round_, each.name) is None]
    if not new:
        return 0
    perform(round_, "invite", by=by, what=f"invited {plural(len(new), 'name')} from the register")
    made = [
        Invitee(
            round_id=round_.id, name=each.name, email=each.email, kind=each.kind, area=each.area,
            language=each.language, stakeholder_id=each.id, organisation_id=each.organisation_id,
        )
        for each in new
    ]  # fmt: skip
    db.session.add_all(made)
    db.session.flush()
    if round_.state is RoundState.CONSULTING:
        _tell_all(round_, made)
    return len(made)


def consult(round_: Round, *, why: str = "", by: Actor) -> None:
    """Open the round for feedback, and tell everyone on the invitation list who has an address.

    `why` is the reason for starting although other formats are missing or out of date.
    """
    perform(round_, "consult", by=by, why=why)
    _tell_all(round_, queries.invitees(round_))


def _named(round_: Round, name: str, refs: list[str], organisation: Organisation | None) -> Invitee:
    return Invitee(
        round_id=round_.id,
        name=name,
        email=organisation.email if organisation else "",
        organisation_id=organisation.id if organisation else None,
        named_in=", ".join(refs)[:MOST_REFS],
    )


def _register(invitee: Invitee, organisation: Organisation | None, *, by: Actor) -> None:
    """Tie a line of the list to the register, which completes it and is completed by it."""
    from app.stakeholders.register import put_on  # noqa: PLC0415 - stakeholders know rounds; rounds ask them only here

    found = put_on(invitee.name, by=by, email=invitee.email, organisation=organisation)
    db.session.flush()
    invitee.stakeholder_id, invitee.kind, invitee.area = found.id, found.kind, found.area
    invitee.language = found.language
    invitee.email = invitee.email or found.email
    invitee.organisation_id = invitee.organisation_id or found.organisation_id


def _listed(round_: Round, name: str) -> Invitee | None:
    return db.session.scalars(
        sa.select(Invitee).where(Invitee.round_id == round_.id, sa.func.lower(Invitee.name) == name.lower())
    ).first()


def _tell_all(round_: Round, invitees: Iterable[Invitee]) -> None:
    chosen = languages_of(round_)
    for invitee in invitees:
        _tell(round_, invitee, chosen)


def _tell(round_: Round, invitee: Invitee, chosen: Mapping[str, str]) -> None:
    """Mail one invitee, once for each round, in their language."""
    if not invitee.email or invitee.invited_at:
        return
    from app.stakeholders.personal import link_of  # noqa: PLC0415 - as above

    invitee.invited_at = clock.now()
    tongue = tongue_of(invitee.email, chosen, invitee.language)
    with speaking(tongue.code):
        post(
            invitee.email,
            "consulting",
            key=f"round {round_.id} invitee {invitee.id}",
            name=invitee.name,
            deadline=day(round_.day("feedback_closes")),
            **about(round_, tongue.code, link_of(round_, invitee), is_chosen=tongue.is_chosen),
        )
