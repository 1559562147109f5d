"""Pages of assurance."""

from flask import Blueprint

bp = Blueprint("assurance", __name__)
