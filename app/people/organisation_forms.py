"""What administrators type about organisations and settings."""

import re
from typing import Any

from wtforms.validators import StopValidation

from app.fields import (
    CheckboxesField,
    ConfirmField,
    EmailField,
    RadioField,
    SelectField,
    TextField,
    VersionField,
    WholeNumberField,
)
from app.models import OrganisationKind, Sector
from app.seen import SeenField
from app.web import BaseForm
from workflows.instrument import Instrument
from workflows.roles import GIVEN_ROLES, Role

CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
HOLDS = [("", "Nobody"), ("men", "Men"), ("women", "Women"), ("young", "Young people")]


class _SizeField(TextField):
    """How large a provider is beside a typical one, as a decimal number."""

    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        try:
            number = float(self.data or "1")
        except ValueError:
            number = 0
        if not 0.1 <= number <= 10:
            raise StopValidation("Enter the size as a number from 0.1 to 10, like 1.2")
        self.data = round(number, 2)


class OrganisationFields(BaseForm):
    name = TextField("Name", what="the name of the organisation")
    email = EmailField("Email address", what="an email address", required=False)

    def facts(self) -> dict[str, Any]:
        """What the table keeps of it."""
        return {"name": self.name.data, "email": self.email.data or ""}

    def is_complete(self) -> bool:
        """Whether everything that this kind of organisation needs is there."""
        return not self.errors


class EditOrganisationForm(OrganisationFields):
    """An organisation that is no provider, corrected."""

    version = VersionField()


class ProviderFields(OrganisationFields):
    """What only providers have; for the others these are left empty."""

    sector = SelectField("Sector", required=False, choices=[(one.value, str(one).capitalize()) for one in Sector])
    instrument = RadioField(
        "Instrument", required=False,
        choices=[(one.value, one.value if one is Instrument.SLA else "Contract schedule") for one in Instrument],
    )  # fmt: skip
    nation = RadioField("Nation", required=False, choices=[("England", "England"), ("Wales", "Wales")])
    region = TextField("Region", what="the region", required=False, most=80)
    holds = SelectField("Whom it holds", required=False, empty="Nobody", choices=HOLDS[1:])
    high_security = ConfirmField("It belongs to the high security estate")
    size = _SizeField("Size beside a typical provider", what="the size", required=False, most=5)

    def facts(self) -> dict[str, Any]:
        """The provider's fields as the table has them."""
        return super().facts() | {
            "sector": Sector(self.sector.data), "instrument": Instrument(self.instrument.data),
            "nation": self.nation.data, "region": self.region.data or "", "holds": self.holds.data or "",
            "high_security": bool(self.high_security.data), "size": self.size.data,
        }  # fmt: skip

    def is_complete(self) -> bool:
        """Whether everything a provider needs is there; if not, say so at each field."""
        needed = {"sector": "Select the sector", "instrument": "Select the instrument", "nation": "Select the nation"}
        for name, sentence in needed.items():
            if not self[name].data:
                self[name].errors = [sentence]
        return not self.errors


class EditProviderForm(ProviderFields):
    """A provider, corrected."""

    version = VersionField()


class AddOrganisationForm(ProviderFields):
    code = TextField(
        "Code",
        what="a code",
        most=80,
        description="Small letters, numbers and hyphens, like hmp-durham. It stands in addresses and does not change",
    )
    kind = RadioField(
        "Kind", missing="Select the kind of organisation",
        choices=[(one.value, str(one).capitalize()) for one in OrganisationKind],
    )  # fmt: skip

    def validate_code(self, field: Any) -> None:
        if not CODE.fullmatch(field.data or ""):
            raise StopValidation("Enter a code of small letters, numbers and hyphens, like hmp-durham")


class SettingsForm(BaseForm):
    seen = SeenField()
    second_factor = CheckboxesField(
        "Roles that need a second step to sign in",
        choices=[(role.value, str(role).capitalize()) for role in Role if role in GIVEN_ROLES],
        description="Their holders set up an authenticator app before anything else. So do you, if you are one",
    )
    help_address = EmailField(
        "Address for people who cannot sign in", what="an email address", required=False,
        description="It is shown on the sign-in page",
    )  # fmt: skip
    plan_days = WholeNumberField(
        "Days for the action plan after a failed return", what="a number of days", least=1, most=365,
        description="A provider has this long. Plans that are running keep the day they have",
    )  # fmt: skip
    plan_clock = RadioField(
        "Which days count", missing="Select which days count",
        choices=[("working days", "Working days"), ("calendar days", "Calendar days")],
    )  # fmt: skip
    smallest_number = WholeNumberField(
        "Smallest number that is published", what="a number", least=2, most=50,
        description="Smaller numbers of responses are held back wherever the public can read",
    )  # fmt: skip

    def chosen(self) -> dict[str, Any]:
        """The settings as the command takes them."""
        return {
            "second_factor": self.second_factor.data or [], "help_address": self.help_address.data or "",
            "plan_days": self.plan_days.data, "plan_clock": self.plan_clock.data,
            "smallest_number": self.smallest_number.data,
        }  # fmt: skip
