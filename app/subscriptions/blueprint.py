"""Where the pages and feeds for those who follow a round are registered."""

from flask import Blueprint

bp = Blueprint("subscriptions", __name__, url_prefix="/rounds")
