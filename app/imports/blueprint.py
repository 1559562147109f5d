"""Where the pages of imports are hung up."""

from flask import Blueprint

from app.permissions import ENTERS_RESPONSES
from app.web import for_parts

bp = Blueprint("imports", __name__)
for_entering = for_parts(*ENTERS_RESPONSES)
