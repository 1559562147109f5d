"""The pages of signing, from the exact text to its publication, and the moves that time makes after it."""

from app.signing import due, ending_routes, published_routes, routes
from app.signing.blueprint import bp

__all__ = ["bp", "due", "ending_routes", "published_routes", "routes"]
