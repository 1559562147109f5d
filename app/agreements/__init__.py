"""The pages of agreements."""

import app.agreements.decision_routes
import app.agreements.drafting_routes
import app.agreements.list_routes
import app.agreements.offer_routes
import app.agreements.plan_routes
import app.agreements.routes
import app.agreements.standard_term_routes  # noqa: F401 - each hangs its pages on the blueprint
from app.agreements.blueprint import bp

__all__ = ["bp"]
