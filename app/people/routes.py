"""The table of contents of the pages about people: importing a module hangs its pages on the blueprint."""

from app.people import (
    absence_routes,
    account_routes,
    leaving_routes,
    organisation_routes,
    password_routes,
    people_routes,
    second_factor_routes,
    sign_in_routes,
)
from app.people.blueprint import bp

__all__ = [
    "absence_routes",
    "account_routes",
    "bp",
    "leaving_routes",
    "organisation_routes",
    "password_routes",
    "people_routes",
    "second_factor_routes",
    "sign_in_routes",
]
