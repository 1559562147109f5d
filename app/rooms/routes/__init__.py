"""Pages of a team that writes one response."""

from flask import Blueprint

bp = Blueprint("rooms", __name__)

import app.rooms.routes.alive  # noqa: E402
import app.rooms.routes.history  # noqa: E402
import app.rooms.routes.holding  # noqa: E402
import app.rooms.routes.joining  # noqa: E402
import app.rooms.routes.people  # noqa: E402
import app.rooms.routes.remarks  # noqa: E402
import app.rooms.routes.team  # noqa: E402, F401 - each adds its pages to bp
