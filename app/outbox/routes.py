"""The outbox of a rehearsal: mail that would have been sent. Production has no such address."""

import re

from flask import Blueprint, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup, escape

from app.outbox import queries
from app.web import signed_in

bp = Blueprint("outbox", __name__, url_prefix="/outbox")


@bp.get("/")
@signed_in
def index() -> ResponseReturnValue:
    """The newest letters to oneself; for administrators to anyone, all or to one address."""
    to = request.args.get("to", "").strip()
    return render_template(
        "outbox/index.html", letters=queries.newest(to, seen_by=g.person), to=to, shown=queries.SHOWN
    )


@bp.get("/<int:letter_id>")
@signed_in
def letter(letter_id: int) -> ResponseReturnValue:
    """One letter, with the links it carries."""
    found = queries.get(letter_id, seen_by=g.person)
    return render_template("outbox/letter.html", letter=found, body=with_links(found.body))


def with_links(body: str) -> Markup:
    """The text of a letter with this service's own addresses as links, and nothing else as markup."""
    service = re.escape(str(escape(current_app.config["SERVICE_URL"].rstrip("/"))))
    linked = re.sub(rf"{service}(/[^\s<]*)", r'<a class="govuk-link" href="\1">\g<0></a>', str(escape(body)))
    return Markup(linked)  # noqa: S704  # nosec B704
