"""Fix an agreement's exact text, and approve, sign and publish it."""

from app.models import Agreement
from app.permissions import Actor


def issue_version(agreement: Agreement, reason: str, *, by: Actor) -> None:
    """Keep the text of a sent offer as the next draft version."""


def fix_text(agreement: Agreement, *, by: Actor) -> None:
    """Fix the exact text that approvals and signatures stand for."""


def void(agreement: Agreement, *, by: Actor) -> None:
    """Void approvals and signatures, because the text may change again."""
    agreement.commissioner_approved = agreement.provider_approved = False
    agreement.commissioner_signed = agreement.provider_signed = False
    agreement.text_digest = ""
