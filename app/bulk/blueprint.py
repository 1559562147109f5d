"""Where the pages of bulk changes are hung up."""

from flask import Blueprint

from app.web import for_parts
from workflows.roles import Role

bp = Blueprint("bulk", __name__)
for_changing = for_parts(Role.COMMISSIONER_NEGOTIATOR, Role.ROUND_MANAGER)
for_reading = for_parts(Role.COMMISSIONER_NEGOTIATOR, Role.ROUND_MANAGER, Role.COMMISSIONER_SIGNATORY)
