"""The pages of responses."""

from app.responses.routes import bp

__all__ = ["bp"]
