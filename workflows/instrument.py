"""The two kinds of agreement, and what each means (domain §3)."""

from enum import StrEnum


class Instrument(StrEnum):
    SLA = "SLA"
    CONTRACT_SCHEDULE = "contract schedule"


BINDING = {
    Instrument.SLA: "This service level agreement is mutually agreed and is not legally binding.",
    Instrument.CONTRACT_SCHEDULE: "This contract schedule becomes part of a legally binding contract.",
}
