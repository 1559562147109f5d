"""Change many agreements at once: the pages."""

from app.bulk import change_routes, routes
from app.bulk.blueprint import bp

__all__ = ["bp", "change_routes", "routes"]
