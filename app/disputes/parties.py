"""What somebody is to a dispute, and what the two are called."""

from app.agreements.sides import side_of
from app.models import Dispute, Person
from app.permissions import Actor
from workflows.agreement import Side
from workflows.dispute import Party
from workflows.dispute_route import Route

COMMISSIONER = "the commissioner"


def party_of(dispute: Dispute, actor: Actor | None) -> Party | None:
    """The party that someone belongs to; None for time itself, and for staff of neither."""
    side = side_of(actor)
    if side is None or not isinstance(actor, Person):
        return None
    if dispute.route is not Route.PROVIDERS:
        return Party.ORIGINATOR if side is dispute.opened_by_side else Party.OTHER
    if side is Side.COMMISSIONER:
        return Party.ADVISER
    return Party.ORIGINATOR if actor.organisation_id == dispute.provider_id else Party.OTHER


def name_of(dispute: Dispute, party: Party) -> str:
    """What a party is called in a sentence."""
    if party is Party.ADVISER:
        return COMMISSIONER
    if dispute.other_provider is not None:
        return dispute.provider.name if party is Party.ORIGINATOR else dispute.other_provider.name
    ours = dispute.opened_by_side is Side.COMMISSIONER
    return COMMISSIONER if ours is (party is Party.ORIGINATOR) else dispute.provider.name


def side_of_party(dispute: Dispute, party: Party) -> Side:
    """The side of the agreement that a party stands on."""
    if dispute.route is Route.PROVIDERS:
        return Side.COMMISSIONER if party is Party.ADVISER else Side.PROVIDER
    return dispute.opened_by_side if party is Party.ORIGINATOR else dispute.opened_by_side.other


def called(dispute: Dispute) -> str:
    """ "dispute 2", or that it is still a report of one side's own."""
    return f"dispute {dispute.number}" if dispute.number else "a report that is not shared yet"
