"""Where the pages of stakeholders are registered."""

from flask import Blueprint

bp = Blueprint("stakeholders", __name__)
