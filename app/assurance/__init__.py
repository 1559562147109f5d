"""The pages of assurance."""

from app.assurance.routes import bp

__all__ = ["bp"]
