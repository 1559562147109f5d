"""The pages of stakeholders, each kind in a module of its own."""

from app.stakeholders import chasing_routes, personal_routes, register_routes, silence_routes
from app.stakeholders.blueprint import bp

__all__ = ["bp", "chasing_routes", "personal_routes", "register_routes", "silence_routes"]
