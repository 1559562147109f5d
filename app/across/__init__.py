"""Across providers: the money of a round, and one term beside everybody else's."""

from app.across.routes import bp

__all__ = ["bp"]
