"""Letters about notices of change: that one waits, was answered or was decided, with a link and nothing negotiated."""

from app.mail import post
from app.models import Notice
from app.notices import queries
from app.signing import queries as parties
from app.signing.letters import title
from workflows.agreement import Side


def issued(notice: Notice) -> None:
    """The side that has to answer."""
    _tell(
        notice, notice.side.other, "your_move", "A notice of change to the agreement waits for your answer.", "issued"
    )


def answered(notice: Notice) -> None:
    """The side that gave it."""
    said = f"answered {len(notice.answers)}"
    _tell(notice, notice.side, "told", "The other side has answered a notice of change to the agreement.", said)


def decided(notice: Notice) -> None:
    """The side that answered it."""
    _tell(notice, notice.side.other, "told", "The price of a notice of change has been decided.", "decided")


def withdrawn(notice: Notice) -> None:
    """The side that it was given to."""
    what = "A notice of change to the agreement has been withdrawn."
    _tell(notice, notice.side.other, "told", what, "withdrawn")


def _tell(notice: Notice, side: Side, letter: str, what: str, occasion: str) -> None:
    agreement = notice.agreement
    people = {row.id: row for row in parties.people_of(agreement) if parties.side_of_role(row.role) is side}
    for person in people.values():
        post(
            person.email,
            letter,
            key=f"notice {notice.id} {occasion} {person.id}",
            name=person.name,
            agreement=title(agreement),
            what=what,
            link=f"/agreements/{agreement.round.slug}/{agreement.provider.code}/notices/{queries.ref_of(notice)}",
        )
