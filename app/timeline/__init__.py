"""The pages of timeline."""

from app.timeline.routes import bp

__all__ = ["bp"]
