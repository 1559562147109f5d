"""What an agreement's document needs to know, gathered from the database; and the document itself."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from flask import current_app

from app import clock
from app.agreements.queries import terms_of
from app.documents.agreement_document import compose
from app.documents.agreement_facts import (
    FIGURE_TO_FOLLOW,
    AgreementFacts,
    ApprovalFacts,
    CommissionerFacts,
    ProviderFacts,
    ScheduleFacts,
    SignatureFacts,
    TemplateFacts,
    VersionRow,
    schedule,
    template_from,
)
from app.documents.parts import Document
from app.documents.storage import from_dict
from app.models import Agreement, Template
from app.signing import queries
from app.signing.records import with_records
from app.signing.schedules import schedules_of
from app.wording import money, sentence_case, short_day
from workflows.agreement import SIGNED_STATES
from workflows.checks import operating_price
from workflows.deadline import LONDON
from workflows.roles import Role
from workflows.schedule import Schedule

DEMONSTRATION = "Demonstration: not a real agreement"
UNISSUED = "0.0"
"""The version of a draft that has not been sent to anyone."""
PROPOSAL = {
    "need_profile": "Local profile of need",
    "rationale": "Rationale",
    "subcontracting": "Sub-contracting",
    "delivery_plan": "Delivery plan",
}
GROUPS = ("CO", "CM", "CU")


def text_of(agreement: Agreement, on: date | None = None) -> Document:
    """The agreement as it stands, or stood on a day: its exact text once that is agreed, as notices have varied it.

    What has been said about it (signatures, versions) is written in as it is now.
    """
    if not agreement.text_digest:
        return draft_of(agreement)
    kept = queries.current_version(agreement, on)
    return with_records(from_dict(kept.text), _up_to(standing_facts(agreement), kept.number))


def _up_to(facts: AgreementFacts, number: str) -> AgreementFacts:
    """Without the versions that came after this one. Signing issues the words of a draft again, as 1.0."""
    if number.startswith("0."):
        return facts
    rows = tuple(row for row in facts.version_rows if _steps(row.number) <= _steps(number))
    return replace(facts, version_rows=rows, document_version=number, dated=rows[-1].date)


def _steps(number: str) -> list[int]:
    return [int(step) for step in number.split(".")]


def draft_of(agreement: Agreement) -> Document:
    """The text that the terms on the table make now, whatever was agreed before."""
    return compose(agreement_facts(agreement))


def issued_as(facts: AgreementFacts, number: str, reason: str) -> AgreementFacts:
    """The same as the version that is being issued: its text names itself among the versions."""
    today = clock.today()
    rows = (*facts.version_rows, VersionRow(number, reason, today))
    return replace(facts, document_version=number, version_rows=rows, dated=max(facts.dated, today))


def agreement_facts(agreement: Agreement) -> AgreementFacts:
    """Everything a document says, from the terms on the table now."""
    said = queries.said_about(agreement)
    terms = terms_of(agreement)
    return replace(
        _standing(agreement, said),
        template=template_facts(agreement.template),
        schedules=(parties(agreement), *schedules_of(terms)),
        price_total=_total(terms),
        intentions=_intentions(terms, said),
        profile=_profile(agreement),
    )


def standing_facts(agreement: Agreement) -> AgreementFacts:
    """Only what is said about a text: its version, where it stands, who approved and who signed."""
    return _standing(agreement, queries.said_about(agreement))


def _standing(agreement: Agreement, said: Sequence[Any]) -> AgreementFacts:
    provider = agreement.provider
    versions = _versions(said)
    commissioner = next((row.name for row in said if row.kind == "commissioner"), "The commissioner")
    return AgreementFacts(
        instrument=agreement.instrument.value,
        reference=f"{agreement.round.slug}/{provider.code}",
        provider=ProviderFacts(
            provider.name, sentence_case(provider.sector or ""), provider.region, provider.nation or "", provider.code
        ),
        commissioner=CommissionerFacts(commissioner, tuple(agreement.round.contact.get("address", ()))),
        round_title=agreement.round.slug,
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
        template=TemplateFacts("", "", ()),
        document_version=versions[-1].number if versions else UNISSUED,
        version_rows=versions,
        state=_state(agreement),
        is_draft=agreement.state not in SIGNED_STATES,
        dated=max([row.date for row in versions], default=_day(agreement.waiting_since)),
        demonstration=DEMONSTRATION if current_app.config["REHEARSAL"] else None,
        approvals=_approvals(agreement, said),
        signatures=_signatures(agreement, said),
        illustrative=agreement.illustrative,
    )


def _versions(said: Iterable[Any]) -> tuple[VersionRow, ...]:
    rows = [VersionRow(r.side_or_ref, r.words, _day(r.at)) for r in said if r.kind == "version"]
    return tuple(sorted(rows, key=lambda row: _steps(row.number)))


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def _state(agreement: Agreement) -> str:
    since = f"{sentence_case(agreement.state)} since {short_day(agreement.waiting_since)}."
    return f"{since} Held over: its successor is not in force yet." if agreement.held_over else since


def _approvals(agreement: Agreement, said: Iterable[Any]) -> tuple[ApprovalFacts, ...]:
    return tuple(
        ApprovalFacts(row.side_or_ref, row.name, row.post, row.at)
        for row in said
        if row.kind == "approval" and row.digest == agreement.text_digest
    )


def _signatures(agreement: Agreement, said: Iterable[Any]) -> tuple[SignatureFacts, ...]:
    return tuple(
        SignatureFacts(row.side_or_ref, row.name, row.post, row.authority, row.words, row.at, row.digest)
        for row in said
        if row.kind == "signature" and row.digest == agreement.text_digest
    )


def template_facts(template: Template) -> TemplateFacts:
    """The national template as a document needs it."""
    return template_from(
        {
            "title": template.title,
            "version": template.number,
            "sections": template.sections,
            "glossary": template.glossary,
        }
    )


def parties(agreement: Agreement) -> ScheduleFacts:
    """The people of an agreement as its schedule of parties."""
    return schedule("parties", tuple(_party(row) for row in queries.people_of(agreement)))


def _party(row: Any) -> tuple[str, ...]:
    side = sentence_case(queries.side_of_role(row.role))
    signs = row.role in (Role.PROVIDER_SIGNATORY, Role.COMMISSIONER_SIGNATORY)
    role = "Signatory" if signs else "Negotiator"
    return (side, role, row.post or "Not given", row.name, row.email, "Yes" if signs else "No")


def _total(terms: Iterable[Any]) -> str:
    priced = [term for term in terms if term.schedule is Schedule.PRICE]
    return money(operating_price(priced)) if priced else FIGURE_TO_FOLLOW


def _intentions(terms: Iterable[Any], said: Iterable[Any]) -> tuple[tuple[str, str], ...]:
    carried = {ref for term in terms for ref in term.intentions}
    titles = {row.side_or_ref: row.name for row in said if row.kind == "intention"}
    return tuple((ref, titles[ref]) for ref in sorted(carried & titles.keys(), key=_place))


def _place(ref: str) -> tuple[int, int]:
    prefix, _, place = ref.partition("-")
    return (GROUPS.index(prefix) if prefix in GROUPS else len(GROUPS), int(place) if place.isdigit() else 0)


def _profile(agreement: Agreement) -> tuple[tuple[str, str], ...]:
    """The provider's opening proposal, once it has been sent: it comes with offer 2."""
    opening = agreement.opening
    if opening is None or agreement.offers_sent < 2:
        return ()
    return tuple((title, text) for part, title in PROPOSAL.items() if (text := getattr(opening, part).strip()))
