"""The outbox of a rehearsal: mail that would have been sent, for anyone to read. Production has no such address."""

import re

from flask import Blueprint, abort, current_app, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup, escape

from app.outbox import queries
from app.web import public

bp = Blueprint("outbox", __name__, url_prefix="/outbox")


@bp.get("/")
@public
def index() -> ResponseReturnValue:
    """The newest letters, all or to one address. Whoever walks the demonstration needs the links in them."""
    to = request.args.get("to", "").strip()
    return render_template("outbox/index.html", letters=queries.newest(to), to=to, shown=queries.SHOWN)


@bp.get("/<int:letter_id>")
@public
def letter(letter_id: int) -> ResponseReturnValue:
    """One letter, with the links it carries."""
    found = queries.find(letter_id) or abort(404)
    return render_template("outbox/letter.html", letter=found, body=with_links(found.body))


def with_links(body: str) -> Markup:
    """The text of a letter with this service's own addresses as links, and nothing else as markup."""
    service = re.escape(str(escape(current_app.config["SERVICE_URL"].rstrip("/"))))
    linked = re.sub(rf"{service}(/[^\s<]*)", r'<a class="govuk-link" href="\1">\g<0></a>', str(escape(body)))
    return Markup(linked)  # noqa: S704  # nosec B704
