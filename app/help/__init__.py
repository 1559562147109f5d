"""The pages of help."""

from app.help.routes import bp

__all__ = ["bp"]
