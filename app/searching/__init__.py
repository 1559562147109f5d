"""Finding points: by their words and by what is known of them, in searches that can be saved and built on."""

from app.searching.routes import bp

__all__ = ["bp"]
