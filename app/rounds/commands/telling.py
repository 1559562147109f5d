"""Tell everyone concerned that the day on which feedback closes has moved."""

from app.mail import post
from app.models import Round
from app.responses.queries import addresses
from app.rounds import queries
from app.wording import day


def tell_of_new_deadline(round_: Round) -> None:
    """Mail everyone on the invitation list, and everyone who has begun or sent a response, once each."""
    invited = {invitee.email: invitee.name for invitee in queries.invitees(round_) if invitee.email}
    unique = {address.casefold(): (address, name) for address, name in (addresses(round_) | invited).items()}
    for address, name in unique.values():
        post(
            address,
            "deadline_moved",
            name=name or "respondent",
            round=round_.title,
            deadline=day(round_.day("feedback_closes")),
            link=f"/rounds/{round_.slug}/respond",
        )
