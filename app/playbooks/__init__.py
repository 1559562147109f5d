"""Each side's playbook: what it keeps to itself about terms, and who may let it go beyond."""

import app.playbooks.clearance_routes
import app.playbooks.routes  # noqa: F401 - each hangs its pages on the blueprint
from app.playbooks.blueprint import bp

__all__ = ["bp"]
