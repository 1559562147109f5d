"""The pages of exports."""

from app.exports.routes import bp

__all__ = ["bp"]
