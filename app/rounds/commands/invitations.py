"""Who is told that a round asks for views: everyone named in an intention, and whoever is added."""

import sqlalchemy as sa

from app import clock
from app.extensions import db
from app.mail import post
from app.models import Invitee, Organisation, Round
from app.perform import perform
from app.permissions import Actor
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
    """Put someone on the invitation list, or complete their line on it. While consulting, they are told at once."""
    perform(round_, "invite", by=by, what=f"invited {name}"[:300])
    invitee = _listed(round_, name) or Invitee(round_id=round_.id, name=name)
    invitee.email = email or invitee.email or ""
    invitee.named_in = named_in[:MOST_REFS] or invitee.named_in or ""
    if organisation is not None:
        invitee.organisation_id = organisation.id
    db.session.add(invitee)
    db.session.flush()
    if round_.state is RoundState.CONSULTING:
        _tell(round_, invitee)
    return invitee


def invite_everyone_named(round_: Round, *, by: Actor) -> list[Invitee]:
    """Put everyone named in an intention on the list, with the address of those who are organisations here."""
    missing = set(queries.uninvited(round_))
    named = {name: refs for name, refs in queries.named(round_).items() if name in missing}
    perform(round_, "invite", by=by, what=f"invited {plural(len(named), 'name')} from the intentions")
    known = {
        each.name: each for each in db.session.scalars(sa.select(Organisation).where(Organisation.name.in_(named)))
    }
    made = [_named(round_, name, refs, known.get(name)) for name, refs in named.items()]
    db.session.add_all(made)
    db.session.flush()
    if round_.state is RoundState.CONSULTING:
        for invitee in made:
            _tell(round_, invitee)
    return made


def consult(round_: Round, *, by: Actor) -> None:
    """Open the round for feedback, and tell everyone on the invitation list who has an address."""
    perform(round_, "consult", by=by)
    for invitee in queries.invitees(round_):
        _tell(round_, invitee)


def _named(round_: Round, name: str, refs: list[str], organisation: Organisation | None) -> Invitee:
    return Invitee(
        round_id=round_.id,
        name=name,
        email=organisation.email if organisation else "",
        organisation_id=organisation.id if organisation else None,
        named_in=", ".join(refs)[:MOST_REFS],
    )


def _listed(round_: Round, name: str) -> Invitee | None:
    return db.session.scalars(
        sa.select(Invitee).where(Invitee.round_id == round_.id, sa.func.lower(Invitee.name) == name.lower())
    ).first()


def _tell(round_: Round, invitee: Invitee) -> None:
    """Mail one invitee, once for each round."""
    if not invitee.email or invitee.invited_at:
        return
    invitee.invited_at = clock.now()
    post(
        invitee.email,
        "consulting",
        key=f"round {round_.id} invitee {invitee.id}",
        name=invitee.name,
        round=round_.title,
        deadline=day(round_.day("feedback_closes")),
        link=f"/rounds/{round_.slug}/intentions",
    )
