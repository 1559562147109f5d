"""Tell everyone concerned that the day on which feedback closes has moved."""

from app.languages import _, speaking
from app.languages.letters import about, tongue_of
from app.mail import post
from app.models import Round
from app.responses.queries import addresses, languages_of
from app.rounds import queries
from app.wording import day


def tell_of_new_deadline(round_: Round) -> frozenset[str]:
    """Mail everyone on the invitation list, and everyone who has begun or sent a response, once each.

    Gives the addresses that were told, in small letters. Whoever asked for no letters about this round gets none.
    """
    listed = [invitee for invitee in queries.invitees(round_) if invitee.email]
    invited = {invitee.email: invitee.name for invitee in listed}
    unique = {address.casefold(): (address, name) for address, name in (addresses(round_) | invited).items()}
    for invitee in listed:
        if invitee.opted_out_at:
            unique.pop(invitee.email.casefold(), None)
    chosen, on_list = languages_of(round_), {each.email.casefold(): each.language for each in listed}
    for key, (address, name) in unique.items():
        tongue = tongue_of(address, chosen, on_list.get(key, ""))
        with speaking(tongue.code):
            post(
                address,
                "deadline_moved",
                name=name or _("respondent"),
                deadline=day(round_.day("feedback_closes")),
                **about(round_, tongue.code, f"/rounds/{round_.slug}/respond", is_chosen=tongue.is_chosen),
            )
    return frozenset(unique)
