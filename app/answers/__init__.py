"""The pages of answers."""

from app.answers.routes import bp

__all__ = ["bp"]
