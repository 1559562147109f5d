"""The pages of equality."""

from app.equality.routes import bp

__all__ = ["bp"]
