"""The pages of disputes, in one blueprint for the several modules of them."""

from flask import Blueprint

bp = Blueprint("disputes", __name__)
