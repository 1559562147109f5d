"""Pages of timeline."""

from flask import Blueprint

bp = Blueprint("timeline", __name__)
