"""The texts of an agreement that can be compared, and their words."""

from dataclasses import dataclass, replace
from datetime import datetime
from types import SimpleNamespace

from app.agreements import drafting
from app.agreements.queries import applicable
from app.documents.agreement_document import compose
from app.documents.agreement_facts import FIGURE_TO_FOLLOW, AgreementFacts, ProviderFacts
from app.documents.parts import Document
from app.documents.storage import from_dict
from app.models import Agreement, AgreementVersion
from app.signing.facts import parties, standing_facts, template_facts, text_of
from app.signing.schedules import schedules_of
from app.wording import money
from workflows.checks import operating_price
from workflows.schedule import Schedule

TEMPLATE, STANDARD, LAST_YEAR, NOW = "template", "standard", "last-year", "now"
BLANK = ProviderFacts("[Provider]", "[Sector]", "[Region]", "[Nation]")
"""What stands in the national template where an agreement names its provider."""


@dataclass(frozen=True)
class Text:
    """One text that can be compared; `key` is its name in an address, `id` that of a version as it was kept."""

    key: str
    title: str
    why: str = ""
    at: datetime | None = None
    id: int | None = None
    href: str = ""

    @property
    def in_sentence(self) -> str:
        """Its title within a sentence."""
        return self.title[:1].lower() + self.title[1:]


def words_of(agreement: Agreement, text: Text, kept: dict[int, AgreementVersion]) -> Document:
    """What a text says. `kept` holds the versions asked for, by id."""
    if text.id is not None:
        return from_dict(kept[text.id].text)
    if text.key == NOW:
        return text_of(agreement)
    facts = replace(standing_facts(agreement), template=template_facts(agreement.template))
    return compose(_standard(agreement, facts) if text.key == STANDARD else _blank(facts))


def _blank(facts: AgreementFacts) -> AgreementFacts:
    """The national template before anything is filled in."""
    return replace(
        facts,
        provider=BLANK,
        reference="[Reference]",
        document_version="none",
        state="The national template, before anything is filled in.",
        version_rows=(),
        price_total="[Price]",
        approvals=(),
        signatures=(),
    )


def _standard(agreement: Agreement, facts: AgreementFacts) -> AgreementFacts:
    """What this provider would be sent if it were drafted today from the round's standard terms."""
    lines = [SimpleNamespace(**line) for line in drafting.standard_lines(agreement)]
    priced = [line for line in lines if line.schedule is Schedule.PRICE]
    carried = {ref for line in lines for ref in line.intentions}
    return replace(
        _blank(facts),
        provider=facts.provider,
        reference=facts.reference,
        state="The standard terms of the round, before anything is negotiated.",
        schedules=(parties(agreement), *schedules_of(lines)),
        price_total=money(operating_price(priced)) if priced else FIGURE_TO_FOLLOW,
        intentions=tuple((row.ref, row.title) for row in applicable(agreement) if row.ref in carried),
    )
