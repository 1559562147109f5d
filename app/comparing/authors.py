"""Who signs the tracked changes of a redline: whoever sent the offer that made them, never anybody for another's."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.comparing.queries import with_offers
from app.comparing.texts import LAST_YEAR, Text
from app.documents.word.revisions import Signed, Term
from app.extensions import db
from app.models import Agreement, Change, Offer
from app.models import Term as TermRow


def authors(agreement: Agreement, texts: list[Text], older: Text, newer: Text) -> tuple[Signed, dict[Term, Signed]]:
    """Who signs what nobody in particular changed, and who changed each term last between the two texts.

    Several offers between them: what is not a term's own row, such as a sum, is signed with what was compared.
    """
    at = newer.at or agreement.waiting_since
    whole = (f"{newer.title} compared with {older.in_sentence}", at)
    if older.id is None or older.key == LAST_YEAR:
        return whole, {}
    between = texts[texts.index(older) + 1 : texts.index(newer) + 1]
    sent = [offer for text, offer in with_offers(agreement, texts) if text in between]
    if len(sent) == len(between) == 1:
        return _signed(sent[0]) or whole, {}
    return whole, _by_term([offer for offer in sent if offer.withdrawn_at is None])


def _by_term(offers: Sequence[Offer]) -> dict[Term, Signed]:
    """A term's row is found by its reference or, in schedules that print none, by its title."""
    rows = db.session.execute(
        sa.select(Change.offer_id, Change.after, TermRow.schedule, TermRow.ref, TermRow.title)
        .join(TermRow, TermRow.id == Change.term_id)
        .where(Change.offer_id.in_([offer.id for offer in offers]))
    ).all()
    found: dict[Term, Signed] = {}
    for offer in offers:
        signed = _signed(offer)
        for row in rows:
            if signed and row.after and row.offer_id == offer.id:
                found |= {(row.schedule.value, name): signed for name in (row.ref, row.title)}
    return found


def _signed(offer: Offer) -> Signed | None:
    """The name and organisation of whoever sent it, and when."""
    if offer.sent_by is None or offer.sent_at is None:
        return None
    name, organisation = offer.sent_by.name, offer.sent_by.organisation.name
    return (name if organisation in name else f"{name}, {organisation}"), offer.sent_at
