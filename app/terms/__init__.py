"""The pages of terms: one negotiable line, where it stands, and every way to answer it."""

import app.terms.answer_routes
import app.terms.reopen_routes
import app.terms.routes  # noqa: F401 - each hangs its pages on the blueprint
from app.terms.blueprint import bp

__all__ = ["bp"]
