"""The pages of disputes."""

import app.disputes.due
import app.disputes.move_routes
import app.disputes.pack_routes
import app.disputes.routes
import app.disputes.ruling_routes
import app.disputes.standstill
import app.disputes.standstill_routes  # noqa: F401 - each hangs its pages, or its moves, on what finds them
from app.disputes.blueprint import bp

__all__ = ["bp"]
