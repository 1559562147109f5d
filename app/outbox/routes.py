"""Pages of the rehearsal's mail."""

from flask import Blueprint

bp = Blueprint("outbox", __name__, url_prefix="/outbox")
