"""The blueprint that the pages for Welsh share."""

from flask import Blueprint

bp = Blueprint("in_welsh", __name__, url_prefix="/rounds/<slug>")
