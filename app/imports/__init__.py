"""Responses that come from elsewhere, spreadsheets of answers, e-mails and letters: the pages."""

from app.imports import import_routes, letter_routes, routes
from app.imports.blueprint import bp

__all__ = ["bp", "import_routes", "letter_routes", "routes"]
