"""The pages of actions."""

from app.actions.routes import bp

__all__ = ["bp"]
