"""The pages of notices of change, and the moves that time makes for them."""

from app.notices import answer_routes, batch_routes, due, routes, write_routes
from app.notices.blueprint import bp

__all__ = ["answer_routes", "batch_routes", "bp", "due", "routes", "write_routes"]
