"""Where the pages of agreements hang."""

from flask import Blueprint

bp = Blueprint("agreements", __name__)
