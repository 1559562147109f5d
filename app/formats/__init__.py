"""Other formats of an edition: attached by staff, listed for everyone, out of date when the words change."""

from app.formats.routes import bp

__all__ = ["bp"]
