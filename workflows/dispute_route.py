"""The ways that a dispute can go, each with its own bodies and its own words (domain §7, "Issue resolution")."""

from dataclasses import dataclass
from enum import StrEnum

from workflows.instrument import Instrument

WORKING_DAYS = 10
"""To share the report, to reply to it, to take a decision further, and to advise: each of them."""


class Route(StrEnum):
    """A service level agreement has the committees; a contract its own procedure; two providers ask for advice."""

    COMMITTEES = "issue resolution"
    CONTRACT = "dispute resolution of the contract"
    PROVIDERS = "between two providers"


class Body(StrEnum):
    """Who decides, or settles."""

    SUB_COMMITTEE = "commissioning sub-committee"
    EXECUTIVE = "executive committee"
    EXPERT = "mediator or expert"
    TRIBUNAL = "arbitrator or court"
    OFFICIAL = "senior official"
    BOTH_SIDES = "both sides"


class Grade(StrEnum):
    """How severe an issue is, and how urgent."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    VERY_HIGH = "very high"


@dataclass(frozen=True)
class Words:
    """What a route calls its papers, what it is, and how it goes on, step by step."""

    paper: str
    title: str
    about: str
    steps: tuple[str, ...]
    ends: str


SERVICE_GOES_ON = "Services and payments go on as they were, and every term that is not in dispute can still be agreed."

WORDS = {
    Route.COMMITTEES: Words(
        paper="issue report",
        title="Issue resolution",
        about="An issue that the representatives could not settle. "
        "It ends inside the service: no court can enforce a service level agreement.",
        steps=(
            "One side writes an issue report and shares it within 10 working days.",
            "The other side replies within 10 working days.",
            "The commissioning sub-committee hears both sides and decides.",
            "Within 10 working days, either side can ask for the executive committee. Its decision is final and "
            "binding.",
        ),
        ends="The decision is final and binding on both sides.",
    ),
    Route.CONTRACT: Words(
        paper="notice of dispute",
        title="Dispute resolution",
        about="A dispute about a contract schedule. The procedure is the contract’s own: this service keeps its "
        "papers and its outcome, and neither adds to the procedure nor takes from it.",
        steps=(
            "One party writes a notice of dispute and shares it within 10 working days.",
            "The other party replies within 10 working days.",
            "Senior people on both sides, who have authority to settle, negotiate.",
            "A mediator or an expert is called on, where the contract provides for one.",
            "An arbitrator or a court decides. Either party can ask a court for urgent relief at any time.",
        ),
        ends="The outcome binds both parties under the contract.",
    ),
    Route.PROVIDERS: Words(
        paper="request for advice",
        title="Dispute between providers",
        about="A disagreement between two providers. It starts with advice, asked of the commissioner in writing, "
        "and holds up neither provider’s agreement.",
        steps=(
            "One provider writes down the issue and asks the commissioner for advice, within 10 working days. The "
            "other provider reads it.",
            "The commissioner hears both and advises within 10 working days.",
            "If the dispute remains, it goes to the senior official to whom both providers answer or, where there is "
            "none, to a person on whom they agree.",
        ),
        ends="The outcome is recorded for both providers.",
    ),
}


def route_of(instrument: Instrument, *, between_providers: bool = False) -> Route:
    """The way that a dispute goes: by whom it is between, then by the kind of agreement."""
    if between_providers:
        return Route.PROVIDERS
    return Route.CONTRACT if instrument is Instrument.CONTRACT_SCHEDULE else Route.COMMITTEES
