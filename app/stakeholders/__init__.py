"""The register of stakeholders, their invitations, and chasing those who are silent."""

from app.stakeholders import due
from app.stakeholders.routes import bp

__all__ = ["bp", "due"]
