"""A full agreement of some 40 terms, made up, as every test and benchmark of documents uses it."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from app.documents.agreement_facts import (
    AgreementFacts,
    ApprovalFacts,
    CommissionerFacts,
    Instrument,
    ProviderFacts,
    ScheduleFacts,
    SignatureFacts,
    TemplateFacts,
    VersionRow,
    schedule,
    template_from,
)

DATA = Path(__file__).parents[2] / "app" / "demo" / "data" / "2012-13"
DEMONSTRATION = "Demonstration: not a real agreement"
FILES: dict[Instrument, str] = {
    "SLA": "template-sla.json",
    "contract schedule": "template-contract-schedule.json",
}
STATES = (
    "drafting",
    "with provider",
    "with commissioner",
    "agreed in principle",
    "approved",
    "signed",
    "in force",
    "superseded",
    "expired",
    "ended",
)
DRAFTS = STATES[:5]

SERVICES = (
    "Activities in custody",
    "Bail services",
    "Catering",
    "Communication with people in custody",
    "Community payback",
    "Deliver accredited programmes",
    "Early days and discharge",
    "Faith and pastoral care",
    "Manage the sentence",
    "Mother and baby units",
    "Prisoner employment, training and skills",
    "Rehabilitation services in custody",
    "Safety of people at risk of harm",
    "Visits and family contact",
)


def template(instrument: Instrument) -> TemplateFacts:
    return template_from(json.loads((DATA / FILES[instrument]).read_text(encoding="utf-8")))


def schedules() -> tuple[ScheduleFacts, ...]:
    return (
        schedule(
            "parties",
            (
                ("Provider", "Representative", "Head of business", "Alex Specimen", "alex@durham.example", "No"),
                (
                    "Provider",
                    "Signatory",
                    "Governor",
                    "Sam Specimen",
                    "sam@durham.example",
                    "Yes: head of establishment",
                ),
                ("Commissioner", "Representative", "Commissioning manager", "Jo Specimen", "jo@noms.example", "No"),
                (
                    "Commissioner",
                    "Signatory",
                    "Deputy director",
                    "Chris Specimen",
                    "chris@noms.example",
                    "Yes: delegated",
                ),
            ),
        ),
        schedule("services", tuple(_service(index, name) for index, name in enumerate(SERVICES, start=1))),
        schedule("volumes", tuple(_volume(index) for index in range(1, 9))),
        schedule("service_levels", tuple(_service_level(index) for index in range(1, 11))),
        schedule(
            "additional",
            (
                (
                    "Visits and family contact",
                    "Two family days each quarter beyond the minimum",
                    "Family ties are linked with fewer returns to custody",
                    "£12,400",
                    "1 April 2012",
                    "31 March 2013",
                ),
            ),
        ),
        schedule(
            "exceptions",
            (
                (
                    "Catering",
                    "Evening meal not before 5pm",
                    "The kitchen is being rebuilt until the autumn",
                    "AP-3: temporary kitchen by 1 June 2012",
                    "Deputy director",
                    "1 October 2012",
                ),
            ),
        ),
        schedule(
            "capacity",
            (
                ("Local prison", "B", "Remand and all sentences", "18 and over", "981"),
                ("Resettlement wing", "C", "Under 12 months", "21 and over", "60"),
            ),
        ),
        schedule(
            "price",
            tuple(_price(index) for index in range(1, 8)),
            "Prices are firm from the settlement of 15 December 2011.",
        ),
        schedule(
            "partners", (("Northern Learning Trust", "Voluntary", "Mentoring on release", "Grant", "31 March 2013"),)
        ),
        schedule("interfaces", tuple(_interface(index) for index in range(1, 9))),
        schedule("assurance", tuple(_return(index) for index in range(1, 7))),
        schedule("changes", ()),
    )


def agreement(instrument: Instrument = "SLA", state: str = "with provider") -> AgreementFacts:
    """One agreement in one state, signed where the state says so."""
    is_draft = state in DRAFTS
    facts = AgreementFacts(
        instrument=instrument,
        reference="2012-13/DM",
        provider=ProviderFacts("HMP Durham", "Public sector prison", "North East", "England", "DM"),
        commissioner=CommissionerFacts(
            "National Offender Management Service", ("Clive House", "70 Petty France", "London")
        ),
        round_title="2012-13",
        starts_on=date(2012, 4, 1),
        ends_on=date(2013, 3, 31),
        template=template(instrument),
        document_version="0.4" if is_draft else "1.0",
        version_rows=(
            VersionRow("0.1", "First draft from the national template and the final intentions", date(2012, 1, 9)),
            VersionRow(
                "0.4", "Fourth offer: volumes of accredited programmes and the price of family days", date(2012, 2, 20)
            ),
        ),
        state=f"{state.capitalize()} since 20 February 2012.",
        is_draft=is_draft,
        dated=date(2012, 2, 20),
        demonstration=DEMONSTRATION,
        schedules=schedules(),
        price_total="£28,000,000",
        intentions=tuple(
            (f"CU-{n}", f"Intention number {n} of the custodial group, as its final title reads") for n in range(1, 15)
        ),
        illustrative=True,
        profile=(
            (
                "Local profile of need",
                "Most people received come from the courts of the county.\n\nOne in three is on remand.",
            ),
            ("Rationale", "Short courses are offered because two thirds stay for less than six months."),
            ("Sub-contracting", "Mentoring on release is entrusted to a voluntary body."),
            ("Delivery plan", "The resettlement wing opens in May and is full by July."),
        ),
    )
    if state in {"approved", *STATES[5:]}:
        facts = replace(facts, approvals=_approvals())
    return facts if is_draft else replace(facts, signatures=_signatures())


def _approvals() -> tuple[ApprovalFacts, ...]:
    return (
        ApprovalFacts("provider", "Pat Specimen", "Deputy governor", datetime(2012, 2, 27, 10, 0, tzinfo=UTC)),
        ApprovalFacts("commissioner", "Robin Specimen", "Deputy director", datetime(2012, 2, 27, 16, 5, tzinfo=UTC)),
    )


def _signatures() -> tuple[SignatureFacts, ...]:
    declaration = "I sign with the authority of my post and have read the text with the fingerprint below."
    at = datetime(2012, 2, 29, 15, 30, tzinfo=UTC)
    return (
        SignatureFacts("provider", "Sam Specimen", "Governor", "Head of establishment", declaration, at, "ab12" * 16),
        SignatureFacts("commissioner", "Chris Specimen", "Director", "Delegated", declaration, at, "ab12" * 16),
    )


def _service(index: int, name: str) -> tuple[str, ...]:
    return (
        name,
        f"Deliver {name.lower()} on every day on which the regime runs, and record who took part and who could not.",
        "All outputs that the specification marks as mandatory for this kind of establishment",
        "Provider" if index % 5 else "Northern Learning Trust",
        f"CU-{index}",
    )


def _volume(index: int) -> tuple[str, ...]:
    quarter = 6 * index
    return (
        f"V-{index}",
        f"Accredited programme {index}",
        "Violent, high risk" if index % 2 else "Sexual, medium risk",
        str(40 * index),
        "figure to follow" if index == 8 else str(4 * quarter),
        f"{quarter}, {quarter}, {quarter}, {quarter}",
        "Segment analysis of 27 October 2011; local assessments of the last twelve months",
    )


def _service_level(index: int) -> tuple[str, ...]:
    return (
        f"SL-{index}",
        f"Service level {index}",
        "Share of cases in which the task was finished within the time limit",
        "Everyone received in the period",
        f"{index} days",
        "Working days",
        "Per cent",
        "95",
        "2",
        "National case system",
        "Monthly",
    )


def _price(index: int) -> tuple[str, ...]:
    return (f"Price line {index}", "£3,900,000", "£100,000", "£4,000,000", "Firm")


def _interface(index: int) -> tuple[str, ...]:
    return (
        f"Interface {index}",
        "Durham Tees Valley Probation Trust",
        "The provider sends the assessment and the release plan; the trust confirms receipt and names who leads.",
        f"{index} working days before release",
    )


def _return(index: int) -> tuple[str, ...]:
    return (f"Self-audit {index}", "Safety and decency", f"{index} July 2012", "", "", "")
