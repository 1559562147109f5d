"""The pages that tie points to changes of wording."""

from app.changes.routes import bp

__all__ = ["bp"]
