"""Pages of rehearsal."""

from flask import Blueprint

bp = Blueprint("rehearsal", __name__)
