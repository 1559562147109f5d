"""Pages of equality."""

from flask import Blueprint

bp = Blueprint("equality", __name__)
