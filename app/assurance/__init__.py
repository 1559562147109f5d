"""Assurance: the returns that providers send through the year, and what assurers make of them."""

from app.assurance import due
from app.assurance.routes import bp

__all__ = ["bp", "due"]
