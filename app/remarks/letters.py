"""Tell the other side that something was said to them: a link and no word of it, once until they have read it."""

import sqlalchemy as sa

from app.agreements.letters import negotiators
from app.extensions import db
from app.mail import post
from app.models import Agreement, Person, Remark, RemarkRead

WHAT = "The other side has written in the discussion. You get one letter about it until you have read what is new."


def tell(agreement: Agreement, remark: Remark) -> None:
    """Write to the other side's negotiators, each of them once between two readings."""
    read = _last_read(agreement)
    link = f"/agreements/{agreement.round.slug}/{agreement.provider.code}/discussion"
    about = f"{agreement.instrument} for {agreement.provider.name}, {agreement.round.slug}"
    for name, email in negotiators(agreement, remark.side.other):
        occasion = f"{agreement.id} after {read.get(email, 0)} to {email}"
        post(email, "remarked", key=occasion, name=name, agreement=about, what=WHAT, link=link)


def _last_read(agreement: Agreement) -> dict[str, int]:
    """The newest remark on this agreement that each person has read, by their address."""
    rows = db.session.execute(
        sa.select(Person.email, sa.func.max(RemarkRead.remark_id))
        .join(RemarkRead, RemarkRead.person_id == Person.id)
        .join(Remark, Remark.id == RemarkRead.remark_id)
        .where(Remark.agreement_id == agreement.id)
        .group_by(Person.email)
    )
    return {row[0]: row[1] for row in rows}
