"""The pages of intentions."""

from app.intentions.routes import bp

__all__ = ["bp"]
