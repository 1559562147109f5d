"""Pages of an agreement's exact text, its approval, signature, publication and end."""

from flask import Blueprint

bp = Blueprint("signing", __name__)
