"""The pages of rounds, and the moves that time makes in them."""

from app.rounds import due
from app.rounds.routes import bp

__all__ = ["bp", "due"]
