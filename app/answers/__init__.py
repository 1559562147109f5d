"""The pages of answers."""

from app.answers import approval_routes, batch_routes, list_routes, routes, template_routes
from app.answers.blueprint import bp

__all__ = ["approval_routes", "batch_routes", "bp", "list_routes", "routes", "template_routes"]
