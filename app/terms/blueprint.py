"""Where the pages of terms hang."""

from flask import Blueprint

bp = Blueprint("terms", __name__)
