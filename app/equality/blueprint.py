"""Where the equality pages live."""

from flask import Blueprint

bp = Blueprint("equality", __name__)
HERE = "/rounds/<slug>/equality"
