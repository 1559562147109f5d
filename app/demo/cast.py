"""Who plays in the demonstration. Every person is invented; those listed in PRINTED can sign in."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.demo.files import providers
from app.extensions import db
from app.models import Organisation, OrganisationKind, Person, Sector
from app.people import commands as people
from workflows.instrument import Instrument
from workflows.roles import Role

DOMAIN = "demonstration.example.test"
PASSWORD = "walk-the-round-2012"  # noqa: S105 - printed for everyone; production refuses to start with these people
COMMISSIONER = "noms"
FOLLOWED = "R-01"
RECEIPT_CODE = "DEM0-2012-TRYT-H1SC-0DE1"
"""The response, and its receipt code, with which anybody can follow what became of what was said."""


@dataclass(frozen=True)
class Part:
    """One person who can sign in: the name before the @, and what they are."""

    key: str
    name: str
    post: str
    organisation: str
    roles: tuple[Role, ...]


PRINTED = (
    Part("administrator", "Amara Bello", "Service administrator", COMMISSIONER, (Role.ADMINISTRATOR,)),
    Part("manager", "Rhys Morgan", "Head of the commissioning round", COMMISSIONER, (Role.ROUND_MANAGER,)),
    Part("analyst", "Sunita Rao", "Consultation analyst", COMMISSIONER, (Role.ANALYST,)),
    Part("second.analyst", "Meera Nair", "Consultation analyst", COMMISSIONER, (Role.ANALYST,)),
    Part("equality", "Grace Oduya", "Equality lead", COMMISSIONER, (Role.EQUALITY_LEAD,)),
    Part("negotiator", "Tom Hartley", "Senior commissioner, North East", COMMISSIONER, (Role.COMMISSIONER_NEGOTIATOR,)),
    Part("director", "Helen Ashworth", "Director of commissioning", COMMISSIONER, (Role.COMMISSIONER_SIGNATORY,)),
    Part("assurer", "Daniel Price", "Head of assurance", COMMISSIONER, (Role.ASSURER,)),
    Part("durham.negotiator", "Karen Wright", "Head of business", "hmp-durham", (Role.PROVIDER_NEGOTIATOR,)),
    Part("durham.governor", "Michael Dunn", "Governor", "hmp-durham", (Role.PROVIDER_SIGNATORY,)),
    Part("wales.negotiator", "Siân Evans", "Head of operations", "wales-probation-trust", (Role.PROVIDER_NEGOTIATOR,)),
    Part("wales.chair", "Huw Griffiths", "Chair", "wales-probation-trust", (Role.PROVIDER_SIGNATORY,)),
    Part("respondent", "Priya Shah", "Policy adviser", "department-for-work-and-pensions", ()),
)
"""At least one person for each role, and the teams of two providers."""

DEPARTMENTS = {
    "department-for-work-and-pensions": "Department for Work and Pensions",
    "department-of-health": "Department of Health",
    "welsh-government": "Welsh Government",
}
WITH = {
    "South West": "Joanna Pike", "East of England": "Robert Finch", "North West": "Leila Haddad",
    "East Midlands": "Simon Clarke", "London": "Ngozi Adeyemi", "South East": "Peter Lamb",
    "Yorkshire and Humberside": "Emma Sykes", "Wales": "Carys Lloyd", "West Midlands": "Adil Khan",
}  # fmt: skip
"""The invented negotiators of the regions that the printed one does not work with."""


def address(key: str) -> str:
    return f"{key}@{DOMAIN}"


def find(key: str) -> Person:
    """Someone of the cast; looked up once a load."""
    known: dict[str, Person] = db.session.info.setdefault("cast", {})
    if key not in known:
        known[key] = db.session.scalars(sa.select(Person).where(Person.email == address(key))).one()
    return known[key]


def first() -> Person:
    """The commissioner and its administrator: who invites everyone else."""
    from app.permissions import SYSTEM  # noqa: PLC0415 - the one act before anyone is there

    name = "National Offender Management Service"
    home = people.add_organisation(code=COMMISSIONER, name=name, kind=OrganisationKind.COMMISSIONER, by=SYSTEM)
    part = PRINTED[0]
    return people.first_administrator(email=address(part.key), name=part.name, organisation=home)


def organisations(by: Person, only: Collection[str] = ()) -> dict[str, Organisation]:
    """The 166 providers (or `only` those with these codes) and some departments, by code. Sizes are illustrative."""
    made = {
        row["code"]: people.add_organisation(
            code=row["code"],
            name=row["name"],
            kind=OrganisationKind.PROVIDER,
            by=by,
            sector=Sector(row["sector"]),
            instrument=Instrument(row["instrument"]),
            region=row["region"],
            nation=row["nation"],
            holds=row["holds"],
            high_security=row["high_security"] == "yes",
            size=_size(number),
        )
        for number, row in enumerate(providers())
        if not only or row["code"] in only
    }
    for code, name in DEPARTMENTS.items():
        made[code] = people.add_organisation(
            code=code, name=name, kind=OrganisationKind.DEPARTMENT, email=address(code), by=by
        )
    return made


def _size(number: int) -> float:
    """Illustrative sizes between 0.6 and 1.4, averaging 1, spread without a pattern that the eye would see."""
    return round(0.6 + 0.8 * ((number * 61) % 167) / 166, 2)


def staff(by: Person, places: dict[str, Organisation]) -> None:
    """Everyone on both sides, each with their part; negotiators with the providers of their region."""
    home = by.organisation
    for part in PRINTED[1:]:
        at = home if part.organisation == COMMISSIONER else places[part.organisation]
        _person(part.key, part.name, part.post, at, part.roles, by)
    for region, name in WITH.items():
        post = f"Senior commissioner, {region}"
        _person(f"negotiator.{_slug(region)}", name, post, home, (Role.COMMISSIONER_NEGOTIATOR,), by)
    for place in places.values():
        if place.kind is OrganisationKind.PROVIDER:
            _provider_team(place, by)
            people.assign(negotiator_of(place), place, by=by)
    db.session.flush()


def set_passwords() -> None:
    """Only those who are printed get a password: argon2 is slow on purpose."""
    for part in PRINTED:
        people.set_password(find(part.key), PASSWORD)


def negotiator_of(provider: Organisation) -> Person:
    """The commissioner's negotiator who works with this provider; the printed one has the two printed teams."""
    printed = provider.region == "North East" or provider.code == "wales-probation-trust"
    return find("negotiator" if printed else f"negotiator.{_slug(provider.region)}")


def team_key(code: str, part: str) -> str:
    """The key of a provider's negotiator or signatory."""
    printed = {"hmp-durham": ("durham.negotiator", "durham.governor"),
               "wales-probation-trust": ("wales.negotiator", "wales.chair")}  # fmt: skip
    if code in printed:
        return printed[code][0 if part == "negotiator" else 1]
    return f"{code}.{part}"


def _provider_team(place: Organisation, by: Person) -> None:
    if team_key(place.code, "negotiator") == f"{place.code}.negotiator":
        prison = place.sector in (Sector.PUBLIC_PRISON, Sector.CONTRACTED_PRISON)
        chief = "Governor" if place.sector is Sector.PUBLIC_PRISON else "Director" if prison else "Chair"
        for part, post, role in (
            ("negotiator", "Head of business", Role.PROVIDER_NEGOTIATOR),
            ("signatory", chief, Role.PROVIDER_SIGNATORY),
        ):
            _person(f"{place.code}.{part}", f"{post}, {place.name}", post, place, (role,), by)


def _person(key: str, name: str, post: str, at: Organisation, roles: tuple[Role, ...], by: Person) -> Any:
    made = people.invite(email=address(key), name=name, post=post, organisation=at, by=by, silent=True)
    for role in roles:
        people.give_role(made, role, by=by)
    return made


def _slug(region: str) -> str:
    return region.lower().replace(" ", "-")
