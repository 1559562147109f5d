"""Mail: `post` a letter beside the change that causes it; the worker delivers it after the commit."""

from app.mail.posting import post

__all__ = ["post"]
