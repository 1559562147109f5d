"""Where people and organisations are: the regions of England, and Wales. One list for responses and for invitations."""

from app.languages import word

ENGLISH_REGIONS = (
    "North East",
    "North West",
    "Yorkshire and Humberside",
    "East Midlands",
    "West Midlands",
    "East of England",
    "London",
    "South East",
    "South West",
)
"""As the providers of 2012-13 were listed; `Organisation.region` says the same words."""
WALES = "Wales"
NATIONAL = word("National")
"""Works across England and Wales, or from outside both."""
AREAS = (*ENGLISH_REGIONS, WALES, NATIONAL)
NOT_KNOWN = "Area not known"


def area_of(region: str) -> str:
    """The area that a provider's region is; empty for one that is on no list."""
    return region if region in AREAS else ""
