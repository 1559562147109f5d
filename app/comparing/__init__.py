"""Any two texts of an agreement as one: what came and what went, on a page and as tracked changes in Word."""

from app.comparing.routes import bp

__all__ = ["bp"]
