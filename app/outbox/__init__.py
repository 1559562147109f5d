"""The mail a rehearsal keeps, for reading."""

from app.outbox.routes import bp

__all__ = ["bp"]
