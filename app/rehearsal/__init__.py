"""The rehearsal's clock: only a rehearsal has one."""

from app.rehearsal.routes import bp

__all__ = ["bp"]
