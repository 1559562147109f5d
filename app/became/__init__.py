"""What became of what one respondent said."""

from app.became.routes import bp

__all__ = ["bp"]
