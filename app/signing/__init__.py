"""The pages of signing: from the exact text to approval, signature, publication and its end."""

from app.signing.routes import bp

__all__ = ["bp"]
