"""Pages of intentions."""

from flask import Blueprint

bp = Blueprint("intentions", __name__)
