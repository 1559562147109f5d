"""Campaigns: near-identical texts that many people sent, counted both as responses and as distinct texts."""

from app.campaigns.routes import bp

__all__ = ["bp"]
