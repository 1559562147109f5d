"""The pages of agreements."""

from app.agreements.routes import bp

__all__ = ["bp"]
