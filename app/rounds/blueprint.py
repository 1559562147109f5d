"""Where the pages of rounds are registered."""

from flask import Blueprint

bp = Blueprint("rounds", __name__, url_prefix="/rounds")
