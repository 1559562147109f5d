"""The pages of home."""

from app.home.routes import bp

__all__ = ["bp"]
