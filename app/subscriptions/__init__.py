"""Following a round: by mail, in a calendar, and by a feed of its editions."""

from app.subscriptions import due
from app.subscriptions.routes import bp

__all__ = ["bp", "due"]
