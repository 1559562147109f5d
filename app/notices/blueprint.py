"""The one blueprint that every page about notices of change hangs on."""

from flask import Blueprint

bp = Blueprint("notices", __name__)
