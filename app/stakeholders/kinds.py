"""The kinds of stakeholder, as people who respond choose them, with the members of the public."""

from app.areas import AREAS, area_of
from app.models import Organisation, OrganisationKind

KINDS = {
    "provider": "Provider",
    "department": "Government department",
    "voluntary body": "Voluntary body",
    "private company": "Private company",
    "representative body": "Representative body",
    "public": "Member of the public",
    "other": "Other",
}
"""The keys are those of `Response.organisation_kind`."""
NOT_KNOWN = "Kind not known"
SAID = {name.lower(): key for key, label in KINDS.items() for name in (key, label)} | {
    "government": "department",
    "voluntary or community body": "voluntary body",
    "charity": "voluntary body",
    "company": "private company",
    "union": "representative body",
    "public": "public",
}
"""What a sheet may call each kind, in small letters."""
LETTERS = {"en": "English, with a line on where the Welsh is", "cy": "Welsh"}
"""The languages of letters to them."""
LANGUAGES_SAID = {"english": "en", "en": "en", "saesneg": "en", "welsh": "cy", "cy": "cy", "cymraeg": "cy"}
AREAS_SAID = {area.lower(): area for area in AREAS} | {"yorkshire and the humber": "Yorkshire and Humberside"}


def kind_of(organisation: Organisation) -> str:
    """The kind that an organisation with an account is; empty for the commissioner's own."""
    kind = str(organisation.kind)
    return kind if kind in KINDS and organisation.kind is not OrganisationKind.COMMISSIONER else ""


def place_of(organisation: Organisation) -> str:
    """The area that an organisation with an account is in, where it says."""
    return area_of(organisation.region)
