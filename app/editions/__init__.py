"""The pages of editions."""

from app.editions.routes import bp

__all__ = ["bp"]
