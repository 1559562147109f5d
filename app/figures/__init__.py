"""What was said, in numbers and pictures: true for those who work on responses, protected for everybody else."""

from app.figures.routes import bp

__all__ = ["bp"]
