"""Words in Welsh beside those in English: what round managers write for the Welsh pages."""

from app.in_welsh.routes import bp

__all__ = ["bp"]
