"""The pages of rehearsal."""

from app.rehearsal.routes import bp

__all__ = ["bp"]
