"""Which texts of an agreement somebody may compare, in their order; their words; and who wrote what differs."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import joinedload, undefer

from app.comparing.texts import LAST_YEAR, NOW, STANDARD, TEMPLATE, Text
from app.extensions import db
from app.models import Agreement, AgreementVersion, Offer, Organisation, Person, Round
from app.permissions import agreements_seen_by, sees_working_papers


def texts_of(agreement: Agreement, *, seen_by: Person) -> list[Text]:
    """What this agreement can be compared with, oldest first: the template, last year's, each version, the text now.

    Both sides have seen every version, for none is issued unsent. Standard terms are the commissioner's own papers.
    """
    rows = _versions(agreement, seen_by)
    mine = [row for row in rows if row.agreement_id == agreement.id]
    before = [row for row in rows if row.agreement_id != agreement.id]
    found = [Text(TEMPLATE, "The national template", "Before anything is filled in.")]
    if sees_working_papers(seen_by, agreement.round_id):
        found.append(Text(STANDARD, "The round’s standard terms", "What this provider would be sent if drafted today."))
    if before:
        last = before[-1]
        title = f"Last year’s agreement ({last.slug}, version {last.number})"
        found.append(Text(LAST_YEAR, title, last.reason, last.issued_at, last.id, _address(last, agreement)))
    found += [
        Text(row.number, f"Version {row.number}", row.reason, row.issued_at, row.id, _address(row, agreement))
        for row in mine
    ]
    address = f"/agreements/{agreement.round.slug}/{agreement.provider.code}/text"
    return [*found, Text(NOW, "The text as it stands", href=address)]


def last_two(texts: list[Text]) -> tuple[Text, Text]:
    """What to compare unless one says otherwise: the newest version with the one before it, or with last year's."""
    versions = [text for text in texts if text.id is not None]
    if not versions or versions[-1].key == LAST_YEAR:
        return (versions or texts)[0], texts[-1]
    return versions[-2] if len(versions) > 1 else texts[0], versions[-1]


def beside(texts: list[Text], older: Text, newer: Text) -> list[Text]:
    """What else one would compare the newer text with: the version before it, last year's, and where it began."""
    before = [text for text in texts[: texts.index(newer)] if text.id is not None and text.key != LAST_YEAR][-1:]
    usual = [*before, *(text for text in reversed(texts) if text.key in (LAST_YEAR, STANDARD, TEMPLATE))]
    return [text for text in usual if text not in (older, newer)]


def find(texts: list[Text], key: str) -> Text:
    """The text of this name, or NoResultFound when there is none that one may see."""
    for text in texts:
        if text.key == key:
            return text
    raise NoResultFound


def kept(texts: Iterable[Text]) -> dict[int, AgreementVersion]:
    """The versions among these texts with their words, by id."""
    wanted = [text.id for text in texts if text.id is not None]
    found = db.session.scalars(
        sa.select(AgreementVersion).where(AgreementVersion.id.in_(wanted)).options(undefer(AgreementVersion.text))
    )
    return {version.id: version for version in found}


def changed_by_offer(agreement: Agreement, texts: list[Text], number: int) -> tuple[Text, Text]:
    """What stood before this offer and the version that it was issued as, or NoResultFound when there is no such offer.

    The last two texts, should no version be known as its own.
    """
    for text, offer in with_offers(agreement, texts):
        if offer.number == number:
            return texts[texts.index(text) - 1], text
    if number not in range(1, agreement.offers_sent + 1):
        raise NoResultFound
    return last_two(texts)


def with_offers(agreement: Agreement, texts: list[Text]) -> list[tuple[Text, Offer]]:
    """Each version that an offer was issued as: it has the offer's reason, and comes after that of the offer before."""
    offers = db.session.scalars(
        sa.select(Offer)
        .where(Offer.agreement_id == agreement.id, Offer.number.is_not(None))
        .order_by(Offer.number)
        .options(joinedload(Offer.sent_by).joinedload(Person.organisation))
    ).all()
    waiting = [text for text in texts if text.id is not None and text.key != LAST_YEAR]
    found = []
    for offer in offers:
        version = next((text for text in waiting if text.why == offer.reason), None)
        if version:
            waiting = waiting[waiting.index(version) + 1 :]
            found.append((version, offer))
    return found


def _versions(agreement: Agreement, person: Person) -> list[Any]:
    """Every version of this agreement, and of the provider's agreement before it, in the order of issue."""
    before = (
        sa.select(Agreement.id)
        .where(Agreement.provider_id == agreement.provider_id, Agreement.starts_on < agreement.starts_on)
        .where(agreements_seen_by(person))
        .order_by(Agreement.starts_on.desc())
        .limit(1)
        .scalar_subquery()
    )
    kept = AgreementVersion
    rows = db.session.execute(
        sa.select(kept.id, kept.agreement_id, kept.number, kept.reason, kept.issued_at, Round.slug, Organisation.code)
        .join(Agreement, Agreement.id == kept.agreement_id)
        .join(Round, Round.id == Agreement.round_id)
        .join(Organisation, Organisation.id == Agreement.provider_id)
        .where(sa.or_(kept.agreement_id == agreement.id, kept.agreement_id == before))
        .order_by(kept.id)
    )
    return list(rows)


def _address(row: Any, agreement: Agreement) -> str:
    return f"/agreements/{row.slug}/{agreement.provider.code}/versions/{row.number}"
