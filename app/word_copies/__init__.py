"""Agreements taken into Word and brought back."""

from app.word_copies.routes import bp

__all__ = ["bp"]
