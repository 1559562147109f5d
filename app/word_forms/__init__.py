"""Responses taken away as a Word form, filled in there, and brought back."""

from app.word_forms.routes import bp

__all__ = ["bp"]
