"""Where the pages of intentions are registered."""

from flask import Blueprint

bp = Blueprint("intentions", __name__, url_prefix="/rounds/<slug>/intentions")
