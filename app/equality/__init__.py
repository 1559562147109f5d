"""Equality: screening, the full assessment, and what is published of them."""

from app.equality import assessment_routes, routes, screening_routes
from app.equality.blueprint import bp

__all__ = ["assessment_routes", "bp", "routes", "screening_routes"]
