"""The one blueprint that every page about signing hangs on."""

from flask import Blueprint

bp = Blueprint("signing", __name__)
