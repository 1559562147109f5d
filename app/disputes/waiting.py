"""Which disputes wait for a person, in one query: to share, reply, advise, answer a settlement or record a decision."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import aliased, contains_eager, lazyload

from app import permissions
from app.disputes.parties import name_of, party_of
from app.disputes.queries import took_part_in
from app.extensions import db
from app.models import Agreement, Dispute, Entry, Organisation, Person, Round, Ruling
from app.wording import short_day
from workflows.dispute import CLOSED, Party
from workflows.dispute_waiting import RECORDER, waiting
from workflows.roles import PROVIDER_ROLES, Role

OFFERED = "The other side proposes to settle it. Accept that, or go on."


class Waits(NamedTuple):
    """A dispute that waits for this person, and what for."""

    dispute: Dispute
    sentence: str


def for_person(person: Person) -> Iterator[Waits]:
    """Open disputes whose next step this person can take."""
    for dispute, took_part, proposed_by in db.session.execute(_open(person)).unique():
        roles, party = permissions.roles_of(person, dispute), party_of(dispute, person)
        says = waiting(dispute, name_of(dispute, Party.ORIGINATOR), name_of(dispute, Party.OTHER), short_day)
        acts = bool(roles & (PROVIDER_ROLES | {Role.COMMISSIONER_NEGOTIATOR})) or dispute.opened_by_id == person.id
        if acts and proposed_by is not None and party not in (proposed_by, Party.ADVISER):
            yield Waits(dispute, OFFERED)
        elif says.on == RECORDER:
            if Role.COMMISSIONER_SIGNATORY in roles and not took_part:
                yield Waits(dispute, says.sentence)
        elif acts and (says.on == party or (not says.on and party is not Party.ADVISER)):
            yield Waits(dispute, says.sentence)


def _open(person: Person) -> sa.Select[Any]:
    other = aliased(Organisation)
    of_agreement = sa.literal(f"{Agreement.workflow.name} ") + sa.cast(Dispute.agreement_id, sa.Text)
    of_dispute = sa.literal(f"{Dispute.workflow.name} ") + sa.cast(Dispute.id, sa.Text)
    mine = sa.select(Entry.id).where(Entry.actor_id == person.id, took_part_in(of_agreement, of_dispute))
    proposed_by = (
        sa.select(Ruling.proposed_by)
        .where(Ruling.dispute_id == Dispute.id, Ruling.replaced.is_(False), Ruling.in_effect_at.is_(None))
        .where(Ruling.proposed_by.is_not(None))
        .order_by(Ruling.id.desc())
        .limit(1)
        .correlate(Dispute)
        .scalar_subquery()
    )
    return (
        sa.select(Dispute, mine.correlate(Dispute).exists(), proposed_by)
        .join(Dispute.provider)
        .outerjoin(other, Dispute.other_provider)
        .join(Dispute.round)
        .where(permissions.disputes_seen_by(person), Dispute.state.not_in(CLOSED))
        .options(
            contains_eager(Dispute.provider),
            contains_eager(Dispute.other_provider.of_type(other)),
            contains_eager(Dispute.round).options(lazyload(Round.dates)),
        )
        .order_by(Dispute.due_on, Dispute.id)
    )
