"""Where the pages of playbooks hang."""

from flask import Blueprint

bp = Blueprint("playbooks", __name__)
