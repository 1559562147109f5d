"""Words in Welsh beside those in English: what staff write for the Welsh pages."""

from app.in_welsh import answer_routes, equality_routes, routes
from app.in_welsh.blueprint import bp

__all__ = ["answer_routes", "bp", "equality_routes", "routes"]
