"""What can be done about an agreement's exact text: fix, approve, sign and publish it; and what time does then."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from app import clock
from app.agreements.sides import side_of
from app.assurance import commands as assurance
from app.documents import storage
from app.documents.agreement_document import compose
from app.documents.parts import Document
from app.extensions import db
from app.models import Agreement, AgreementVersion, Approval, Publication, Signature
from app.perform import perform
from app.permissions import SYSTEM, Actor
from app.signing import letters, queries
from app.signing.facts import agreement_facts, issued_as, standing_facts, text_of
from app.signing.records import with_records
from app.signing.redacting import redacted
from workflows.agreement import AgreementState, Side
from workflows.engine import NotAllowed

SIGNED_VERSION = "1.0"
FIXED = "Agreed in principle: the text put to both sides for approval and signature."
SIGNED = "Signed by both sides."


# --- texts ------------------------------------------------------------------------------------------------------------


def issue_version(agreement: Agreement, reason: str, *, by: Actor) -> AgreementVersion:  # noqa: ARG001 - the offer says who
    """Keep the text as it now stands as the next draft version (0.1, 0.2 …), with the reason for issue."""
    number = f"0.{queries.count_versions(agreement) + 1}"
    text, digest = storage.fingerprinted(compose(issued_as(agreement_facts(agreement), number, reason)))
    version = AgreementVersion(
        agreement_id=agreement.id,
        number=number,
        reason=reason,
        issued_at=clock.now(),
        digest=digest,
        text=text,
    )
    db.session.add(version)
    db.session.flush()
    return version


def issue_varied(
    agreement: Agreement, text: Document, *, reason: str, applies_from: date, by: Actor
) -> AgreementVersion:
    """Issue the text as a notice of change varies it, as the next whole version. What was signed stays as it is."""
    kept, digest = storage.fingerprinted(text)
    version = AgreementVersion(
        agreement_id=agreement.id,
        number=text.version,
        reason=reason,
        issued_at=clock.now(),
        digest=digest,
        text=kept,
        applies_from=applies_from,
    )
    perform(agreement, "vary", by=by, what=f"version {text.version}: {reason}")
    db.session.add(version)
    db.session.flush()
    return version


def fix_text(agreement: Agreement, *, by: Actor) -> AgreementVersion:
    """Keep the exact text that both sides have accepted: what approvals and signatures will stand for."""
    version = issue_version(agreement, FIXED, by=by)
    agreement.text_digest = version.digest
    return version


def void(agreement: Agreement, *, by: Actor) -> None:  # noqa: ARG001 - reopening says who
    """The text may change again: no approval and no signature of it counts any more."""
    for model in (Approval, Signature):
        live = sa.update(model).where(model.agreement_id == agreement.id, model.voided_at.is_(None))
        db.session.execute(live.values(voided_at=clock.now()))
    agreement.text_digest = ""
    agreement.commissioner_approved = agreement.provider_approved = False
    agreement.commissioner_signed = agreement.provider_signed = False


# --- approval and signature -------------------------------------------------------------------------------------------


def approve(agreement: Agreement, *, digest: str, by: Actor) -> Approval:
    """Approve the text with this fingerprint for one's side. Raises NotAllowed or Refused, as when it has changed."""
    side = _side(by)
    perform(agreement, "approve", by=by, what=_about(digest), side=side, digest=digest, verb="approve it")
    approval = Approval(agreement_id=agreement.id, side=side, person_id=by.id, at=clock.now(), digest=digest)
    db.session.add(approval)
    setattr(agreement, f"{side}_approved", True)
    agreement.waiting_since = clock.now()
    db.session.flush()
    letters.approved(agreement, approval)
    return approval


def sign(
    agreement: Agreement, *, digest: str, name: str, post: str, authority: str, declaration: str, by: Actor
) -> Signature:
    """Sign the text with this fingerprint for one's side; the second signature issues it as version 1.0.

    Raises NotAllowed or Refused, as when the text has changed or one's side has signed already.
    """
    side = _side(by)
    perform(agreement, "sign", by=by, what=_about(digest), side=side, digest=digest, verb="sign it")
    signature = Signature(
        agreement_id=agreement.id,
        side=side,
        person_id=by.id,
        name=name,
        post=post,
        authority=authority,
        declaration=declaration,
        at=clock.now(),
        digest=digest,
    )
    db.session.add(signature)
    setattr(agreement, f"{side}_signed", True)
    agreement.waiting_since = clock.now()
    db.session.flush()
    if agreement.state is AgreementState.SIGNED:
        _issue_signed(agreement)
    letters.signed(agreement, signature)
    return signature


def _issue_signed(agreement: Agreement) -> None:
    """The same words, now as version 1.0; and what signature sets going."""
    fixed = queries.current_version(agreement)
    facts = issued_as(standing_facts(agreement), SIGNED_VERSION, SIGNED)
    db.session.add(
        AgreementVersion(
            agreement_id=agreement.id,
            number=SIGNED_VERSION,
            reason=SIGNED,
            issued_at=clock.now(),
            digest=fixed.digest,
            text=storage.as_dict(with_records(storage.from_dict(fixed.text), facts)),
        )
    )
    db.session.flush()
    assurance.schedule_returns(agreement, by=SYSTEM)


# --- after signature --------------------------------------------------------------------------------------------------


def publish(agreement: Agreement, *, redactions: Sequence[dict[str, str]], by: Actor) -> Publication:
    """Publish the signed version, without what `redactions` withhold (each a place and the reason).

    Raises NotAllowed or Refused; Refused too for a place that the text does not have.
    """
    withheld = [dict(redaction) for redaction in redactions]
    text = redacted(text_of(agreement, clock.today()), withheld)
    what = f"{len(withheld)} withheld" if withheld else "in full"
    perform(agreement, "publish", by=by, what=f"version {text.version}, {what}")
    publication = Publication(
        agreement_version_id=queries.current_version(agreement, clock.today()).id,
        published_by_id=by.id,
        published_at=clock.now(),
        redactions=withheld,
        text=storage.as_dict(text),
    )
    agreement.published_at = clock.now()
    db.session.add(publication)
    db.session.flush()
    return publication


# --- what time does ---------------------------------------------------------------------------------------------------


def come_into_force(agreement: Agreement, *, by: Actor) -> None:
    """Start a signed agreement on its day; it takes the place of the provider's agreement before it."""
    perform(agreement, "come_into_force", by=by)
    agreement.waiting_since = clock.now()
    for predecessor in queries.predecessors(agreement):
        perform(predecessor, "supersede", by=by, what=f"by the agreement for {agreement.round.slug}")
        predecessor.held_over = False
        predecessor.waiting_since = clock.now()


def hold_over(agreement: Agreement, *, by: Actor) -> None:
    """Keep an agreement going because its successor is not in force on its start date (domain §7)."""
    perform(agreement, "hold_over", by=by, what="its successor is not in force")
    agreement.held_over = True


def end(agreement: Agreement, *, by: Actor) -> None:
    """End an agreement early, on the day after the last day that its notice named."""
    perform(agreement, "end", by=by)
    agreement.waiting_since = clock.now()
    agreement.held_over = False


def expire(agreement: Agreement, *, by: Actor) -> None:
    """End an agreement whose time is over and that nothing holds over."""
    perform(agreement, "expire", by=by)
    agreement.waiting_since = clock.now()


def _side(by: Actor) -> Side:
    side = side_of(by)
    if side is None:
        raise NotAllowed("Only the commissioner and the provider approve and sign an agreement.")
    return side


def _about(digest: str) -> str:
    return f"the text with fingerprint {digest[:12]}"
