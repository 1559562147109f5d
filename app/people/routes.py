"""The table of contents of the pages about people."""

from app.people import account_routes, password_routes, second_factor_routes, sign_in_routes
from app.people.blueprint import bp

__all__ = ["account_routes", "bp", "password_routes", "second_factor_routes", "sign_in_routes"]
