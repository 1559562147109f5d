"""The pages of rounds."""

from app.rounds.routes import bp

__all__ = ["bp"]
