"""What is said about agreements and terms: the discussion of both sides, and each side's own notes."""

from app.remarks.routes import bp

__all__ = ["bp"]
