"""Pages for those who respond, and for staff who enter a response for somebody."""

from flask import Blueprint

bp = Blueprint("responses", __name__)

import app.responses.routes.entering  # noqa: E402
import app.responses.routes.questions  # noqa: E402
import app.responses.routes.sending  # noqa: E402
import app.responses.routes.starting  # noqa: E402, F401 - each adds its pages to bp
